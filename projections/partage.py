"""How did one entry count: which actors, how many minutes each, which participations?"""

from projections.asking import SITUATED, Asked, Row

SHARES = """
SELECT p.actor::text AS acteur, sum(p.contact + p.preparation + p.travel)::int AS minutes,
       sum(p.participation)::int AS participations,
       coalesce(sum(p.participation) FILTER (WHERE s.zone IS DISTINCT FROM 'region'), 0)::int
         AS participations_hors
{situated} WHERE p.interaction = %(entree)s AND p.known_from <= %(p)s AND %(p)s < p.known_to
 GROUP BY 1 ORDER BY 2 DESC, 1
"""


def partage(asked: Asked, entree: object) -> list[Row]:
    """One row an actor after merges (null: nobody, R12); the minutes add up to the entry's.

    `participations_hors`: those without a territory, or outside the region, on that day.
    """
    return asked.rows(SHARES.format(situated=SITUATED), entree=entree)
