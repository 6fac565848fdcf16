"""Who enters? Every route says which right it asks for; one that says nothing is refused."""

import base64
import hmac
from typing import Any
from urllib.parse import parse_qs

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from msgspec import Struct

from api.accounts.visiting import Visitor
from api.web.problems import Problem
from domain.policy import Action, Who, decide

OPT, UNSEEN = "action", "unseen"
FIELD, HEADER = "_csrf", "x-csrf"
ARRIVAL = "arrival"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
Connection = ASGIConnection[Any, Any, Any, Any]


UNPROVED = (
    "Cet envoi n’a pas été lu : un programme s’annonce par une clé d’accès "
    "(Authorization: Bearer), une page par la preuve de sa session (X-CSRF)."
)


class Arrival(Struct, frozen=True):
    """Who stands at the door; `secret` is the token of their session, when a cookie brought it."""

    visitor: Visitor | None = None
    secret: str = ""

    @property
    def who(self) -> Who:
        return self.visitor.who if self.visitor else Who()

    @property
    def author(self) -> str:
        """Who signs what is recorded: their salarié when there is one, else their account."""
        return self.visitor.author if self.visitor else ""


class SignInNeeded(Exception):  # noqa: N818  # nothing went wrong: the door asks who is there
    """A page asked by nobody known; `why` is a French sentence."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Forbidden(Exception):  # noqa: N818  # a refusal, like those of the domain
    """Somebody known asked for what their role does not open."""

    def __init__(self, action: Action, why: str) -> None:
        super().__init__(why)
        self.action, self.why = action, why


NOBODY = Arrival()


def needs(action: Action, *, unseen: bool = False) -> dict[str, Any]:
    """What a route declares: `@get("/acteurs", opt=needs(Action.CHERCHER))`.

    `unseen`: the same for everybody, so that nobody need be recognised.
    """
    return {OPT: action, UNSEEN: unseen}


def action_of(handler: BaseRouteHandler) -> Action:
    """Deny by default: a route that declares nothing cannot be asked."""
    action = handler.opt.get(OPT)
    if not isinstance(action, Action):
        raise Problem(403, "Cette adresse n’est ouverte à personne : revenez à l’accueil.")
    return action


def admit(arrival: Arrival, action: Action) -> None:
    """The right of the route, before the object is known."""
    decision = decide(arrival.who, action)
    if decision.allowed:
        return
    if arrival.who.role is None:
        raise SignInNeeded(decision.why)
    raise Forbidden(action, decision.why)


def proof(secret: str) -> str:
    """What a form must carry: bound to the session, worth nothing in another one."""
    digest = hmac.digest(secret.encode(), b"maillage-csrf/1", "sha256")
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


async def refuse_unproved(request: Request[Any, Any, Any], arrival: Arrival) -> None:
    """An unsafe request that rides on a cookie proves that one of our pages made it."""
    if request.method in SAFE or not arrival.secret:
        return
    given = request.headers.get(HEADER) or in_form(await request.body())
    if not hmac.compare_digest(given.encode(), proof(arrival.secret).encode()):
        if request.url.path.startswith("/api/"):
            raise Problem(403, UNPROVED)
        raise Problem(
            403, "Cette page a trop attendu, ou vient d’ailleurs : votre envoi n’a pas été lu."
        )


def in_form(body: bytes) -> str:
    try:
        fields = parse_qs(body.decode("ascii"), max_num_fields=5_000)
    except ValueError:
        return ""
    return fields.get(FIELD, [""])[0]


def arrival_of(connection: Connection) -> Arrival:
    """Who was found at the door of this request."""
    found: Arrival = connection.state.get(ARRIVAL, NOBODY)
    return found
