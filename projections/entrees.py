"""How many entries stand?"""

from projections.asking import Asked, Row
from projections.charge import KEYS

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
