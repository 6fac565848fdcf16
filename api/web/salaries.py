"""The timeline of one salarié."""

from uuid import UUID

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup

from api.french import duration
from api.web import history
from api.web.access import needs
from api.web.pages.records import SalariePage
from api.web.periods import sixteen_weeks
from api.web.problems import Problem
from api.web.visit import Visit, known_id
from domain.policy import Action

WORKED = Markup("{} a noté <strong>{}</strong> en seize semaines.")


@get("/salaries/{salarie:str}", opt=needs(Action.LIRE_CHARGE), sync_to_thread=True)
def one(salarie: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    page = build(visit, salarie)
    return visit.page("salarie", page.sujet, "charge", page)


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
