"""Keys for programs: made with a few of one's own rights, shown once, taken back."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import RawBody

from api.accounts import Desk, issue_token, revoke_token
from api.french import day_long
from api.web import typed
from api.web.access import needs
from api.web.account_page import account_page, visitor_of
from api.web.coming_in import sent
from api.web.compte import chosen
from api.web.forms import read_form
from api.web.pages.compte import NewKeyPage
from api.web.visit import Visit
from domain.decider import Refused
from domain.policy import ACTION_LABELS, Action

NO_END = "Choisissez le dernier jour de cette clé, dans un an au plus."


@post("/compte/cles", opt=needs(Action.MON_COMPTE), status_code=200, sync_to_thread=True)
def issue(
    body: RawBody, visit: NamedDependency[Visit], desk: NamedDependency[Desk]
) -> Response[Any]:
    form, refus = read_form(body), dict[str, str]()
    until = typed.attempt(refus, "until", typed.a_day, form.text("until"))
    if until is None:
        return account_page(visit, desk, {"until": NO_END, **refus}, form)
    scopes = form.every("scopes")
    try:
        made = issue_token(desk, visitor_of(visit), form.text("label"), scopes, until)
    except Refused as refusal:
        return account_page(visit, desk, {refusal.field or "label": refusal.why}, form)
    page = NewKeyPage(
        label=form.text("label"),
        cle=made.token,
        droits=tuple(ACTION_LABELS[Action(one)] for one in scopes),
        fin=day_long(until),
    )
    return visit.page("cle", "Nouvelle clé", "compte", page)


@post("/compte/cles/retirer", opt=needs(Action.MON_COMPTE), sync_to_thread=True)
def revoke(
    body: RawBody, visit: NamedDependency[Visit], desk: NamedDependency[Desk]
) -> Response[Any]:
    mine = visitor_of(visit)
    revoke_token(desk, mine.author, mine.account, chosen(read_form(body).text("cle")))
    return sent("/compte", (("fait", "cle"),))
