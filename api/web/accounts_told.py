"""Accounts in words: who holds each, as what, and whether they can come in."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from adapters.journal.access_log import last_of
from api.accounts import AccountLine, Desk
from api.accounts import accounts as listed
from api.fiches import documents, fiches_salaries
from api.french import PARIS, clock, day_long, day_short
from api.web.pages.choices import Choice, Group
from api.web.pages.comptes import AccountRow, OpenedLine
from api.web.visit import Visit
from domain.roles import ROLE_LABELS, ROLE_WORDS, STRONG, Role
from projections.convention import FicheConvention


class Around(NamedTuple):
    """What the lines of accounts are told with."""

    reperes: Mapping[UUID, str]
    conventions: Mapping[UUID, FicheConvention]
    entered: Mapping[UUID, datetime]
    today: date
    demo: bool = False
    """In the demonstration everybody comes in with one click: no password, no second factor."""


def around(desk: Desk) -> Around:
    known = desk.crm.known()
    found: list[FicheConvention] = documents(desk.crm, "convention", known)
    return Around(
        {one.id: one.repere for one in fiches_salaries(desk.crm, known)},
        {one.id: one for one in found},
        last_of(desk.crm.journal, "security.signed_in"),
        desk.crm.today,
        desk.crm.demonstration_day is not None,
    )


def lines(desk: Desk) -> list[AccountLine]:
    return listed(desk)


def row(line: AccountLine, told: Around) -> AccountRow:
    state = line.state
    role = state.role or Role.SALARIE
    return AccountRow(
        id=str(line.id),
        nom=line.nom,
        courriel=line.courriel,
        role=ROLE_LABELS[role],
        salarie=told.reperes.get(state.salarie, "") if state.salarie else "",
        facteur=factor(line, role, told),
        derniere=last(told.entered.get(uuid5(line.id, "security"))),
        etat=standing(line, told),
        ferme=state.closed,
        conventions=tuple(
            f"{one.mot}, jusqu’au {one.jusque}" for one in opened(line, told) if not one.finie
        ),
    )


def factor(line: AccountLine, role: Role, told: Around) -> str:
    if line.second_factor:
        return "oui"
    return "à régler" if role in STRONG and not (line.state.closed or told.demo) else "non"


def standing(line: AccountLine, told: Around) -> str:
    if line.state.closed:
        return "Fermé"
    if line.password:
        return ""
    if told.demo:
        return "Entre d’un clic dans la démonstration"
    return "Invité, pas encore entré" if line.invited else "Sans mot de passe : refaites un lien"


def last(at: datetime | None) -> str:
    if at is None:
        return "jamais"
    return f"{day_short(at.astimezone(PARIS).date())}, {clock(at)}"


def opened(line: AccountLine, told: Around) -> tuple[OpenedLine, ...]:
    return tuple(
        OpenedLine(str(key), convention_name(told, key), day_long(until), until < told.today)
        for key, until in sorted(line.state.conventions.items(), key=lambda item: item[1])
    )


def convention_name(told: Around, key: UUID) -> str:
    found = told.conventions.get(key)
    return f"{found.intitule} ({found.bailleur})" if found else "convention inconnue"


def roles() -> tuple[Choice, ...]:
    return tuple(Choice(role, ROLE_LABELS[role], ROLE_WORDS[role]) for role in Role)


def team(visit: Visit) -> Group:
    return Group("", tuple(Choice(person.id, person.nom) for person in visit.team))


def openable(told: Around) -> Group:
    found = sorted(told.conventions.values(), key=lambda one: (-one.last.toordinal(), one.intitule))
    return Group("", tuple(Choice(str(one.id), dated(one)) for one in found))


def dated(one: FicheConvention) -> str:
    return f"{one.intitule} ({one.bailleur}, {one.first.year}–{one.last.year})"
