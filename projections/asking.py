"""What a question is asked with: a period, a knowledge, a way to query, the reference files."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

Row = dict[str, Any]
NIVEAUX = ("commune", "epci", "departement", "region")
OUTSIDE = {"hors_region": "Hors région", "sans_territoire": "Sans territoire"}


class Territory(NamedTuple):
    """A territory of the region; population of the reference file (R18)."""

    code: str
    nom: str
    population: int


class Reference(NamedTuple):
    """The reference files, as functions: the composition root plugs them in."""

    territories: Callable[[str], list[Territory]]
    holidays: Callable[[date, date], frozenset[date]]


class Asked(NamedTuple):
    """`du` and `au` are both included; `position` is the last one known (R25)."""

    du: date
    au: date
    position: int
    query: Callable[..., list[Row]]
    reference: Reference

    def rows(self, sql: str, **more: Any) -> list[Row]:
        return self.query(sql, du=self.du, au=self.au, p=self.position, **more)


def territory_key(niveau: str, situation: str = "s") -> str:
    """The SQL of the territory of a row: its code, or one of the two rows outside (R7)."""
    column = "'32'" if niveau == "region" else f"{situation}.{niveau}"
    return (
        f"CASE WHEN {situation}.zone = 'region' THEN {column} "
        f"ELSE coalesce({situation}.zone, 'sans_territoire') END"
    )


SITUATED = """
  FROM read_models.part p
  LEFT JOIN read_models.situation s
    ON s.actor = p.actor AND s.depuis <= p.occurred_on AND p.occurred_on < s.jusqua
   AND s.known_from <= %(p)s AND %(p)s < s.known_to
"""
"""Each part with where and what its actor was on the day of the entry (R17)."""

MINUTES_KNOWN = """
   p.known_from <= %(p)s AND %(p)s < p.known_to
   AND (p.occurred_on BETWEEN %(du)s AND %(au)s
        OR (p.jour <> p.occurred_on AND p.jour BETWEEN %(du)s AND %(au)s))
"""
IN_PERIOD = "p.jour BETWEEN %(du)s AND %(au)s"
MINUTES = "p.contact + p.preparation + p.travel"


def rounded(value: Fraction | int, decimals: int = 1) -> float:
    """Halves away from zero (R22)."""
    scale: int = 10**decimals
    scaled = abs(Fraction(value)) * scale
    whole = int(scaled + Fraction(1, 2))
    return (whole if value >= 0 else -whole) / scale


def percent(part: int | Fraction, whole: int | Fraction) -> float | None:
    """None when there is no whole to compare with (R34)."""
    return rounded(Fraction(part) * 100 / Fraction(whole)) if whole else None
