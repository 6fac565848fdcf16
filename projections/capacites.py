"""Minutes against capacity: how full were the team, its offices and its pôles? (R34)"""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from domain.lists import BUREAU_LABELS, Bureau
from projections.asking import Asked, Row, percent, rounded
from projections.salarie import FicheSalarie, days


def week(day: date) -> str:
    """ISO 8601, labelled by the ISO year (R33)."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


NATURES = ("contact", "preparation", "travel")
NO_MINUTES: Row = dict.fromkeys(NATURES, 0)


def spent(row: Row) -> Row:
    natures = {name: int(row[name]) for name in NATURES}
    return {"minutes": sum(natures.values()), **natures}


def against(row: Row, capacity: Fraction) -> Row:
    """With a capacity: null utilisation when it is 0 (R34)."""
    figures = spent(row)
    return {
        **figures,
        "capacite_minutes": plain_number(capacity),
        "utilisation": percent(figures["minutes"], capacity),
    }


def plain_number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else rounded(value)


def capacities(
    asked: Asked, team: Iterable[FicheSalarie], key: Callable[[FicheSalarie, date], Any]
) -> dict[Any, Fraction]:
    holidays = asked.reference.holidays(asked.du, asked.au)
    found: dict[Any, Fraction] = {}
    for one in team:
        for day in days(asked.du, asked.au):
            minutes = one.capacity(day, holidays)
            if minutes:
                where = key(one, day)
                found[where] = found.get(where, Fraction(0)) + minutes
    return found


def by_salarie(asked: Asked, team: list[FicheSalarie], rows: dict[str, Row]) -> list[Row]:
    held = capacities(asked, team, lambda one, _: str(one.id))
    return [
        {
            "salarie": one.repere,
            "code": str(one.id),
            **against(rows.get(str(one.id), NO_MINUTES), held.get(str(one.id), Fraction(0))),
        }
        for one in team
        if str(one.id) in rows or str(one.id) in held
    ]


def by_week(asked: Asked, team: list[FicheSalarie], rows: dict[str, Row]) -> list[Row]:
    held = capacities(asked, team, lambda _, day: week(day))
    weeks = dict.fromkeys(week(day) for day in days(asked.du, asked.au))
    return [
        {
            "semaine": one,
            "code": one,
            **against(rows.get(one, NO_MINUTES), held.get(one, Fraction(0))),
        }
        for one in weeks
    ]


def by_salarie_week(asked: Asked, team: list[FicheSalarie], rows: dict[str, Row]) -> list[Row]:
    """One row a salarié and week of the period, with leave and presence told apart."""
    held = capacities(asked, team, lambda one, day: f"{one.id} {week(day)}")
    spans: dict[str, list[date]] = {}
    for day in days(asked.du, asked.au):
        spans.setdefault(week(day), []).append(day)
    return [
        {
            "salarie": one.repere,
            "semaine": label,
            "code": code,
            "salarie_id": str(one.id),
            **against(rows.get(code, NO_MINUTES), held.get(code, Fraction(0))),
            "present": any(one.there(day) for day in span),
            "conge": code not in held and any(one.on_leave(day) for day in span),
        }
        for one in team
        for label, span in spans.items()
        for code in [f"{one.id} {label}"]
    ]


def by_bureau(asked: Asked, team: list[FicheSalarie], rows: dict[str, Row]) -> list[Row]:
    """The office of each salarié on the day of the minutes."""
    held = capacities(asked, team, lambda one, day: one.bureau(day))
    fiches = {str(one.id): one for one in team}
    totals: dict[str | None, Row] = {}
    for code, row in rows.items():
        key, day = code.split(" ")
        bureau = fiches[key].bureau(date.fromisoformat(day)) if key in fiches else None
        total = totals.setdefault(bureau, dict(NO_MINUTES))
        for name in NATURES:
            total[name] += int(row[name])
    return [
        {
            "bureau": BUREAU_LABELS[one],
            "code": one.value,
            **against(totals.get(one.value, NO_MINUTES), held.get(one.value, Fraction(0))),
        }
        for one in Bureau
        if one.value in totals or one.value in held
    ]


def by_pole(asked: Asked, team: list[FicheSalarie], rows: dict[str, Row]) -> list[Row]:
    """Minutes follow the entry's pôle (R36); capacity is that of the pôle's salariés (R34)."""
    held = capacities(asked, team, lambda one, day: one.pole(day) or "sans_pole")
    return [
        {
            "pole": "Sans pôle" if code == "sans_pole" else code,
            "code": code,
            **against(rows.get(code, NO_MINUTES), held.get(code, Fraction(0))),
        }
        for code in sorted({*rows, *held}, key=lambda code: (code == "sans_pole", code))
    ]


def whole(asked: Asked, team: list[FicheSalarie], rows: dict[str, Row]) -> list[Row]:
    """One row: the whole team, or the one salarié asked for."""
    held = capacities(asked, team, lambda *_: "")
    total = {name: rows.get("", NO_MINUTES)[name] or 0 for name in NATURES}
    return [{"total": "Total", "code": "total", **against(total, held.get("", Fraction(0)))}]
