"""Charge: who spends how long, on what, against which capacity?"""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from domain.dispositifs import BY_TAG
from domain.kinds import label as kind_label
from domain.lists import BUREAU_LABELS, TYPOLOGIE_LABELS, Bureau, Typologie
from projections.asking import (
    IN_PERIOD,
    MINUTES_KNOWN,
    OUTSIDE,
    SITUATED,
    Asked,
    Row,
    percent,
    rounded,
    territory_key,
)
from projections.participations import BY_TYPOLOGIE
from projections.salarie import FicheSalarie, days

SUMS = """
SELECT code::text, contact, preparation, travel FROM (
  SELECT {key} AS code, sum(p.contact) AS contact, sum(p.preparation) AS preparation,
         sum(p.travel) AS travel
  {source}
   WHERE {known} AND {in_period}
   GROUP BY 1) summed
"""
PLAIN = "FROM read_models.part p"
WEEK = "to_char(p.jour, 'IYYY\"-W\"IW')"
KEYS = {
    "salarie": "p.salarie::text",
    "semaine": WEEK,
    "kind": "p.kind",
    "pole": "coalesce(p.pole, 'sans_pole')",
    "dispositif": "coalesce(p.dispositif, 'sans_dispositif')",
    "acteur": "coalesce(p.actor::text, 'sans_acteur')",
    "jour": "p.jour::text",
    "entree": "p.interaction::text",
    "salarie_semaine": f"p.salarie::text || ' ' || {WEEK}",
    "bureau": "p.salarie::text || ' ' || p.jour::text",
    "nature": "''",
    "total": "''",
}
PAR = (*KEYS, "territoire", "typologie")


def week(day: date) -> str:
    """ISO 8601, labelled by the ISO year (R33)."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def charge(
    asked: Asked,
    salaries: list[FicheSalarie],
    par: str = "salarie",
    niveau: str = "departement",
    salarie: str | None = None,
) -> list[Row]:
    """Minutes = contact + preparation + travel, on the day of each staff line (R1, R23).

    Keys: the one asked for, code, minutes, contact, preparation, travel, capacite_minutes and
    utilisation (% of the capacity, 1 decimal; null when there is none, R34).
    """
    team = [one for one in salaries if salarie in (None, str(one.id))]
    rows = sums(asked, par, niveau, salarie)
    maker: dict[str, Callable[[], list[Row]]] = {
        "salarie": lambda: by_salarie(asked, team, rows),
        "semaine": lambda: by_week(asked, team, rows),
        "salarie_semaine": lambda: by_salarie_week(asked, team, rows),
        "bureau": lambda: by_bureau(asked, team, rows),
        "pole": lambda: by_pole(asked, team, rows),
        "nature": lambda: by_nature(rows),
        "total": lambda: whole(asked, team, rows),
        "territoire": lambda: by_name(par, rows, territory_names(asked, niveau)),
        "typologie": lambda: by_name(par, rows, typologie_names(rows)),
    }
    return maker.get(par, lambda: by_name(par, rows, labels(par, rows)))()


def sums(asked: Asked, par: str, niveau: str, salarie: str | None) -> dict[str, Row]:
    situated = {"territoire": territory_key(niveau), "typologie": BY_TYPOLOGIE}
    key = situated.get(par) or KEYS[par].removesuffix("::text")  # an id is cheaper to group by
    source = SITUATED if par in situated else PLAIN
    known = MINUTES_KNOWN + (" AND p.salarie = %(salarie)s::uuid" if salarie else "")
    sql = SUMS.format(key=key, source=source, known=known, in_period=IN_PERIOD)
    return {row["code"]: row for row in asked.rows(sql, salarie=salarie)}


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


def without(row: Row) -> Row:
    """No capacity by kind, dispositif or territory (R34)."""
    return {**spent(row), "capacite_minutes": None, "utilisation": None}


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


def by_nature(rows: dict[str, Row]) -> list[Row]:
    total = rows.get("", NO_MINUTES)
    return [
        {"nature": name, "code": name, **without({**NO_MINUTES, name: int(total[name] or 0)})}
        for name in NATURES
    ]


def by_name(par: str, rows: dict[str, Row], names: dict[str, str]) -> list[Row]:
    return [
        {par: nom, "code": code, **without(rows.get(code, NO_MINUTES))}
        for code, nom in names.items()
    ]


def territory_names(asked: Asked, niveau: str) -> dict[str, str]:
    return {one.code: one.nom for one in asked.reference.territories(niveau)} | OUTSIDE


def typologie_names(rows: dict[str, Row]) -> dict[str, str]:
    extra = {"sans_typologie": "Sans typologie"} if "sans_typologie" in rows else {}
    return {one.value: TYPOLOGIE_LABELS[one] for one in Typologie} | extra | OUTSIDE


def labels(par: str, rows: dict[str, Row]) -> dict[str, str]:
    """The words of the codes found, most minutes first."""
    ordered = sorted(rows, key=lambda code: (-spent(rows[code])["minutes"], code))
    if par == "kind":
        return {code: kind_label(code) for code in ordered}
    if par == "dispositif":
        return {
            code: BY_TAG[code].label if code in BY_TAG else "Sans dispositif" for code in ordered
        }
    return {code: code for code in ordered}


CHARGED = """
SELECT i.convention::text AS code, sum(i.minutes) AS minutes
  FROM read_models.imputation i
 WHERE i.known_from <= %(p)s AND %(p)s < i.known_to AND i.jour BETWEEN %(du)s AND %(au)s
 GROUP BY 1
"""
TOTAL = """
SELECT coalesce(sum(p.contact + p.preparation + p.travel), 0) AS minutes
  FROM read_models.part p
 WHERE {known} AND {in_period}
"""


def imputations(asked: Asked) -> list[Row]:
    """Minutes charged to each convention, then what is charged to none ("-", R13)."""
    rows = asked.rows(CHARGED)
    total = asked.rows(TOTAL.format(known=MINUTES_KNOWN, in_period=IN_PERIOD))[0]["minutes"]
    charged = [{"convention": row["code"], "minutes": int(row["minutes"])} for row in rows]
    rest = int(total) - sum(row["minutes"] for row in charged)
    return [*charged, {"convention": "-", "minutes": rest}]


ENTREES = """
SELECT {key} AS code, count(DISTINCT p.interaction) AS entrees
  FROM read_models.part p
 WHERE p.known_from <= %(p)s AND %(p)s < p.known_to AND p.occurred_on BETWEEN %(du)s AND %(au)s
   AND p.kind <> 'temps_interne'
 GROUP BY 1
"""
ENTREES_PAR = {
    "total": "'total'",
    "salarie": KEYS["salarie"],
    "semaine": "to_char(p.occurred_on, 'IYYY\"-W\"IW')",
    **{name: KEYS[name] for name in ("kind", "pole", "dispositif", "acteur")},
}


def entrees(asked: Asked, par: str = "total") -> list[Row]:
    """How many entries in force (R1); internal time is nobody's entry (R37).

    An entry of several salariés or actors counts once for each: only kind, pôle, dispositif and
    week add up.
    """
    rows = asked.rows(ENTREES.format(key=ENTREES_PAR[par]))
    counted = [{"code": row["code"], "entrees": int(row["entrees"])} for row in rows]
    if par == "total":
        return counted or [{"code": "total", "entrees": 0}]
    return sorted(counted, key=lambda row: (-int(str(row["entrees"])), str(row["code"])))
