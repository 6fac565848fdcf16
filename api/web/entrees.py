"""One entry: to read it, to put it right, to take it back, to restore it."""

from functools import partial
from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody

from api.web.access import needs
from api.web.correcting import Act, Build, ask_reason, corrected
from api.web.entry_record import record, the_entry
from api.web.forms import read_form
from api.web.rectifying import changes_of, opened
from api.web.visit import Visit, known_id
from domain.commands.entries import RetractInteraction, WithdrawRetraction
from domain.policy import Action

RECTIFY = Act(
    "rectifier",
    "Rectifier",
    "Rectifier cette entrée",
    "L’ancienne valeur restera visible, avec votre raison.",
    "rectifiee",
)
TAKE_BACK = Act(
    "retirer",
    "Retirer",
    "Retirer cette entrée",
    "Elle ne comptera plus dans aucun chiffre, mais restera lisible. On peut la rétablir.",
    "retiree",
)
RESTORE = Act(
    "retablir",
    "Rétablir",
    "Rétablir cette entrée",
    "Elle comptera de nouveau dans tous les chiffres.",
    "retablie",
)


@get("/entrees/{entree:str}", opt=needs(Action.LIRE_ENTREES), sync_to_thread=True)
def show(entree: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    page = record(visit, the_entry(visit, known_id(entree)))
    return visit.page("entree", page.sujet, "journal", page)


@get("/entrees/{entree:str}/rectifier", opt=needs(Action.RECTIFIER), sync_to_thread=True)
def rectify(entree: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    row = the_entry(visit, known_id(entree))
    return ask_reason(visit, RECTIFY, row, form=opened(row))


@get("/entrees/{entree:str}/retirer", opt=needs(Action.RECTIFIER), sync_to_thread=True)
def take_back(entree: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    return ask_reason(visit, TAKE_BACK, the_entry(visit, known_id(entree)))


@get("/entrees/{entree:str}/retablir", opt=needs(Action.RECTIFIER), sync_to_thread=True)
def restore(entree: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    return ask_reason(visit, RESTORE, the_entry(visit, known_id(entree)))


@post("/entrees/{entree:str}/rectifier", opt=needs(Action.RECTIFIER), sync_to_thread=True)
def rectified(entree: FromPath[str], body: RawBody, visit: NamedDependency[Visit]) -> Response[Any]:
    return corrected(visit, RECTIFY, known_id(entree), read_form(body), partial(changes_of, visit))


@post("/entrees/{entree:str}/retirer", opt=needs(Action.RECTIFIER), sync_to_thread=True)
def taken_back(
    entree: FromPath[str], body: RawBody, visit: NamedDependency[Visit]
) -> Response[Any]:
    form = read_form(body)
    return corrected(visit, TAKE_BACK, known_id(entree), form, reason_alone(RetractInteraction))


@post("/entrees/{entree:str}/retablir", opt=needs(Action.RECTIFIER), sync_to_thread=True)
def restored(entree: FromPath[str], body: RawBody, visit: NamedDependency[Visit]) -> Response[Any]:
    form = read_form(body)
    return corrected(visit, RESTORE, known_id(entree), form, reason_alone(WithdrawRetraction))


def reason_alone(command: type[RetractInteraction | WithdrawRetraction]) -> Build:
    return lambda key, form: command(interaction=key, reason=form.text("reason"))
