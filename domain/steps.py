"""What a command asks of each aggregate it touches: internal, never recorded, never public."""

from datetime import date
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from domain.facts.project import PartnerAbroad
from domain.facts.shared import Changes, Contexte, NextStep
from domain.personal import Personal


class Log(Struct, frozen=True):
    """Record an entry on its one subject."""

    interaction: UUID
    kind: str
    contexte: Contexte
    titre: Personal | None = None
    resume: Personal | None = None
    next_step: NextStep | None = None
    heads: int | None = None
    detail: dict[str, object] = {}


class Hold(Struct, frozen=True):
    """Record a gathering: what is common, once."""

    kind: str
    contexte: Contexte
    titre: Personal | None = None
    resume: Personal | None = None
    next_step: NextStep | None = None
    partners_abroad: tuple[PartnerAbroad, ...] = ()
    partners_abroad_count: int | None = None
    heads: int | None = None
    files: tuple[UUID, ...] = ()
    forme: str | None = None
    canal: Personal | None = None
    to: Personal | None = None
    need: Personal | None = None
    country: str | None = None


class Attend(Struct, frozen=True):
    """Record a presence."""

    gathering: UUID
    kind: str
    rank: int
    on: date
    heads: int | None = None
    quality: Personal | None = None


class Amend(Struct, frozen=True):
    interaction: UUID
    changes: Changes
    reason: str
    resume: Personal | UnsetType | None = UNSET
    next_step: NextStep | UnsetType | None = UNSET
    titre: Personal | UnsetType | None = UNSET


class Retract(Struct, frozen=True):
    interaction: UUID
    reason: str


class Restore(Struct, frozen=True):
    interaction: UUID
    reason: str


class Answer(Struct, frozen=True):
    interaction: UUID
    answered_on: date


class RetractPresence(Struct, frozen=True):
    gathering: UUID
    reason: str


class AmendPresence(Struct, frozen=True):
    gathering: UUID
    reason: str
    heads: int | None = None
    quality: Personal | None = None


class Absorb(Struct, frozen=True):
    """On the survivor of a merge."""

    absorbed: UUID
    reason: str


class MergeInto(Struct, frozen=True):
    """On the absorbed."""

    survivor: UUID
    reason: str


class Separate(Struct, frozen=True):
    """On both sides of a merge that is undone."""

    other: UUID
    reason: str
