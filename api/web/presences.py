"""Who came to a gathering, put right after it was noted: one more, or one taken off."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.response import Redirect

from api.errors import ConflictError, ReusedIdError
from api.fiches import names
from api.web.access import needs
from api.web.asked import present
from api.web.correcting import Act, ask_reason, corrected
from api.web.entry_record import record, the_entry
from api.web.forms import Form, read_form
from api.web.naming import present_chips
from api.web.pages.records import Adding
from api.web.pages.saisie import Chip
from api.web.problems import Problem
from api.web.typed import Unreadable, an_id
from api.web.visit import Visit, known_id
from domain.commands.entries import AddAttendance, RetractAttendance
from domain.commands.shared import Present
from domain.decider import Refused
from domain.policy import Action

ADDRESS = "/entrees/{entree:str}/presences"
NOBODY = "Cherchez une structure ou un projet, cochez son nom, puis ajoutez."


@post(ADDRESS, opt=needs(Action.NOTER), sync_to_thread=True)
def add(entree: FromPath[str], body: RawBody, visit: NamedDependency[Visit]) -> Response[Any]:
    """Without JavaScript the same form searches first."""
    visit.today_only()
    key, form = known_id(entree), read_form(body)
    if form.text("geste") == "chercher":
        return shown(visit, key, form, 200)
    try:
        return added(visit, key, form)
    except (Refused, ConflictError, ReusedIdError) as told:
        status = 422 if isinstance(told, Refused) else 409
        return shown(visit, key, form, status, told.why)


def added(visit: Visit, key: UUID, form: Form) -> Response[Any]:
    """Sent twice, the same names are added once."""
    asked = form.every("present")
    if not asked:
        raise Refused(NOBODY, field="present")
    envelope = an_id_or_refusal(form.text("commande"))
    for value, who in {value: named(value) for value in asked}.items():
        command = AddAttendance(interaction=key, present=who)
        visit.execute(command, uuid5(envelope, value))
    return Redirect(f"/entrees/{key}?fait=ajoutee", status_code=303)


def an_id_or_refusal(text: str) -> UUID:
    try:
        return an_id(text)
    except Unreadable as why:
        raise Problem(400, f"{why}") from why


def named(value: str) -> Present:
    try:
        return present(value)
    except Unreadable as why:
        raise Refused(f"{why}", field="present") from why


def shown(
    visit: Visit, key: UUID, form: Form, status: int, refus: str | None = None
) -> Response[str]:
    """The entry again, with what was searched for and what was ticked."""
    ticked = form.every("present")
    found = {chip.valeur: chip for chip in (*chips(visit, ticked), *search(visit, form))}
    adding = Adding(
        commande=form.text("commande"),
        q=form.text("q"),
        trouves=tuple(found.values()),
        coches=tuple(ticked),
        refus=refus,
    )
    page = record(visit, the_entry(visit, key), adding)
    return visit.page("entree", page.sujet, "journal", page, status)


def search(visit: Visit, form: Form) -> tuple[Chip, ...]:
    return present_chips(visit, form.text("q"))


def chips(visit: Visit, values: list[str]) -> Iterator[Chip]:
    for value in values:
        if nom := nom_of(visit, value):
            yield Chip(value, nom)


def nom_of(visit: Visit, value: str) -> str:
    """The name of a presence of an address or a form; empty when it names nobody."""
    try:
        key = an_id(value.partition(":")[2])
    except Unreadable:
        return ""
    return names(visit.crm, [key]).get(str(key), "")


@get(f"{ADDRESS}/retirer", opt=needs(Action.RECTIFIER), sync_to_thread=True)
def take_off(entree: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    return ask_reason(visit, taking_off(visit), the_entry(visit, known_id(entree)))


@post(f"{ADDRESS}/retirer", opt=needs(Action.RECTIFIER), sync_to_thread=True)
def taken_off(entree: FromPath[str], body: RawBody, visit: NamedDependency[Visit]) -> Response[Any]:
    who = named(visit.text("present"))

    def build(key: UUID, form: Form) -> RetractAttendance:
        reason = form.text("reason")
        return RetractAttendance(key, reason, actor=who.actor, project=who.project)

    return corrected(visit, taking_off(visit), known_id(entree), read_form(body), build)


def taking_off(visit: Visit) -> Act:
    value = visit.text("present")
    nom = nom_of(visit, value)
    if not nom:
        raise Problem(404, "Cette présence est introuvable : revenez à l’entrée.")
    return Act(
        f"presences/retirer?present={value}",
        f"Ôter {nom}",
        "Ôter cette présence",
        "Sa participation ne comptera plus ; elle restera lisible dans l’entrée, avec la raison.",
        "otee",
    )
