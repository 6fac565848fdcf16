"""Somebody has just come in: which cookie, and where do they go next?

What they were typing when their session ended travels through every step (`resuming`).
"""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response
from litestar.response import Redirect
from msgspec.structs import replace

from api.accounts import Desk, Need, SignedIn, device, identity, resolve
from api.web.access import Arrival
from api.web.cookies import Style
from api.web.doors import CODE_AT, FACTOR_AT, code_page, factor_page
from api.web.forms import Form
from api.web.resuming import ADDRESS, OURS, carried, resumed
from api.web.visit import Visit

Fields = tuple[tuple[str, str], ...]


def back_to(address: str) -> str:
    """An address of ours, or the first page; never the door again."""
    ours = OURS.fullmatch(address) and not address.startswith(("/entrer", "/bienvenue", "/sortir"))
    return address if ours else "/"


def passing(form: Form) -> Fields:
    """The hidden fields of a step: where to go back to, and what was being typed."""
    wanted = back_to(form.text("retour"))
    return ((("retour", wanted),) if wanted != "/" else ()) + carried(form)


def asked_back(visit: Visit) -> Fields:
    wanted = back_to(visit.text("retour"))
    return (("retour", wanted),) if wanted != "/" else ()


def onward(
    visit: Visit, desk: Desk, cookie: Style, came: SignedIn, fields: Fields
) -> Response[Any]:
    """The next page, and the cookie of the session that has just been opened."""
    answer = next_page(inside(visit, desk, came), desk, came.need, fields)
    answer.set_cookie(cookie.holding(came.token))
    return answer


def inside(visit: Visit, desk: Desk, came: SignedIn) -> Visit:
    """The same request, seen as the one who has just come in: its forms carry the new proof."""
    arrival = Arrival(resolve(desk, came.token), came.token)
    mine = str(arrival.who.salarie)
    author = next((person for person in visit.team if person.id == mine), None)
    return replace(visit, arrival=arrival, author=author)


def next_page(visit: Visit, desk: Desk, need: Need, fields: Fields) -> Response[Any]:
    """A page at once when something is carried that no address could hold."""
    carrying = any(name == ADDRESS for name, _ in fields)
    if need is Need.CODE:
        return code_page(visit, fields) if carrying else sent(CODE_AT, fields)
    if need is Need.ENROL:
        return factor_page(visit, desk, fields) if carrying else sent(FACTOR_AT, fields)
    return arrived(visit, desk, fields)


def arrived(visit: Visit, desk: Desk, fields: Fields) -> Response[Any]:
    """Everything asked was given: the text that waited, or the page that was wanted."""
    form = Form({name: [value] for name, value in fields})
    account = visit.who.account
    nom = identity(desk, account).nom if account else ""
    frame = visit.frame("Votre texte est là", "")
    return resumed(form, frame, nom) or sent(back_to(form.text("retour")))


def sent(path: str, fields: Fields = ()) -> Redirect:
    return Redirect(f"{path}?{urlencode(fields)}" if fields else path, status_code=303)


def raw(form: Form, name: str) -> str:
    """A password is read as it was typed, spaces included."""
    return form.values.get(name, [""])[0]


def device_of(request: Request[Any, Any, Any]) -> str:
    return device(request.headers.get("user-agent", ""))
