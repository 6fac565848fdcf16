"""Which names does the map carry, and on which side of their disc?

A telephone shows the same towns in a larger hand, placed so that no name covers another.
"""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Literal, Protocol

import msgspec

Side = Literal["n", "s", "e", "w", "c"]


class Placed(Protocol):
    """A disc that may carry the name of a town."""

    @property
    def code(self) -> str: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def count(self) -> int: ...


class Town(msgspec.Struct, frozen=True):
    """A name, where it starts, and how it is anchored."""

    nom: str
    x: float
    y: float
    anchor: str
    css: str


# EPCI of the town, its name, its side of the disc on a wide and on a narrow map
TOWNS: tuple[tuple[str, str, Side, Side], ...] = (
    ("200093201", "Lille", "c", "c"),
    ("248000531", "Amiens", "n", "n"),
    ("245900428", "Dunkerque", "n", "e"),
    ("200090751", "Calais", "n", "s"),
    ("200033579", "Arras", "s", "s"),
    ("245901160", "Valenciennes", "n", "n"),
    ("200071892", "Saint-Quentin", "n", "n"),
    ("200067999", "Beauvais", "n", "n"),
    ("200043495", "Laon", "n", "e"),
)
DEPARTEMENTS = (
    ("Nord", 381.5, 47.5),
    ("Pas-de-Calais", 310.5, 33.0),
    ("Somme", 296.0, 84.5),
    ("Oise", 325.1, 106.0),
    ("Aisne", 367.0, 84.2),
)


def towns_of(
    symbols: Sequence[Placed], scale: float, levels: Mapping[str, int], *, narrow: bool
) -> list[Town]:
    """A narrow map keeps its towns and leaves the names of the départements to the tables."""
    known = {symbol.code: symbol for symbol in symbols}
    areas = [] if narrow else [Town(nom, x, y, "middle", "nom-dep") for nom, x, y in DEPARTEMENTS]
    return areas + [
        place(nom, known[code], scale, levels[code], narrow_side if narrow else wide_side)
        for code, nom, wide_side, narrow_side in TOWNS
        if code in known
    ]


def place(nom: str, at: Placed, scale: float, level: int, side: Side) -> Town:
    """Outside the disc by half a unit; inside it when the disc is wide enough for the name."""
    size = scale * sqrt(at.count)
    away = max(0.9, size) + 0.5
    match side:
        case "c" if size > len(nom):
            return Town(nom, at.x, at.y, "middle", f"nom-lieu dedans sur-{level}")
        case "s":
            return Town(nom, at.x, at.y + away, "middle", "nom-lieu dessous")
        case "e":
            return Town(nom, at.x + away, at.y, "start", "nom-lieu")
        case "w":
            return Town(nom, at.x - away, at.y, "end", "nom-lieu")
        case _:
            return Town(nom, at.x, at.y - away, "middle", "nom-lieu dessus")
