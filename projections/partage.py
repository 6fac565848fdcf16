"""How did one entry count: which actors, how many minutes each, which participations?"""

from projections.asking import Asked, Row

SHARES = """
SELECT p.actor::text AS acteur, sum(p.contact + p.preparation + p.travel)::int AS minutes,
       sum(p.participation)::int AS participations
  FROM read_models.part p
 WHERE p.interaction = %(entree)s AND p.known_from <= %(p)s AND %(p)s < p.known_to
 GROUP BY 1 ORDER BY 2 DESC, 1
"""


def partage(asked: Asked, entree: object) -> list[Row]:
    """One row an actor after merges (null: nobody, R12); the minutes add up to the entry's."""
    return asked.rows(SHARES, entree=entree)
