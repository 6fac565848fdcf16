"""« Entrer avec Google »: out to the other service, and back. Every failure leads to the password.

The button is a link: the policy of our pages lets no form go to another site.
"""

from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.response import Redirect

from adapters.oidc.provider import Provider
from api.accounts import Desk, Door, network
from api.accounts.elsewhere import AwayNow, Return, came_back, enter_with, set_out
from api.settings_oidc import REDIRECT
from api.web.access import needs
from api.web.coming_in import Fields, back_to, device_of, onward
from api.web.cookies import Style
from api.web.entrer import enter_page, left_to_do, why_status
from api.web.problems import Problem
from api.web.visit import Visit
from domain.decider import Refused
from domain.policy import Action

Asked = Request[Any, Any, Any]
COOKIE = "__Host-maillage-oidc"
MINUTES = 10
NOT_HERE = "Maillage n’est relié à aucun autre service ici : entrez avec votre mot de passe."
LEFT = "Vous n’êtes pas entré avec {} : recommencez, ou entrez avec votre mot de passe."


@get("/entrer/oidc", opt=needs(Action.ENTRER), sync_to_thread=True)
def out(
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    cookie: NamedDependency[Style],
    provider: NamedDependency[Provider | None],
) -> Response[Any]:
    """The cookie binds the answer to this browser: nobody is signed in by another's link."""
    wanted = back_to(visit.text("retour"))
    if provider is None:
        raise Problem(404, NOT_HERE)
    if elsewhere := left_to_do(visit.arrival, going(wanted)):
        return elsewhere
    try:
        leaving = set_out(desk, provider, wanted)
    except Refused as refusal:
        return failed(visit, cookie, wanted, refusal)
    answer = Redirect(leaving.address, status_code=303)
    answer.set_cookie(bound(leaving.secret, MINUTES * 60))
    return answer


@get(REDIRECT, opt=needs(Action.ENTRER), sync_to_thread=True)
def back(
    request: Asked,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    cookie: NamedDependency[Style],
    provider: NamedDependency[Provider | None],
) -> Response[Any]:
    """What it answers is read once, and only in the browser that left."""
    if provider is None:
        raise Problem(404, NOT_HERE)
    brought = Return(visit.text("code"), visit.text("state"), request.cookies.get(COOKIE, ""))
    try:
        wanted = came_back(desk, brought.state, brought.secret)
    except Refused as refusal:
        return failed(visit, cookie, "/", refusal)
    try:
        refuse_error(visit, provider)
        came = enter_with(desk, provider, brought, door_of(request), visit.arrival.secret or None)
        answer = onward(visit, desk, cookie, came, going(wanted))
    except Refused as refusal:
        answer = failed(visit, cookie, wanted, refusal)
    answer.set_cookie(bound("", 0))
    return answer


def door_of(request: Asked) -> Door:
    return Door(network(request.client.host if request.client else ""), device_of(request))


def refuse_error(visit: Visit, provider: Provider) -> None:
    """The other service says no, says nothing, or is another one than the browser was sent to."""
    ours = provider.registered
    if visit.text("error") or not visit.text("code") or visit.text("iss") not in {"", ours.issuer}:
        raise Refused(LEFT.format(ours.name))


def failed(visit: Visit, cookie: Style, wanted: str, refusal: Refused) -> Response[Any]:
    status = 503 if isinstance(refusal, AwayNow) else why_status(refusal)
    return enter_page(visit, cookie, going(wanted), {"oidc": refusal.why}, status=status)


def going(wanted: str) -> Fields:
    return (("retour", wanted),) if wanted != "/" else ()


def bound(secret: str, seconds: int) -> Cookie:
    """Lax: the other service sends the browser back, and it must bring this along."""
    return Cookie(
        key=COOKIE,
        value=secret,
        path="/",
        max_age=seconds,
        secure=True,
        httponly=True,
        samesite="lax",
    )
