"""The workload page, and its hours as a file."""

from datetime import date, timedelta

from litestar import Response, get
from litestar.di import NamedDependency

from api.french import day_long
from api.web.access import needs
from api.web.csv_out import as_csv
from api.web.pages import charge as pages
from api.web.pages.charge_hours import Other
from api.web.pages.frame import Period
from api.web.periods import WEEKS, period, sixteen_weeks
from api.web.visit import Row, Visit
from domain.policy import Action

CUTS = (
    ("kind", "Par nature", "Nature"),
    ("pole", "Par pôle", "Pôle"),
    ("dispositif", "Par dispositif", "Dispositif"),
    ("territoire", "Par territoire", "Département"),
)


@get("/charge", opt=needs(Action.LIRE_CHARGE), sync_to_thread=True)
def show(visit: NamedDependency[Visit]) -> Response[str]:
    return visit.page("charge", "Charge", "charge", build(visit))


@get("/charge.csv", opt=needs(Action.LIRE_CHARGE), sync_to_thread=True)
def as_file(visit: NamedDependency[Visit]) -> Response[bytes]:
    found = rows(visit, asked_period(visit), "salarie_semaine")
    visit.exported("charge")
    return as_csv("charge.csv", found)


def build(visit: Visit) -> pages.ChargePage:
    shown = asked_period(visit)
    until = date.fromisoformat(shown.au)
    others = [Other(par, title, column, rows(visit, shown, par)) for par, title, column in CUTS]
    answers = pages.Answers(last_weeks(visit, shown), rows(visit, shown, "salarie"), others)
    return pages.page(answers, details(visit, until), shown, day_long(until))


def asked_period(visit: Visit) -> Period:
    return period(visit, *sixteen_weeks(visit.crm.today))


def rows(visit: Visit, shown: Period, par: str) -> list[Row]:
    du, au = date.fromisoformat(shown.du), date.fromisoformat(shown.au)
    return visit.ask("charge", du=du, au=au, par=par)


def last_weeks(visit: Visit, shown: Period) -> list[Row]:
    """The picture shows sixteen weeks at most, the last of the period."""
    du, au = date.fromisoformat(shown.du), date.fromisoformat(shown.au)
    first = au - timedelta(days=au.weekday(), weeks=WEEKS - 1)
    return visit.ask("charge", du=max(du, first), au=au, par="salarie_semaine")


def details(visit: Visit, day: date) -> dict[str, str]:
    """« CID, Lille », or the day somebody left."""
    return {row["id"]: detail(row) for row in visit.ask("salaries", au=day)}


def detail(row: Row) -> str:
    if row["depart"] and not row["present"]:
        return f"parti le {day_long(date.fromisoformat(row['depart']))}"
    return ", ".join(filter(None, (row["pole"], (row["bureau"] or "").capitalize())))
