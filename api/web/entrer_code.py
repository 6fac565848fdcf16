"""The second factor at the sign-in: the code of a telephone, or one of those on paper."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import RawBody

from api.accounts import Desk, Need, give_code, give_recovery_code
from api.web.access import needs
from api.web.coming_in import arrived, asked_back, onward, passing, sent
from api.web.cookies import Style
from api.web.doors import CODE_AT, code_page
from api.web.entrer import enter_page, left_to_do, why_status
from api.web.forms import read_form
from api.web.visit import Visit
from domain.decider import Refused
from domain.policy import Action

TOO_LATE = "Le code a trop attendu : entrez de nouveau."


@get(CODE_AT, opt=needs(Action.ENTRER), sync_to_thread=True)
def ask_code(visit: NamedDependency[Visit]) -> Response[Any]:
    if not awaited(visit):
        return left_to_do(visit.arrival, asked_back(visit)) or sent("/entrer", asked_back(visit))
    return code_page(visit, asked_back(visit))


def awaited(visit: Visit) -> bool:
    found = visit.arrival.visitor
    return found is not None and found.need is Need.CODE


@post(CODE_AT, opt=needs(Action.ENTRER), status_code=200, sync_to_thread=True)
def code(
    body: RawBody,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    cookie: NamedDependency[Style],
) -> Response[Any]:
    """The code of the application, or one of those on paper: whichever was typed."""
    form = read_form(body)
    if not awaited(visit):
        return enter_page(visit, cookie, passing(form), {"password": TOO_LATE}, status=422)
    name, give = ("code", give_code)
    if form.text("code_secours") and not form.text("code"):
        name, give = ("code_secours", give_recovery_code)
    try:
        came = give(desk, visit.arrival.secret, form.text(name))
    except Refused as refusal:
        return code_page(visit, passing(form), {name: refusal.why}, why_status(refusal))
    return onward(visit, desk, cookie, came, passing(form))


@post("/entrer/suite", opt=needs(Action.ENTRER), status_code=200, sync_to_thread=True)
def go_on(
    body: RawBody, visit: NamedDependency[Visit], desk: NamedDependency[Desk]
) -> Response[Any]:
    """The codes on paper are kept: to the page that was wanted, or the text that waited."""
    return arrived(visit, desk, passing(read_form(body)))
