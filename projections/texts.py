"""A sealed text, where it stands: what is needed to open it, and how to say it."""

from collections.abc import Callable
from uuid import UUID

from msgspec import Struct

from domain.events import Entry
from domain.personal import Personal, Readable, Secret


class Text(Struct, frozen=True, omit_defaults=True):
    """A sealed text and the line of the journal it stands on."""

    sealed: Personal
    aggregate: UUID
    version: int


Words = str | Text
"""`str` only for what an early journal kept in clear."""
Reveal = Callable[[Text], Readable]


def words(told: str | Personal, entry: Entry) -> Words:
    """What a fact tells, with its line."""
    if isinstance(told, str):
        return told
    return Text(told, entry.originator_id, entry.originator_version)


def text(sealed: Personal | None, entry: Entry) -> Text | None:
    return Text(sealed, entry.originator_id, entry.originator_version) if sealed else None


def said(told: Words, reveal: Reveal) -> str:
    """The words; of a text that was forgotten, that it was."""
    if isinstance(told, str):
        return told
    return told.sealed.text if isinstance(told.sealed, Secret) else str(reveal(told))
