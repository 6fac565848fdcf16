"""Participations, and who worked with the réseau: by typologie, territory, kind, actor…"""

from domain.kinds import label as kind_label
from domain.lists import TYPOLOGIE_LABELS, Typologie
from projections.asking import OUTSIDE, SITUATED, Asked, Row, territory_key

COUNT = """
SELECT {key} AS code, sum(p.participation) AS participations, count(DISTINCT p.actor) AS acteurs,
       coalesce(s.zone, 'sans_territoire') = 'region' AS inside
{situated}
 WHERE p.known_from <= %(p)s AND %(p)s < p.known_to
   AND p.occurred_on BETWEEN %(du)s AND %(au)s AND p.participation = 1
 GROUP BY 1, 4
"""
BY_TYPOLOGIE = """
CASE WHEN s.zone = 'region' THEN coalesce(s.typologie, 'sans_typologie')
     ELSE coalesce(s.zone, 'sans_territoire') END
"""
KEYS = {
    "kind": "p.kind",
    "pole": "coalesce(p.pole, 'sans_pole')",
    "dispositif": "coalesce(p.dispositif, 'sans_dispositif')",
    "acteur": "p.actor::text",
    "semaine": "to_char(p.occurred_on, 'IYYY\"-W\"IW')",
    "entree": "p.interaction::text",
}


def participations(asked: Asked, par: str = "typologie", niveau: str = "departement") -> list[Row]:
    """One per entry and actor present (R3), in the region; the rows outside come last (R7).

    Keys: the one asked for (its label), code, participations, acteurs (distinct, not additive
    but by typologie and territory, R8).
    """
    if par == "typologie":
        return by_typologie(asked)
    key = territory_key(niveau) if par == "territoire" else KEYS[par]
    rows = asked.rows(COUNT.format(key=key, situated=SITUATED))
    if par == "territoire":
        return by_territoire(asked, niveau, rows)
    inside = sorted((row for row in rows if row["inside"]), key=lambda row: str(row["code"]))
    return [counted(par, named(par, row["code"]), row["code"], row) for row in inside]


NONE: Row = {"participations": 0, "acteurs": 0}


def counted(par: str, nom: str, code: str, row: Row) -> Row:
    figures = {"participations": int(row["participations"]), "acteurs": row["acteurs"]}
    return {par: nom, "code": code, **figures}


def named(par: str, code: str) -> str:
    return kind_label(code) if par == "kind" else code


def by_typologie(asked: Asked) -> list[Row]:
    rows = asked.rows(COUNT.format(key=BY_TYPOLOGIE, situated=SITUATED))
    found = {row["code"]: row for row in rows}
    labels = {code.value: TYPOLOGIE_LABELS[code] for code in Typologie}
    extra = {"sans_typologie": "Sans typologie"} if "sans_typologie" in found else {}
    names = {**labels, **extra, **OUTSIDE}
    return [counted("typologie", nom, code, found.get(code, NONE)) for code, nom in names.items()]


def by_territoire(asked: Asked, niveau: str, rows: list[Row]) -> list[Row]:
    found = {row["code"]: row for row in rows}
    names = {one.code: one.nom for one in asked.reference.territories(niveau)} | OUTSIDE
    return [counted("territoire", nom, code, found.get(code, NONE)) for code, nom in names.items()]


VUS = """
SELECT p.actor::text AS acteur, sum(p.participation) AS participations,
       max(p.occurred_on) AS dernier,
       NOT EXISTS (
         SELECT FROM read_models.part e
          WHERE e.actor = p.actor AND e.occurred_on < %(du)s AND e.participation = 1
            AND e.known_from <= %(p)s AND %(p)s < e.known_to)
       AND (s.connu_depuis IS NULL OR s.connu_depuis >= %(du)s) AS nouveau,
       s.zone, s.commune, s.epci, s.departement, s.typologie, s.recense
  FROM read_models.part p
  JOIN read_models.situation s
    ON s.actor = p.actor AND s.depuis <= %(au)s AND %(au)s < s.jusqua
   AND s.known_from <= %(p)s AND %(p)s < s.known_to
 WHERE p.known_from <= %(p)s AND %(p)s < p.known_to
   AND p.occurred_on BETWEEN %(du)s AND %(au)s AND p.participation = 1
 GROUP BY p.actor, s.connu_depuis, s.zone, s.commune, s.epci, s.departement, s.typologie, s.recense
 ORDER BY 2 DESC, 1
"""


def travaille_avec(asked: Asked) -> list[Row]:
    """The distinct actors worked with in the period (R5), where they stand on its last day.

    Keys: acteur, participations, dernier, nouveau (R6), zone, commune, epci, departement,
    typologie, recense.
    """
    return [
        {
            **row,
            "participations": int(row["participations"]),
            "dernier": row["dernier"].isoformat(),
        }
        for row in asked.rows(VUS)
    ]
