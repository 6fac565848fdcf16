"""The way out: the session ends, and nothing of it stays in the browser."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from api.accounts import Desk, sign_out
from api.web.access import needs
from api.web.coming_in import sent
from api.web.cookies import Style
from api.web.visit import Visit
from domain.policy import Action


@post("/sortir", opt=needs(Action.ENTRER), sync_to_thread=True)
def leave(
    visit: NamedDependency[Visit], desk: NamedDependency[Desk], cookie: NamedDependency[Style]
) -> Response[Any]:
    if visit.arrival.secret:
        sign_out(desk, visit.arrival.secret)
    return out(cookie, "sorti")


def out(cookie: Style, apres: str) -> Redirect:
    """The browser forgets the cookie and the pages; it keeps what it chose (clair, sombre)."""
    answer = sent("/entrer", (("apres", apres),))
    answer.set_cookie(cookie.gone())
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
