"""How many minutes are charged to each convention?"""

from projections.asking import IN_PERIOD, MINUTES_KNOWN, Asked, Row

CHARGED = """
SELECT i.convention::text AS code, sum(i.minutes) AS minutes
  FROM read_models.imputation i
 WHERE i.known_from <= %(p)s AND %(p)s < i.known_to AND i.jour BETWEEN %(du)s AND %(au)s
 GROUP BY 1 ORDER BY 1
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
