"""In a demonstration on this machine: one button for each role, and nothing else to give."""

from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.params import RawBody

from api.accounts import Desk, demonstration
from api.web.access import needs
from api.web.coming_in import device_of, onward, passing
from api.web.cookies import DEMONSTRATION, Style
from api.web.forms import read_form
from api.web.pages.portes import RoleButton
from api.web.problems import Problem
from api.web.visit import Visit
from domain.decider import Refused
from domain.policy import Action
from domain.roles import ROLE_LABELS, ROLE_WORDS, Role

ELSEWHERE = "On n’entre d’un clic que dans la démonstration, sur cette machine : entrez avec votre "
ELSEWHERE += "adresse et votre mot de passe."


def buttons() -> tuple[RoleButton, ...]:
    return tuple(RoleButton(role, ROLE_LABELS[role], ROLE_WORDS[role]) for role in Role)


@post("/entrer/demonstration", opt=needs(Action.ENTRER), sync_to_thread=True)
def one_click(
    body: RawBody,
    request: Request[Any, Any, Any],
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    cookie: NamedDependency[Style],
) -> Response[Any]:
    """On this machine, in a demonstration, and nowhere else."""
    if cookie != DEMONSTRATION:
        raise Problem(404, ELSEWHERE)
    form = read_form(body)
    held = visit.arrival.secret or None
    try:
        came = demonstration(desk, form.text("role"), device_of(request), held)
    except Refused as refusal:
        raise Problem(404, refusal.why) from refusal
    return onward(visit, desk, cookie, came, passing(form))
