"""What deserves a look: days too long for one person, and since when history is known."""

from projections.asking import Asked, Row

LONG_DAYS = """
SELECT p.salarie::text AS salarie, p.jour::text AS jour,
       sum(p.contact + p.preparation + p.travel)::int AS minutes,
       count(DISTINCT p.interaction)::int AS entrees
  FROM read_models.part p
 WHERE p.known_from <= %(p)s AND %(p)s < p.known_to AND p.jour BETWEEN %(du)s AND %(au)s
 GROUP BY 1, 2 HAVING sum(p.contact + p.preparation + p.travel) > 1440
 ORDER BY 2, 1
"""
HISTORY = """
SELECT min(occurred_on)::text AS premiere_entree, max(occurred_on)::text AS derniere_entree
  FROM read_models.part WHERE known_from <= %(p)s AND %(p)s < known_to
"""


def journees_longues(asked: Asked) -> list[Row]:
    """Days above 24 hours for one salarié, over several entries: listed, not refused (R24)."""
    return asked.rows(LONG_DAYS)


def historique(asked: Asked) -> list[Row]:
    """From which date history is known: a first-time count leans on it (R6)."""
    return [{**row, "position": asked.position} for row in asked.rows(HISTORY)]
