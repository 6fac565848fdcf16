"""How long did questions wait for their first answer? (R47)"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from projections.asking import Row, rounded

ASKED = """
SELECT DISTINCT interaction FROM read_models.part
 WHERE kind = 'sollicitation' AND occurred_on BETWEEN %(du)s AND %(au)s
   AND known_from <= %(p)s AND %(p)s < known_to
"""


def delais(waited: Iterable[tuple[date, date | None]]) -> Row:
    """(asked on, first answered on): calendar days; the unanswered are counted beside."""
    pairs = list(waited)
    days = sorted((answered - on).days for on, answered in pairs if answered is not None)
    middle = median(days)
    return {
        "delai_median_jours": None if middle is None else rounded(middle),
        "repondues": len(days),
        "sans_reponse": len(pairs) - len(days),
    }


def median(days: list[int]) -> Fraction | None:
    """The mean of the middle two; none of nothing."""
    if not days:
        return None
    half = len(days) // 2
    return Fraction(days[half] + days[~half], 2)
