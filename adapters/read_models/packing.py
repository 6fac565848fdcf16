"""The two busiest tables of a rebuild in PostgreSQL's binary COPY: half the work on both sides.

Each value is its length, then its bytes; -1 for a null (PostgreSQL, COPY, "Binary Format").
"""

from datetime import date
from functools import lru_cache
from struct import Struct
from typing import Any
from uuid import UUID

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"
NULL = b"\xff\xff\xff\xff"
FIRST_DAY = date(2000, 1, 1).toordinal()  # PostgreSQL counts days from here

FAIT = Struct(">h i16s iq").pack
WHOSE = Struct(">h i16s i16s i16s i i i i").pack  # 14 columns: who, and on which days
NOBODYS = Struct(">h i16s i i16s i i i i").pack
FIGURES = Struct(">i i i i i i i i i q i q").pack
LENGTH = Struct(">i").pack


def fait(key: UUID, position: int) -> bytes:
    return FAIT(2, 16, key.bytes, 8, position)


def part(row: Any, known_from: int, known_to: int) -> bytes:
    key, actor, salarie, jour, day, kind, pole, dispositif, contact, prep, travel, present = row
    days = 4, jour.toordinal() - FIRST_DAY, 4, day.toordinal() - FIRST_DAY
    who = (
        NOBODYS(14, 16, key.bytes, -1, 16, salarie.bytes, *days)
        if actor is None
        else WHOSE(14, 16, key.bytes, 16, actor.bytes, 16, salarie.bytes, *days)
    )
    figures = FIGURES(4, contact, 4, prep, 4, travel, 4, present, 8, known_from, 8, known_to)
    return who + words(kind, pole, dispositif) + figures


@lru_cache(4_096)
def words(*codes: str | None) -> bytes:
    """Few different ones: kinds, pôles and dispositifs."""
    return b"".join(NULL if code is None else text(code.encode()) for code in codes)


def text(code: bytes) -> bytes:
    return LENGTH(len(code)) + code
