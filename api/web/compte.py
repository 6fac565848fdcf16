"""One's own account: password, codes, sessions and keys, each changed in its place."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import RawBody

from api.accounts import Desk, Need, change_password, revoke_others, revoke_session
from api.web.access import needs
from api.web.account_page import account_page, visitor_of
from api.web.bienvenue import TWICE
from api.web.coming_in import raw, sent
from api.web.cookies import Style
from api.web.doors import FACTOR_AT
from api.web.forms import read_form
from api.web.second_facteur import PRESENT, refuse_demonstration
from api.web.typed import Unreadable, an_id
from api.web.visit import Visit
from domain.decider import Refused
from domain.policy import Action

EVERY_OTHER = "autres"


@get("/compte", opt=needs(Action.MON_COMPTE), sync_to_thread=True)
def show(visit: NamedDependency[Visit], desk: NamedDependency[Desk]) -> Response[Any]:
    """Before the second factor that a role demands, there is nothing else to do."""
    if visitor_of(visit).need is Need.ENROL:
        return sent(FACTOR_AT)
    return account_page(visit, desk)


@post("/compte/mot-de-passe", opt=needs(Action.MON_COMPTE), sync_to_thread=True)
def new_password(
    body: RawBody,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    cookie: NamedDependency[Style],
) -> Response[Any]:
    refuse_demonstration(visit)
    form = read_form(body)
    if raw(form, "password") != raw(form, "password_encore"):
        return account_page(visit, desk, {"password_encore": TWICE})
    try:
        came = change_password(
            desk, visit.arrival.secret, raw(form, PRESENT), raw(form, "password")
        )
    except Refused as refusal:
        return account_page(visit, desk, {field_of(refusal): refusal.why})
    answer = sent("/compte", (("fait", "mot-de-passe"),))
    answer.set_cookie(cookie.holding(came.token))
    return answer


def field_of(refusal: Refused) -> str:
    return "password" if refusal.field == "password" else PRESENT


@post("/compte/sessions", opt=needs(Action.MON_COMPTE), sync_to_thread=True)
def close_session(
    body: RawBody, visit: NamedDependency[Visit], desk: NamedDependency[Desk]
) -> Response[Any]:
    """One of them, or all but this one."""
    mine, asked = visitor_of(visit), read_form(body).text("session")
    if asked == EVERY_OTHER:
        revoke_others(desk, mine.author, mine.account, mine.session)
        return sent("/compte", (("fait", "sessions"),))
    revoke_session(desk, mine.author, mine.account, chosen(asked))
    return sent("/compte", (("fait", "session"),))


def chosen(text: str) -> Any:
    try:
        return an_id(text)
    except Unreadable as why:
        raise Refused(str(why)) from why
