"""What is known of one entry: one row an entry, whatever number of facts tell of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from domain.facts.shared import (
    Contexte,
)
from projections.texts import Text, Words


class Presence(Struct, frozen=True, omit_defaults=True, gc=False):
    """One who came; `position` settles two late attendances of the same rank."""

    subject: UUID
    type: str
    rank: int
    position: int
    heads: int | None = None
    quality: Words | None = None
    retracted: bool = False


class Correction(Struct, frozen=True, omit_defaults=True):
    """Who put what right, when and why; `before` and `after` hold the fields named.

    A text stands there as its Text, the next step as its Suite.
    """

    position: int
    recorded_at: datetime | None
    author: str
    what: str  # amended, retracted, restored, attendance_added, attendance_retracted
    reason: Words = ""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    subject: UUID | None = None


class Suite(Struct, frozen=True, omit_defaults=True):
    """What was promised, with the line of the journal that says it."""

    what: Text
    due: date | None = None
    salarie: UUID | None = None


class Interaction(Struct, frozen=True, omit_defaults=True):
    """`type` and `holder`: the aggregate the entry stands on; `lieu`: of its contexte, readable."""

    id: UUID
    kind: str
    type: str
    holder: UUID
    contexte: Contexte
    position: int
    recorded_at: datetime | None
    author: str
    command: UUID | None = None
    titre: Words | None = None
    lieu: Words | None = None
    presences: tuple[Presence, ...] = ()
    files: tuple[UUID, ...] = ()
    partners_abroad: tuple[Any, ...] = ()
    partners_abroad_count: int | None = None
    heads: int | None = None
    detail: Words | None = None
    answered_on: Any = None
    resume: Text | None = None
    next_step: Suite | None = None
    retracted: bool = False
    corrections: tuple[Correction, ...] = ()
