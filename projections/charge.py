"""Charge: who spends how long, on what, against which capacity?"""

from collections.abc import Callable

from domain.dispositifs import BY_TAG
from domain.kinds import label as kind_label
from domain.lists import TYPOLOGIE_LABELS, Typologie
from projections.asking import (
    IN_PERIOD,
    MINUTES_KNOWN,
    OUTSIDE,
    SITUATED,
    Asked,
    Row,
    territory_key,
)
from projections.capacites import (
    NATURES,
    NO_MINUTES,
    by_bureau,
    by_pole,
    by_salarie,
    by_salarie_week,
    by_week,
    spent,
    whole,
)
from projections.participations import BY_TYPOLOGIE
from projections.salarie import FicheSalarie

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


def without(row: Row) -> Row:
    """No capacity by kind, dispositif or territory (R34)."""
    return {**spent(row), "capacite_minutes": None, "utilisation": None}


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
