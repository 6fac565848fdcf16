"""A gathering (temps collectif): what is common to all who came, once."""

from uuid import UUID

from domain.facts.project import PartnerAbroad
from domain.facts.shared import (
    Amended,
    Contexte,
    Event,
    NextStep,
    Retracted,
    RetractionWithdrawn,
)
from domain.personal import Personal


class GatheringHeld(Event, frozen=True, tag="gathering.held"):
    """Staff minutes live here alone, so that hours are counted once (R1).

    `files` are the projects a jury or an instruction looked at (R14): seen, not present.
    The last fields are those of one kind each, held here when several subjects share the entry.
    """

    kind: str
    contexte: Contexte
    titre: str | Personal | None = None
    resume: Personal | None = None
    next_step: NextStep | None = None
    partners_abroad: tuple[PartnerAbroad, ...] = ()
    partners_abroad_count: int | None = None
    heads: int | None = None
    files: tuple[UUID, ...] = ()
    forme: str | None = None
    canal: str | Personal | None = None
    to: str | Personal | None = None
    need: Personal | None = None
    country: str | None = None


class GatheringAmended(Amended, frozen=True, tag="gathering.amended"):
    """Some fields of the gathering were put right; attendances are not touched."""


class GatheringRetracted(Retracted, frozen=True, tag="gathering.retracted"):
    """It was taken back, with every attendance."""


class GatheringRetractionWithdrawn(
    RetractionWithdrawn, frozen=True, tag="gathering.retraction_withdrawn"
):
    """It stands again."""
