"""What of a line of the timeline may this reader see? Rows and fields, with the rights of now."""

from collections.abc import Iterable
from uuid import UUID

from domain.policy import Action, Thing, Who, decide
from projections.asking import Row

TEXTS: Row = {
    "titre": None,
    "detail": None,
    "lieu": None,
    "resume": None,
    "suite": None,
    "contacts": [],
}
"""The fields of an entry where a person may be named, and what stands there for the others."""
ABOUT_PERSONS = "actor.contact_"


def readable(rows: Iterable[Row], who: Who) -> list[Row]:
    """The lines open to this reader, without the texts that their role does not open."""
    reads_texts = decide(who, Action.LIRE_TEXTES).allowed
    return [row if reads_texts else without_texts(row) for row in rows if opens(row, who)]


def opens(row: Row, who: Who) -> bool:
    if row["type"] == "fait":
        return decide(who, Action.LIRE_TEXTES).allowed or not row["tag"].startswith(ABOUT_PERSONS)
    charged = frozenset(UUID(one["convention"]) for one in row["conventions"])
    return decide(who, Action.LIRE_ENTREES, Thing(conventions=charged)).allowed


def without_texts(row: Row) -> Row:
    """The reason of a correction stays: a figure is not explained without it."""
    if row["type"] == "fait":
        return row
    corrections = [
        {**one, "before": bare(one["before"]), "after": bare(one["after"])}
        for one in row["corrections"]
    ]
    return {**row, **TEXTS, "corrections": corrections}


def bare(fields: Row) -> Row:
    return {name: value for name, value in fields.items() if name not in TEXTS}
