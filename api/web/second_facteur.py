"""The second factor of one's own account: set, or replaced by another."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import RawBody

from api.accounts import Desk, confirm_enrolment
from api.accounts.choosing import check_present
from api.accounts.knowing import identity
from api.web.access import needs
from api.web.coming_in import asked_back, inside, passing, raw
from api.web.cookies import Style
from api.web.doors import FACTOR_AT, codes_page, factor_page, has_factor
from api.web.entrer import why_status
from api.web.forms import Form, read_form
from api.web.problems import Problem
from api.web.visit import Visit
from domain.decider import Refused
from domain.policy import Action

NOT_HERE = "Dans la démonstration, un clic suffit : il n’y a ni mot de passe ni second facteur."
PRESENT = "password_present"


@get(FACTOR_AT, opt=needs(Action.MON_COMPTE), sync_to_thread=True)
def show(visit: NamedDependency[Visit], desk: NamedDependency[Desk]) -> Response[str]:
    refuse_demonstration(visit)
    return factor_page(visit, desk, asked_back(visit))


@post(FACTOR_AT, opt=needs(Action.MON_COMPTE), status_code=200, sync_to_thread=True)
def confirm(
    body: RawBody,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    cookie: NamedDependency[Style],
) -> Response[Any]:
    """The codes are on the page that answers, and never again."""
    refuse_demonstration(visit)
    form = read_form(body)
    try:
        if has_factor(visit):
            prove(visit, desk, form)
        made = confirm_enrolment(desk, visit.arrival.secret, form.text("code"))
    except Refused as refusal:
        refus = {PRESENT if refusal.field == "present" else "code": refusal.why}
        return factor_page(visit, desk, passing(form), refus, why_status(refusal))
    answer = codes_page(inside(visit, desk, made.signed_in), made.recovery, passing(form))
    answer.set_cookie(cookie.holding(made.signed_in.token))
    return answer


def refuse_demonstration(visit: Visit) -> None:
    found = visit.arrival.visitor
    if found is None or found.session is None or found.means == "demonstration":
        raise Problem(409, NOT_HERE)


def prove(visit: Visit, desk: Desk, form: Form) -> None:
    """A session left open is not enough to change what protects the account."""
    found = visit.arrival.visitor
    if found:
        who = identity(desk, found.account)
        check_present(desk, found.account, who.courriel, raw(form, PRESENT))
