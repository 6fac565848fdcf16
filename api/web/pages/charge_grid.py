"""The picture of the workload: weeks across, people down, the team below."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from api.drawing.heatmap import Cell, Line, cell, load

Row = Mapping[str, Any]
RECENT = 8


class Week(msgspec.Struct, frozen=True):
    """A column; the older half is hidden on a telephone."""

    label: str
    numero: int
    ancienne: bool


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the team, with the weeks of arrival and departure (labels sort as time does)."""

    id: str
    nom: str
    detail: str = ""
    since: str | None = None
    until: str | None = None

    def present(self, week: str) -> bool:
        return (self.since or "") <= week <= (self.until or "9999")


class Grid(msgspec.Struct, frozen=True):
    """The picture: weeks, a line per person, and the team below."""

    weeks: tuple[Week, ...]
    lines: tuple[Line, ...]
    team: tuple[int | None, ...]
    team_recent: int | None


def grid(rows: Sequence[Row], members: Sequence[Member], weeks: Sequence[str]) -> Grid:
    """Rows of salarie × semaine; the most loaded first, those who left last."""
    found = {(row["salarie"], row["semaine"]): row for row in rows}
    last = weeks[-1] if weeks else ""
    lines = [member_line(member, found, weeks) for member in members]
    gone = {member.id for member in members if not member.present(last)}
    lines.sort(key=lambda line: (line.id in gone, -(line.recent or 0), line.nom))
    team = [totals(rows, {week}) for week in weeks]
    return Grid(
        tuple(columns(weeks)),
        tuple(line for line in lines if any(each.state != "absent" for each in line.cells)),
        tuple(percent_of(*each) for each in team),
        percent_of(*totals(rows, set(weeks[-RECENT:]))),
    )


def columns(weeks: Sequence[str]) -> list[Week]:
    old = len(weeks) - RECENT
    return [Week(label, int(label[-2:]), rank < old) for rank, label in enumerate(weeks)]


def member_line(member: Member, found: Mapping[tuple[str, str], Row], weeks: Sequence[str]) -> Line:
    rows = [found.get((member.id, week)) for week in weeks]
    cells = tuple(
        cell_of(row, present=member.present(week)) for row, week in zip(rows, weeks, strict=True)
    )
    recent = [row for row in rows[-RECENT:] if row]
    load_now = percent_of(
        sum(row["minutes"] for row in recent), sum(row["capacite_minutes"] or 0 for row in recent)
    )
    return Line(member.id, member.nom, member.detail, cells, load_now)


def cell_of(row: Row | None, *, present: bool) -> Cell:
    if row is None:
        return cell(0, None, present=present)
    return cell(row["minutes"], row["capacite_minutes"], present=present)


def totals(rows: Sequence[Row], weeks: set[str]) -> tuple[int, int]:
    chosen = [row for row in rows if row["semaine"] in weeks]
    return sum(row["minutes"] for row in chosen), sum(r["capacite_minutes"] or 0 for r in chosen)


def percent_of(minutes: int, capacity: int) -> int | None:
    return load(minutes, capacity) if capacity else None
