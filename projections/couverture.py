"""Couverture: which territory is known, worked with, visited, and which gets too little?"""

from datetime import date
from fractions import Fraction

from domain.lists import TYPOLOGIE_LABELS, Typologie
from projections.asking import (
    IN_PERIOD,
    MINUTES,
    MINUTES_KNOWN,
    OUTSIDE,
    SITUATED,
    Asked,
    Row,
    Territory,
    percent,
    rounded,
    territory_key,
)

FLUX = """
SELECT {key} AS code,
       coalesce(sum({minutes}) FILTER (WHERE {in_period}), 0) AS minutes,
       coalesce(sum(p.participation) FILTER (WHERE p.occurred_on BETWEEN %(du)s AND %(au)s), 0)
         AS participations
{situated}
 WHERE {known}
 GROUP BY 1
"""
"""Flows: siège in force on the day of the entry (R17); one row a territory."""

STOCK = """
WITH vus AS (
  SELECT p.actor, max(p.occurred_on) AS dernier FROM read_models.part p
   WHERE p.known_from <= %(p)s AND %(p)s < p.known_to AND p.participation = 1
     AND p.occurred_on BETWEEN %(du)s AND %(au)s AND p.actor IS NOT NULL
   GROUP BY p.actor
)
SELECT {key} AS code,
       count(*) FILTER (WHERE s.recense) AS recenses,
       count(vus.actor) FILTER (WHERE s.zone = 'region') AS travaille_avec,
       count(vus.actor) FILTER (WHERE s.recense) AS accompagnes,
       count(vus.actor) FILTER (WHERE s.zone = 'region'
         AND (s.connu_depuis IS NULL OR s.connu_depuis >= %(du)s)
         AND NOT EXISTS (
           SELECT FROM read_models.part e
            WHERE e.actor = vus.actor AND e.occurred_on < %(du)s AND e.participation = 1
              AND e.known_from <= %(p)s AND %(p)s < e.known_to)) AS nouveaux,
       max(coalesce(vus.dernier, avant.jour)) AS dernier
  FROM read_models.situation s
  LEFT JOIN vus ON vus.actor = s.actor
  LEFT JOIN LATERAL (
    SELECT d.occurred_on AS jour FROM read_models.part d
     WHERE vus.actor IS NULL AND d.actor = s.actor AND d.occurred_on < %(du)s
       AND d.participation = 1 AND d.known_from <= %(p)s AND %(p)s < d.known_to
     ORDER BY d.occurred_on DESC LIMIT 1) avant ON true
 WHERE s.known_from <= %(p)s AND %(p)s < s.known_to AND s.depuis <= %(au)s AND %(au)s < s.jusqua
 GROUP BY 1
"""
"""Stocks: siège and typologie in force on the last day (R17, R19, R20).

Those worked with, and first-time, are of the region: actors outside never enter (R5); the rows
outside tell their participations and minutes."""


def couverture(asked: Asked, niveau: str = "departement") -> list[Row]:
    """One row a territory, then the two rows outside (R7).

    Keys: code, nom, population (null outside), recenses, travaille_avec, nouveaux, participations,
    minutes, recenses_pour_100000 (1 decimal), part_accompagnee (%), ecart_a_la_moyenne
    (structures, positive = missing, R21), silence_jours (R51).
    """
    key = territory_key(niveau)
    flux = FLUX.format(
        key=key, minutes=MINUTES, in_period=IN_PERIOD, situated=SITUATED, known=MINUTES_KNOWN
    )
    flows = {row["code"]: row for row in asked.rows(flux)}
    stocks = {row["code"]: row for row in asked.rows(STOCK.format(key=key))}
    territories = asked.reference.territories(niveau)
    population = sum(one.population for one in territories)
    known = sum(stocks.get(one.code, NONE)["recenses"] for one in territories)
    rate = Fraction(known, population) if population else Fraction(0)
    return [
        *(inside(one, stocks, flows, rate, asked.au) for one in territories),
        *(outside(code, stocks, flows, asked.au) for code in OUTSIDE),
    ]


NONE: Row = {
    "recenses": 0,
    "travaille_avec": 0,
    "accompagnes": 0,
    "nouveaux": 0,
    "dernier": None,
    "minutes": 0,
    "participations": 0,
}


def counted(code: str, stocks: dict[str, Row], flows: dict[str, Row], au: date) -> Row:
    stock, flow = stocks.get(code, NONE), flows.get(code, NONE)
    dernier = stock["dernier"]
    return {
        "recenses": stock["recenses"],
        "travaille_avec": stock["travaille_avec"],
        "nouveaux": stock["nouveaux"],
        "participations": int(flow["participations"]),
        "minutes": int(flow["minutes"]),
        "part_accompagnee": percent(stock["accompagnes"], stock["recenses"]),
        "silence_jours": (au - dernier).days if dernier else None,
    }


def inside(
    one: Territory, stocks: dict[str, Row], flows: dict[str, Row], rate: Fraction, au: date
) -> Row:
    row = counted(one.code, stocks, flows, au)
    per_100000 = Fraction(row["recenses"] * 100_000, one.population)
    gap = rate * one.population - row["recenses"]
    return {
        "code": one.code,
        "nom": one.nom,
        "population": one.population,
        **row,
        "recenses_pour_100000": rounded(per_100000),
        "ecart_a_la_moyenne": int(rounded(gap, 0)),
    }


def outside(code: str, stocks: dict[str, Row], flows: dict[str, Row], au: date) -> Row:
    return {
        "code": code,
        "nom": OUTSIDE[code],
        "population": None,
        **counted(code, stocks, flows, au),
        "recenses_pour_100000": None,
        "ecart_a_la_moyenne": None,
    }


RECENSES = """
SELECT coalesce(s.typologie, 'sans_typologie') AS code, count(*) AS recenses
  FROM read_models.situation s
 WHERE s.recense AND s.known_from <= %(p)s AND %(p)s < s.known_to
   AND s.depuis <= %(au)s AND %(au)s < s.jusqua
 GROUP BY 1
"""


def recenses(asked: Asked) -> list[Row]:
    """Recensés by typology on the last day (R17, R19); they add up."""
    found = {row["code"]: int(row["recenses"]) for row in asked.rows(RECENSES)}
    extra = {"sans_typologie": "Sans typologie"} if "sans_typologie" in found else {}
    names = {one.value: TYPOLOGIE_LABELS[one] for one in Typologie} | extra
    return [
        {"typologie": nom, "code": code, "recenses": found.get(code, 0)}
        for code, nom in names.items()
    ]


def synthese(asked: Asked) -> list[Row]:
    """The whole region in one row, with the share of its actors worked with outside the Nord."""
    whole = couverture(asked, "region")[0]
    nord = next(row for row in couverture(asked) if row["code"] == "59")
    vus = whole["travaille_avec"]
    return [{**whole, "part_hors_nord": percent(vus - nord["travaille_avec"], vus)}]
