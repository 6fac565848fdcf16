"""What is kept of one request while it is answered: its number, its body, who asks."""

import secrets
from typing import Any

from litestar import Request
from litestar.types import HTTPScope, Receive, Scope

from api.orders import MAX_BYTES
from api.web.problems import Problem, sentence
from api.web.security import place

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no letter that is read as another when the number is told by telephone."""
LARGEST_HEAD = 16_384
"""Bytes: the first line and every header together; a page's own address is far below."""
KEPT = "maillage_exchange"
FORM = "application/x-www-form-urlencoded"


class Exchange:
    """`recorded`: the command of a failed form stands in the journal; None when nobody knows."""

    def __init__(self, number: str) -> None:
        self.number = number
        self.body = b""
        self.account: str | None = None
        self.recorded: bool | None = None


def new_number() -> str:
    """« 7F3A-K2QM » : short enough to be read aloud, forty bits."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


def exchange_of(scope: Scope) -> Exchange:
    """Made by whoever asks first: a page built apart has a number too."""
    state: dict[str, Any] = scope.setdefault("state", {})
    found = state.get(KEPT)
    if not isinstance(found, Exchange):
        found = state[KEPT] = Exchange(new_number())
    return found


def seen_as(request: Request[Any, Any, Any], account: object) -> None:
    """Who was recognised: the line of this request will say it by id."""
    exchange_of(request.scope).account = str(account)


def refuse_heavy_head(scope: HTTPScope) -> None:
    """The protocol refuses a head that comes in pieces; this one, a head that came at once."""
    lines = sum(len(name) + len(value) for name, value in scope["headers"])
    if lines + len(scope["raw_path"]) + len(scope["query_string"]) > LARGEST_HEAD:
        raise Problem(431, sentence(431))


def refuse_unreadable(scope: HTTPScope) -> None:
    """Browsers write an address in signs; bytes that are no text are nobody's question."""
    try:
        scope["query_string"].decode()
    except UnicodeDecodeError:
        raise Problem(400, sentence(400)) from None


async def whole_body(scope: HTTPScope, receive: Receive) -> bytes:
    """All of it, before anything else works on it; one byte too many is refused at once."""
    said = dict(scope["headers"]).get(b"content-length", b"0")
    if said.isdigit() and int(said[:20]) > MAX_BYTES:
        raise Problem(413, sentence(413))
    found = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise ConnectionResetError
        found += message["body"]
        if len(found) > MAX_BYTES:
            raise Problem(413, sentence(413))
        if not message["more_body"]:
            return bytes(found)


def is_form(request: Request[Any, Any, Any]) -> bool:
    """A form of a page, as browsers send them."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return request.method == "POST" and kind == FORM


def is_ours(request: Request[Any, Any, Any]) -> bool:
    """Does the browser itself say that one of our pages sent it?

    What it does not say is not offered again: another site must not get a form of its own sent by
    one click on our page.
    """
    site, origin = request.headers.get("sec-fetch-site", ""), request.headers.get("origin", "")
    if site:
        return site == "same-origin"
    return bool(origin) and place(origin) == request.headers.get("host", "")
