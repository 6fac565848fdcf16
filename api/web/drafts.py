"""A form in progress, put back on the page exactly as it was typed."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response

from api.fiches import documents, names
from api.ids import new_id
from api.web.asked import present_values
from api.web.feuille import recognised
from api.web.forms import Form
from api.web.pages import noter
from api.web.pages.saisie import Chip, Draft, Lines, Minutes, Saisie
from api.web.problems import Problem
from api.web.typed import Unreadable, an_id
from api.web.visit import Visit

LISTED = {"kind", "odd"}


def opened(visit: Visit) -> Form:
    """An empty form: today, the author's row, and who the address already names."""
    ids = {"commande": [str(new_id())], "interaction": [str(new_id())]}
    named = {"jour": [visit.crm.today.isoformat()], "kind": ["rendez_vous"]}
    present = visit.text("present")
    return Form({**ids, **named, "present": [present] if present else []})


def saisie(form: Form) -> Saisie:
    fields = {name for name in Saisie.__struct_fields__ if name not in LISTED}
    texts: dict[str, Any] = {name: form.text(name) for name in fields}
    kind = form.text("kind_autre") if form.text("kind") == "autre" else form.text("kind")
    odd = tuple(int(value) for value in form.every("odd") if value.isdigit())
    return Saisie(**texts, kind=kind, odd=odd)


def minutes(form: Form, who: str) -> Minutes:
    contact = form.text(f"libre_{who}") or form.text(f"contact_{who}")
    return Minutes(contact, form.text(f"preparation_{who}"), form.text(f"travel_{who}"))


def draft(visit: Visit, form: Form, **more: Any) -> Draft:
    lines = recognised(visit, form)
    return Draft(
        commande=form.text("commande"),
        interaction=form.text("interaction"),
        saisie=saisie(form),
        minutes={who.id: minutes(form, who.id) for who in visit.team},
        presents=chips(visit, form, lines),
        lignes=lines,
        **more,
    )


def chips(visit: Visit, form: Form, lines: Lines | None) -> tuple[Chip, ...]:
    """Those already present, but for the ones that the sheet shows."""
    of_sheet = {line.valeur for line in lines.reconnues} if lines else set()
    settled = {line.choisi for line in lines.a_regler} if lines else set()
    values = [each for each in present_values(form) if each not in of_sheet | settled]
    known = {each: key for each in values if (key := subject(each))}
    noms = names(visit.crm, list(known.values()))
    return tuple(Chip(each, noms[str(key)]) for each, key in known.items() if str(key) in noms)


def subject(value: str) -> UUID | None:
    try:
        return an_id(value.partition(":")[2])
    except Unreadable:
        return None


def project_titles(visit: Visit) -> list[str]:
    return sorted(each.titre for each in documents(visit.crm, "projet", visit.position()))


def project_named(visit: Visit, title: str) -> UUID:
    """The project of this exact title; two of the same title cannot be told apart here."""
    every = documents(visit.crm, "projet", visit.position())
    same: list[UUID] = [each.id for each in every if each.titre.casefold() == title.casefold()]
    if len(same) == 1:
        return same[0]
    if same:
        raise Unreadable(f"Plusieurs projets s’appellent « {title} » : notez depuis sa fiche.")
    raise Unreadable(f"Aucun projet ne s’appelle « {title} » : choisissez-le dans la liste.")


def form_page(visit: Visit, shown: Draft, status: int = 200) -> Response[str]:
    if not visit.team:
        raise Problem(409, "Aucun salarié n’est encore dans l’équipe : inscrivez-en un d’abord.")
    today: date = visit.crm.today
    me = (visit.author or visit.team[0]).id
    page = noter.page(shown, visit.team, me, today, project_titles(visit))
    page = msgspec.structs.replace(page, apres=visit.text("apres"))
    return visit.page("noter", "Noter", "noter", page, status)


def refused(shown: Draft, refus: dict[str, str], free: str | None = None) -> Draft:
    return msgspec.structs.replace(shown, refus=refus, refus_libre=free)
