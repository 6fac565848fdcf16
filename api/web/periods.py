"""Which period does a page show, and which ones are one click away?"""

from datetime import date, timedelta

from api.french import day_long
from api.web.pages.frame import Period, Shortcut
from api.web.problems import Problem
from api.web.visit import Visit

WEEKS = 16


def twelve_months(today: date) -> tuple[date, date]:
    """The year that ends today; the 29th of February starts from the 1st of March."""
    try:
        start = today.replace(year=today.year - 1) + timedelta(1)
    except ValueError:
        start = date(today.year - 1, 3, 1)
    return start, today


def sixteen_weeks(today: date) -> tuple[date, date]:
    """Whole ISO weeks up to this one."""
    monday = today - timedelta(today.weekday())
    return monday - timedelta(weeks=WEEKS - 1), today


def period(visit: Visit, start: date, end: date, **kept: str) -> Period:
    """`start` and `end` are shown when the address asks for nothing."""
    du, au = visit.day("du") or start, visit.day("au") or end
    if du > au and visit.text("du"):
        raise Problem(400, "La période finit avant de commencer : vérifiez les dates.")
    if du > au:
        du = au.replace(month=1, day=1)
    known = visit.text("connu_au") or None
    words = {"du": du.isoformat(), "au": au.isoformat(), "connu_au": known or ""}
    query = "&".join(f"{name}={value}" for name, value in words.items() if value)
    return Period(
        adresse=visit.path,
        du=words["du"],
        au=words["au"],
        connu_au=known,
        garde=tuple((name, value) for name, value in kept.items() if value),
        periodes=shortcuts(visit.crm.today, du, au, known),
        requete=query,
        mots=f"du {day_long(du)} au {day_long(au)}",
    )


def shortcuts(today: date, du: date, au: date, known: str | None) -> tuple[Shortcut, ...]:
    spans = [("12 derniers mois", *twelve_months(today)), ("16 semaines", *sixteen_weeks(today))]
    spans += [(f"Année {today.year}", date(today.year, 1, 1), today)]
    last = today.year - 1
    spans += [(f"Année {last}", date(last, 1, 1), date(last, 12, 31))]
    tail = f"&connu_au={known}" if known else ""
    return tuple(
        Shortcut(mot, f"du={start}&au={end}{tail}", (start, end) == (du, au))
        for mot, start, end in spans
    )
