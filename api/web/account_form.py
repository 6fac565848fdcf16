"""One account before the administration: its page, with what was refused beside its field."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from litestar import Response
from msgspec.structs import replace

from api.accounts import AccountLine, Desk, sessions_of
from api.accounts.opening import Need, need
from api.web.accounts_told import Around, around, lines, openable, opened, roles, row, team
from api.web.forms import Form
from api.web.pages.comptes import HolderPage, Holding
from api.web.problems import Problem
from api.web.visit import Visit
from domain.roles import Role

DONE = {
    "identite": "L’identité est rectifiée.",
    "role": "Le rôle est changé ; ses sessions et ses clés sont fermées.",
    "convention": "La convention est ouverte à cet auditeur.",
    "convention-fermee": "La convention lui est fermée.",
    "facteur": "Le second facteur est retiré : un autre sera demandé à la prochaine entrée.",
    "sessions": "Toutes ses sessions sont fermées.",
    "ferme": "Le compte est fermé : plus rien n’y entre. Ce qu’il a noté reste.",
    "rouvert": "Le compte est rouvert : remettez-lui un nouveau lien.",
}


def holder_page(
    visit: Visit,
    desk: Desk,
    key: UUID,
    *,
    refus: dict[str, str] | None = None,
    libre: str = "",
    form: Form | None = None,
) -> Response[Any]:
    line, told = line_of(desk, key), around(desk)
    page = replace(build(visit, desk, line, told, form or Form({})), refus=refus or {}, libre=libre)
    return visit.page("un_compte", line.nom, "comptes", page, 422 if refus or libre else 200)


def line_of(desk: Desk, key: UUID) -> AccountLine:
    found = next((line for line in lines(desk) if line.id == key), None)
    if found is None:
        raise Problem(404, "Aucun compte n’est à cette adresse : reprenez-le dans la liste.")
    return found


def build(visit: Visit, desk: Desk, line: AccountLine, told: Around, form: Form) -> HolderPage:
    mine = visit.arrival.who.account == line.id
    sessions = sessions_of(desk, line.id)
    factor, role = line.second_factor, line.state.role
    left = [need(role, strong=one.strong, second_factor=factor) for one in sessions]
    return HolderPage(
        id=str(line.id),
        moi=mine,
        ligne=row(line, told),
        entre=line.password,
        facteur=line.second_factor,
        sessions=len(sessions),
        attente=sum(one is not Need.NONE for one in left),
        auditeur=line.state.role is Role.AUDITEUR,
        roles=roles(),
        equipe=team(visit),
        saisie=holding(line, form),
        ouvertes=opened(line, told),
        conventions=openable(told),
        jusque=form.text("until") or (told.today + timedelta(days=90)).isoformat(),
        aujourdhui=told.today.isoformat(),
        dire=DONE.get(visit.text("fait"), ""),
    )


def holding(line: AccountLine, form: Form) -> Holding:
    """As it stands, or as it was typed when that was refused."""
    return Holding(
        nom=form.text("nom") or line.nom,
        courriel=form.text("courriel") or line.courriel,
        role=form.text("role") or str(line.state.role),
        salarie=form.text("salarie") or str(line.state.salarie or ""),
    )
