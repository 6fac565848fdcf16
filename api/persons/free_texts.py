"""Which free texts name somebody? The whole journal is read, text after text, and nothing is kept.

This is slow on purpose rather than prepared: an index of words would be a copy of every text.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from msgspec import Struct

from api.crm import Crm
from domain.events import Entry, tag
from domain.facts.gathering import GatheringHeld
from domain.personal import Sealed
from domain.words import folded
from projections.texts import Text

MOST_FOUND = 500
AROUND = 90


class Naming(Struct, frozen=True):
    """A text that names the person: its key, where it stands, the words around the name."""

    key: str
    where: str  # entry, actor, project, salarie, person, account
    subject: UUID
    tag: str
    field: str
    position: int
    day: str
    extract: str


def naming(crm: Crm, names: Iterable[str]) -> list[Naming]:
    """Newest last; at most MOST_FOUND."""
    pattern = words_of(names)
    if pattern is None:
        return []
    found: list[Naming] = []
    for page in crm.journal.pages():
        found += named_in(crm, page, pattern)
        if len(found) >= MOST_FOUND:
            break
    return found[:MOST_FOUND]


def words_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Each name as whole words, without case or accents; two letters are nobody's name."""
    spoken = {folded(name) for name in names}
    kept = sorted((re.escape(name) for name in spoken if len(name) > 2), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(kept)})(?!\w)") if kept else None


def named_in(crm: Crm, page: list[Entry], pattern: re.Pattern[str]) -> Iterator[Naming]:
    boxes = [(entry, sealed) for entry in page for sealed in sealed_in(entry.event)]
    free = free_keys(crm, {sealed.key for _, sealed in boxes})
    asked = [(entry, sealed) for entry, sealed in boxes if sealed.key in free]
    texts = [Text(sealed, entry.originator_id, entry.originator_version) for entry, sealed in asked]
    for (entry, sealed), told in zip(asked, crm.read(texts), strict=True):
        if isinstance(told, str) and pattern.search(folded(told)):
            yield as_naming(entry, sealed, extract(told, pattern))


def sealed_in(value: Any) -> Iterator[Sealed]:
    if isinstance(value, Sealed):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from sealed_in(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from sealed_in(one)


def free_keys(crm: Crm, keys: set[str]) -> set[str]:
    """Those of one text: an identity is not a free text."""
    sql = "SELECT key_id FROM vault.keys WHERE key_id = ANY(%(keys)s) AND person IS NULL"
    return {row["key_id"] for row in crm.query(sql, keys=list(keys))} if keys else set()


def as_naming(entry: Entry, sealed: Sealed, around: str) -> Naming:
    where, subject = place(entry)
    day = entry.recorded_at.date().isoformat() if entry.recorded_at else ""
    told = tag(entry.event)
    return Naming(sealed.key, where, subject, told, sealed.field, entry.position, day, around)


def place(entry: Entry) -> tuple[str, UUID]:
    """Where the text is read: an entry first, else the record its stream is about."""
    interaction = getattr(entry.event, "interaction", None)
    if interaction is not None:
        return "entry", interaction
    gathering = getattr(entry.event, "gathering", None)
    if isinstance(entry.event, GatheringHeld) or gathering is not None:
        return "entry", gathering or entry.originator_id
    kind = tag(entry.event).split(".", 1)[0]
    return ("entry" if kind == "gathering" else kind), entry.originator_id


def extract(told: str, pattern: re.Pattern[str]) -> str:
    """The words around: folding moves letters little, so the place is near enough."""
    met = pattern.search(folded(told))
    at = met.start() if met else 0
    start, end = max(0, at - AROUND), at + AROUND
    cut = " ".join(told[start:end].split())
    return f"{'… ' if start else ''}{cut}{' …' if end < len(told) else ''}"
