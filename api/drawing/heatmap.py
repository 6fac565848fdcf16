"""Who carries too much, since when? One cell per person and week, in percent of the capacity.

The five classes are fixed, for the capacity is a threshold and not a distribution.
"""

from typing import Literal

import msgspec

from api.french import Number, exact, scaled

State = Literal["charge", "conge", "hors_capacite", "absent"]
BOUNDS = (60, 85, 101, 116)
LEGEND = (
    (1, "moins de 60, peut-être non noté"),
    (2, "60 à 84"),
    (3, "85 à 100"),
    (4, "101 à 115"),
    (5, "plus de 115"),
)


class Cell(msgspec.Struct, frozen=True):
    """A week of somebody: a load in whole percent, or why there is none."""

    state: State
    percent: int | None = None
    minutes: int = 0

    @property
    def css(self) -> str:
        match self.state:
            case "charge":
                return f"c c{level(self.percent or 0)}"
            case "conge" | "hors_capacite":
                return "c c0"
            case "absent":
                return "c"


class Line(msgspec.Struct, frozen=True):
    """A person, the weeks in order, and the load over the last ones."""

    id: str
    nom: str
    detail: str
    cells: tuple[Cell, ...]
    recent: int | None


def level(percent: int) -> int:
    return 1 + sum(percent >= bound for bound in BOUNDS)


def cell(minutes: int, capacity: Number, *, present: bool, leave: bool) -> Cell:
    """No capacity is leave, or holidays; what was logged then is shown in hours (R34)."""
    if not present and not minutes:
        return Cell("absent")
    if capacity:
        return Cell("charge", load(minutes, capacity), minutes)
    return Cell("conge") if leave and not minutes else Cell("hors_capacite", minutes=minutes)


def load(minutes: int, capacity: Number) -> int:
    """The whole percent a cell shows."""
    return scaled(100 * minutes / exact(capacity), 0)
