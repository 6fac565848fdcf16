"""Codes on paper renewed, the second factor taken off: both ask for the password again."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import RawBody

from api.accounts import Desk, new_recovery_codes, remove_second_factor
from api.web.access import needs
from api.web.account_page import account_page, visitor_of
from api.web.cookies import Style
from api.web.doors import FACTOR_AT, codes_page, must_have
from api.web.forms import read_form
from api.web.problems import Problem
from api.web.second_facteur import prove, refuse_demonstration
from api.web.sortir import out
from api.web.visit import Visit
from domain.decider import Refused
from domain.policy import Action

KEPT = "Votre rôle demande un second facteur : il se remplace, il ne se retire pas."


@post("/compte/codes", opt=needs(Action.MON_COMPTE), status_code=200, sync_to_thread=True)
def renew(
    body: RawBody, visit: NamedDependency[Visit], desk: NamedDependency[Desk]
) -> Response[Any]:
    """The former ones open nothing from now on."""
    refuse_demonstration(visit)
    try:
        prove(visit, desk, read_form(body))
        codes = new_recovery_codes(desk, visit.arrival.secret)
    except Refused as refusal:
        return account_page(visit, desk, {"codes": refusal.why})
    return codes_page(visit, codes, (("retour", "/compte"),))


@post(f"{FACTOR_AT}/retirer", opt=needs(Action.MON_COMPTE), sync_to_thread=True)
def take_off(
    body: RawBody,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    cookie: NamedDependency[Style],
) -> Response[Any]:
    """Every session ends with it, this one too."""
    refuse_demonstration(visit)
    if must_have(visit):
        raise Problem(409, KEPT)
    try:
        prove(visit, desk, read_form(body))
    except Refused as refusal:
        return account_page(visit, desk, {"retrait": refusal.why})
    remove_second_factor(desk, visit.arrival.author, visitor_of(visit).account)
    return out(cookie, "retire")
