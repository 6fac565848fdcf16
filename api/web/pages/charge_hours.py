"""The hours behind the picture: by salarié with their capacity, then cut other ways."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import msgspec
from markupsafe import Markup

from api.drawing.bars import load_bar
from api.french import Number, scaled
from api.web.pages.charge_grid import percent_of
from api.web.pages.choices import POLES, first_upper

Row = Mapping[str, Any]


class HoursLine(msgspec.Struct, frozen=True, kw_only=True):
    nom: str
    minutes: int
    contact: int
    preparation: int
    travel: int
    capacite: int | None = None
    utilisation: Number | None = None
    barre: Markup = Markup("")


def hours(rows: Sequence[Row]) -> tuple[HoursLine, ...]:
    """One line per salarié, bars on one scale: the longest of hours and capacities."""
    longest = max((max(r["minutes"], r["capacite_minutes"] or 0) for r in rows), default=0)
    lines = (hours_line(row, longest) for row in rows)
    return tuple(sorted(lines, key=lambda each: (-each.minutes, each.nom)))


def hours_line(row: Row, longest: Number) -> HoursLine:
    parts = (row["contact"], row["preparation"], row["travel"])
    return HoursLine(
        nom=row["salarie"],
        minutes=row["minutes"],
        contact=parts[0],
        preparation=parts[1],
        travel=parts[2],
        capacite=whole_minutes(row["capacite_minutes"]),
        utilisation=row["utilisation"],
        barre=load_bar(parts, row["capacite_minutes"], longest),
    )


def whole_minutes(capacity: Number | None) -> int | None:
    return None if capacity is None else scaled(capacity, 0)


def total(lines: Sequence[HoursLine]) -> HoursLine:
    minutes, capacity = sum(x.minutes for x in lines), sum(x.capacite or 0 for x in lines)
    return HoursLine(
        nom="En tout",
        minutes=minutes,
        contact=sum(line.contact for line in lines),
        preparation=sum(line.preparation for line in lines),
        travel=sum(line.travel for line in lines),
        capacite=capacity,
        utilisation=percent_of(minutes, capacity),
    )


class ShareLine(msgspec.Struct, frozen=True):
    nom: str
    minutes: int
    part: Number
    pole: str = ""


class ShareTable(msgspec.Struct, frozen=True):
    cle: str
    titre: str
    colonne: str
    lignes: tuple[ShareLine, ...]


class Other(msgspec.Struct, frozen=True):
    """The same hours cut another way: by kind, by pôle, by dispositif."""

    key: str
    title: str
    column: str
    rows: Sequence[Row]


def share_table(other: Other) -> ShareTable:
    whole = sum(row["minutes"] for row in other.rows) or 1
    lines = (
        ShareLine(
            first_upper(row[other.key]),
            row["minutes"],
            Fraction(100 * row["minutes"], whole),
            row["code"] if row["code"] in POLES else "",
        )
        for row in other.rows
        if row["minutes"]
    )
    ordered = sorted(lines, key=lambda line: (-line.minutes, line.nom))
    return ShareTable(other.key, other.title, other.column, tuple(ordered))
