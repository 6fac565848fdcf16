"""The timeline of one salarié, and who is writing on this machine."""

from uuid import UUID

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.response import Redirect
from markupsafe import Markup

from api.french import duration
from api.web import history
from api.web.forms import read_form
from api.web.pages.records import SalariePage
from api.web.periods import sixteen_weeks
from api.web.problems import Problem
from api.web.visit import COOKIE, Visit, known_id

WORKED = Markup("{} a noté <strong>{}</strong> en seize semaines.")


@get("/salaries/{salarie:str}", sync_to_thread=True)
def one(salarie: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    page = build(visit, salarie)
    return visit.page("salarie", page.sujet, "charge", page)


@post("/auteur", sync_to_thread=True)
def take_role(body: RawBody, visit: NamedDependency[Visit]) -> Redirect:
    form = read_form(body)
    chosen = next((who.id for who in visit.team if who.id == form.text("auteur")), "")
    cookie = Cookie(key=COOKIE, value=chosen, httponly=True, samesite="strict")
    return Redirect(own_page(form.text("retour")), status_code=303, cookies=[cookie])


def own_page(address: str) -> str:
    """Only a page of ours: never « //ailleurs », nor an address with a machine in it."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if ours else "/"


def build(visit: Visit, salarie: str) -> SalariePage:
    key = known_id(salarie)
    known = [row for row in visit.ask("salaries") if row["id"] == str(key)]
    if not known:
        raise Problem(404, "Aucun salarié n’est à cette adresse : revenez à la charge.")
    rows = history.lines(visit, salarie=key)
    return SalariePage(
        sujet=known[0]["repere"],
        phrase=WORKED.format(known[0]["repere"], duration(minutes_of(visit, key))),
        frise=history.moments(visit, rows),
        plus=history.more(visit, rows),
    )


def minutes_of(visit: Visit, key: UUID) -> int:
    du, au = sixteen_weeks(visit.crm.today)
    rows = visit.ask("charge", par="salarie", salarie=key, du=du, au=au)
    return sum(row["minutes"] for row in rows if row["code"] == str(key))
