"""The picture of the workload: weeks across, people down, the team below."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import msgspec

from api.drawing.heatmap import Cell, Line, cell, load
from api.french import exact

Row = Mapping[str, Any]
RECENT = 8


class Week(msgspec.Struct, frozen=True):
    """A column; the older half is hidden on a telephone."""

    label: str
    numero: int
    ancienne: bool


class Grid(msgspec.Struct, frozen=True):
    """The picture: weeks, a line per person, and the team below."""

    weeks: tuple[Week, ...]
    lines: tuple[Line, ...]
    team: tuple[int | None, ...]
    team_recent: int | None


def grid(rows: Sequence[Row], details: Mapping[str, str]) -> Grid:
    """Rows of salarie × semaine; the most loaded first, those who left last."""
    weeks = list(dict.fromkeys(row["semaine"] for row in rows))
    people = list(dict.fromkeys(row["salarie_id"] for row in rows))
    lines = [line_of(who, rows, weeks, details.get(who, "")) for who in people]
    lines.sort(key=lambda line: (is_gone(line), -(line.recent or 0), line.nom))
    return Grid(
        tuple(columns(weeks)),
        tuple(line for line in lines if any(each.state != "absent" for each in line.cells)),
        tuple(load_of(rows, {week}) for week in weeks),
        load_of(rows, set(weeks[-RECENT:])),
    )


def is_gone(line: Line) -> bool:
    return bool(line.cells) and line.cells[-1].state == "absent"


def columns(weeks: Sequence[str]) -> list[Week]:
    old = len(weeks) - RECENT
    return [Week(label, int(label[-2:]), rank < old) for rank, label in enumerate(weeks)]


def line_of(who: str, rows: Sequence[Row], weeks: Sequence[str], detail: str) -> Line:
    own = [row for row in rows if row["salarie_id"] == who]
    recent = load_of(own, set(weeks[-RECENT:]))
    return Line(who, own[0]["salarie"], detail, tuple(map(cell_of, own)), recent)


def cell_of(row: Row) -> Cell:
    capacity = row["capacite_minutes"] or 0
    return cell(row["minutes"], capacity, present=row["present"], leave=row["conge"])


def load_of(rows: Sequence[Row], weeks: set[str]) -> int | None:
    """Whole percent over several lines: the sums are divided, never the percents averaged."""
    chosen = [row for row in rows if row["semaine"] in weeks]
    minutes = sum(row["minutes"] for row in chosen)
    return percent_of(minutes, sum(exact(row["capacite_minutes"] or 0) for row in chosen))


def percent_of(minutes: int, capacity: Fraction | int) -> int | None:
    return load(minutes, capacity) if capacity else None
