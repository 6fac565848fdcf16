"""To log what happened: the form, its searches, and the sending."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import RawBody
from litestar.response import Redirect

from adapters.reference import search_commune
from api.errors import ConflictError, ReusedIdError
from api.web.access import needs
from api.web.asked import Refusals, form_field, log_command
from api.web.drafts import draft, form_page, opened, project_named, refused
from api.web.feuille import mark, unsettled
from api.web.forms import Form, read_form
from api.web.naming import present_chips
from api.web.pages.saisie import Draft, Lines
from api.web.problems import Problem
from api.web.render import fragment
from api.web.twins import twin_of
from api.web.typed import Unreadable, an_id
from api.web.visit import Visit
from domain.decider import Refused
from domain.policy import Action


@get("/noter", opt=needs(Action.NOTER), sync_to_thread=True)
def show(visit: NamedDependency[Visit]) -> Response[str]:
    visit.today_only()
    return form_page(visit, draft(visit, opened(visit)))


@post("/noter/chercher", opt=needs(Action.NOTER), status_code=200, sync_to_thread=True)
def search(body: RawBody, visit: NamedDependency[Visit]) -> Response[str]:
    form = read_form(body)
    return form_page(visit, draft(visit, form, trouves=present_chips(visit, form.text("q"))))


@post("/noter/reconnaitre", opt=needs(Action.NOTER), status_code=200, sync_to_thread=True)
def recognise(body: RawBody, visit: NamedDependency[Visit]) -> Response[str]:
    shown = draft(visit, read_form(body))
    if visit.partial:
        return Response(fragment("lignes", page=shown), media_type="text/html")
    return form_page(visit, shown)


@get("/communes/chercher", opt=needs(Action.LIRE_REGLES), sync_to_thread=True)
def communes(visit: NamedDependency[Visit]) -> Response[str]:
    found = search_commune(visit.text("commune"), 8) if visit.text("commune") else []
    return Response(fragment("communes", communes=found), media_type="text/html")


@post("/noter", opt=needs(Action.NOTER), sync_to_thread=True)
def log(body: RawBody, visit: NamedDependency[Visit]) -> Response[Any]:
    visit.today_only()
    form = read_form(body)
    return logged(visit, form, draft(visit, form))


def logged(visit: Visit, form: Form, shown: Draft) -> Response[Any]:
    """A sheet with lines to settle is shown first; so is a meeting that may be noted already."""
    if is_new(form, shown.lignes) and unsettled(shown.lignes):
        return form_page(visit, shown, 422)
    whole = with_sheet(form, shown.lignes)
    if twin := twin_of(visit, whole):
        return form_page(visit, msgspec.structs.replace(shown, double=twin), 409)
    return answered(visit, shown, partial(record, visit, whole, shown))


def is_new(form: Form, lines: Lines | None) -> bool:
    return lines is not None and form.text("feuille_vue") != mark(form.text("feuille"))


def with_sheet(form: Form, lines: Lines | None) -> Form:
    """A sheet read only now, without a doubt, adds its actors in its own order."""
    if lines is None or not is_new(form, lines):
        return form
    added = [line.valeur for line in lines.reconnues]
    return Form({**form.values, "present": [*form.every("present"), *added]})


def record(visit: Visit, form: Form, shown: Draft) -> Response[Any]:
    left = unsettled(shown.lignes)
    kept = with_left(form, left)
    command = log_command(kept, visit.team, partial(project_named, visit))
    staff = [line.salarie for line in command.contexte.staff]
    try:
        visit.execute(command, an_id(form.text("commande")))
    except Refused as refusal:
        field = form_field(refusal.field, staff) if refusal.field else ""
        raise Refusals({field: refusal.why}) from refusal
    return Redirect(after(form, len(left)), status_code=303)


def with_left(form: Form, left: list[str]) -> Form:
    """A line may name a person: it stays with the entry, in the text that is sealed."""
    if not left:
        return form
    told = "\n".join(["Lignes de la feuille à régler :", *left])
    resume = "\n\n".join(filter(None, (form.text("resume"), told)))
    return Form({**form.values, "resume": [resume]})


def after(form: Form, left: int) -> str:
    """The entry, with what its page says; or an empty form for the next one."""
    if form.text("suite_de") == "autre":
        return f"/noter?apres={form.text('interaction')}"
    words = {"notee": 1, "a_regler": left} if left else {"notee": 1}
    return f"/entrees/{form.text('interaction')}?{urlencode(words)}"


def answered(visit: Visit, shown: Draft, attempt: Callable[[], Response[Any]]) -> Response[Any]:
    """Refused, the page comes back with everything that was typed.

    When the database is away it could not be drawn: the page of the failure keeps the text instead.
    """
    try:
        return attempt()
    except Refusals as told:
        by_field = {field: why for field, why in told.by_field.items() if field}
        return form_page(visit, refused(shown, by_field, told.by_field.get("")), 422)
    except Unreadable as why:
        raise Problem(400, f"{why}") from why
    except (ConflictError, ReusedIdError) as conflict:
        return form_page(visit, refused(shown, {}, conflict.why), 409)
