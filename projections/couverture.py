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

TERRITOIRES = """
WITH vu AS (
  SELECT p.actor,
         min(p.occurred_on) AS premier, max(p.occurred_on) AS ultime,
         sum({minutes}) FILTER (WHERE {in_period}) AS minutes,
         sum(p.participation) FILTER (WHERE {in_flow}) AS participations,
         max(p.occurred_on) FILTER (WHERE {in_flow} AND p.participation = 1) AS dernier
    FROM read_models.part p
   WHERE {known}
   GROUP BY p.actor
), change AS (
  SELECT DISTINCT vu.actor FROM vu JOIN read_models.situation s ON s.actor = vu.actor
     AND s.depuis > vu.premier AND s.depuis <= vu.ultime
     AND s.known_from <= %(p)s AND %(p)s < s.known_to
), flux AS (
  SELECT code, sum(minutes) AS minutes, sum(participations) AS participations FROM (
    SELECT {key} AS code, vu.minutes, vu.participations
      FROM vu
      LEFT JOIN read_models.situation s
        ON s.actor = vu.actor AND s.depuis <= vu.premier AND vu.premier < s.jusqua
       AND s.known_from <= %(p)s AND %(p)s < s.known_to
     WHERE NOT EXISTS (SELECT FROM change WHERE change.actor = vu.actor)
    UNION ALL
    SELECT {key}, sum({minutes}) FILTER (WHERE {in_period}),
           sum(p.participation) FILTER (WHERE {in_flow})
    {situated}
     WHERE {known} AND p.actor IN (SELECT actor FROM change)
     GROUP BY 1) chacun
   GROUP BY code
), stock AS (
  SELECT {key} AS code,
         count(*) FILTER (WHERE s.recense) AS recenses,
         count(vu.dernier) FILTER (WHERE s.zone = 'region') AS travaille_avec,
         count(vu.dernier) FILTER (WHERE s.recense) AS accompagnes,
         count(*) FILTER (WHERE vu.dernier IS NOT NULL AND s.zone = 'region'
           AND (s.connu_depuis IS NULL OR s.connu_depuis >= %(du)s)
           AND NOT EXISTS (
             SELECT FROM read_models.part e
              WHERE e.actor = vu.actor AND e.occurred_on < %(du)s AND e.participation = 1
                AND e.known_from <= %(p)s AND %(p)s < e.known_to)) AS nouveaux,
         max(coalesce(vu.dernier, avant.jour)) AS dernier
    FROM read_models.situation s
    LEFT JOIN vu ON vu.actor = s.actor
    LEFT JOIN LATERAL (
      SELECT d.occurred_on AS jour FROM read_models.part d
       WHERE vu.dernier IS NULL AND d.actor = s.actor AND d.occurred_on < %(du)s
         AND d.participation = 1 AND d.known_from <= %(p)s AND %(p)s < d.known_to
       ORDER BY d.occurred_on DESC LIMIT 1) avant ON true
   WHERE s.known_from <= %(p)s AND %(p)s < s.known_to AND s.depuis <= %(au)s AND %(au)s < s.jusqua
   GROUP BY 1
)
SELECT code, coalesce(minutes, 0) AS minutes, coalesce(participations, 0) AS participations,
       coalesce(recenses, 0) AS recenses, coalesce(travaille_avec, 0) AS travaille_avec,
       coalesce(accompagnes, 0) AS accompagnes, coalesce(nouveaux, 0) AS nouveaux, dernier
  FROM flux FULL JOIN stock USING (code)
"""
"""`vu`: what each actor had in the period, read once; `change`: whose situation changed within it.

`flux`: minutes and participations at the siège in force on the day of the entry (R17): the sums of
each actor, and entry by entry for those who changed.
`stock`: siège and typologie in force on the last day (R17, R19, R20). Those worked with, and
first-time, are of the region: actors outside never enter (R5); the rows outside tell their
participations and minutes."""
IN_FLOW = "p.occurred_on BETWEEN %(du)s AND %(au)s"


def couverture(asked: Asked, niveau: str = "departement") -> list[Row]:
    """One row a territory, then the two rows outside (R7).

    Keys: code, nom, population (null outside), recenses, travaille_avec, nouveaux, participations,
    minutes, recenses_pour_100000 (1 decimal), part_accompagnee (%), ecart_a_la_moyenne
    (structures, positive = missing, R21), silence_jours (R51).
    """
    found = figures(asked, niveau)
    territories = asked.reference.territories(niveau)
    population = sum(one.population for one in territories)
    known = sum(found.get(one.code, NONE)["recenses"] for one in territories)
    rate = Fraction(known, population) if population else Fraction(0)
    return [
        *(inside(one, found.get(one.code, NONE), rate, asked.au) for one in territories),
        *(outside(code, found.get(code, NONE), asked.au) for code in OUTSIDE),
    ]


def figures(asked: Asked, niveau: str) -> dict[str, Row]:
    sql = TERRITOIRES.format(
        key=territory_key(niveau),
        minutes=MINUTES,
        in_period=IN_PERIOD,
        in_flow=IN_FLOW,
        situated=SITUATED,
        known=MINUTES_KNOWN,
    )
    return {row["code"]: row for row in asked.rows(sql)}


NONE: Row = {
    "recenses": 0,
    "travaille_avec": 0,
    "accompagnes": 0,
    "nouveaux": 0,
    "dernier": None,
    "minutes": 0,
    "participations": 0,
}


def counted(found: Row, au: date) -> Row:
    dernier = found["dernier"]
    return {
        "recenses": found["recenses"],
        "travaille_avec": found["travaille_avec"],
        "nouveaux": found["nouveaux"],
        "participations": int(found["participations"]),
        "minutes": int(found["minutes"]),
        "part_accompagnee": percent(found["accompagnes"], found["recenses"]),
        "silence_jours": (au - dernier).days if dernier else None,
    }


def inside(one: Territory, found: Row, rate: Fraction, au: date) -> Row:
    row = counted(found, au)
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


def outside(code: str, found: Row, au: date) -> Row:
    return {
        "code": code,
        "nom": OUTSIDE[code],
        "population": None,
        **counted(found, au),
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
