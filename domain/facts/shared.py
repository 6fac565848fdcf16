"""What several facts have in common: who worked how long, when, where, for what."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from domain.personal import Personal


class Event(Struct, frozen=True, tag_field="event", omit_defaults=True):
    """A fact. The journal keeps its tag for ever: rename the class, never the tag.

    Code lists are kept as plain text, so that a fact still reads when a list has changed. What a
    person writes freely is sealed; `str` beside it only reads what early journals kept in clear.
    """


class StaffLine(Struct, frozen=True, omit_defaults=True):
    """One salarié's own minutes; `day` when it is not the entry's (R1, R23)."""

    salarie: UUID
    contact: int = 0
    preparation: int = 0
    travel: int = 0
    day: date | None = None

    @property
    def minutes(self) -> int:
        return self.contact + self.preparation + self.travel


class Charge(Struct, frozen=True):
    """A whole percent of the entry charged to a funder's convention (R13, R39)."""

    convention: UUID
    percent: int


class Contexte(Struct, frozen=True, omit_defaults=True):
    """What every kind of entry tells: once, on the aggregate that holds the entry (R1)."""

    occurred_on: date
    staff: tuple[StaffLine, ...] = ()
    start: str | None = None  # "HH:MM", Europe/Paris
    mode: str | None = None
    commune: str | None = None  # INSEE code of the place, another axis than the siège (R15)
    lieu: str | Personal | None = None
    pole: str | None = None
    dispositif: str | None = None
    conventions: tuple[Charge, ...] = ()
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    odd: tuple[int, ...] = ()
    project: UUID | None = None
    contacts: tuple[UUID, ...] = ()  # persons the entry names, by their id (R49)


class NextStep(Struct, frozen=True, omit_defaults=True):
    """What was promised, by whom, for when."""

    what: Personal
    due: date | None = None
    salarie: UUID | None = None


class Changes(Struct, frozen=True, omit_defaults=True):
    """The fields an amendment names, each with its whole new value (R26)."""

    occurred_on: date | UnsetType = UNSET
    staff: tuple[StaffLine, ...] | UnsetType = UNSET
    start: str | UnsetType | None = UNSET
    mode: str | UnsetType | None = UNSET
    commune: str | UnsetType | None = UNSET
    lieu: str | Personal | UnsetType | None = UNSET
    pole: str | UnsetType | None = UNSET
    dispositif: str | UnsetType | None = UNSET
    conventions: tuple[Charge, ...] | UnsetType = UNSET
    countries: tuple[str, ...] | UnsetType = UNSET
    themes: tuple[str, ...] | UnsetType = UNSET
    odd: tuple[int, ...] | UnsetType = UNSET
    project: UUID | UnsetType | None = UNSET
    contacts: tuple[UUID, ...] | UnsetType = UNSET

    def named(self) -> dict[str, object]:
        """The fields named, by their own name."""
        return {
            name: value
            for name in self.__struct_fields__
            if (value := getattr(self, name)) is not UNSET
        }


class Logged(Event, frozen=True):
    """An entry whose one subject is the aggregate it stands on."""

    kind: ClassVar[str]

    interaction: UUID
    contexte: Contexte
    resume: Personal | None = None
    next_step: NextStep | None = None
    titre: str | Personal | None = None
    heads: int | None = None  # persons met, never added to participations (R3)


class Attended(Event, frozen=True):
    """Presence at a gathering: the gathering and the rank, nothing else (R1, R11)."""

    kind: ClassVar[str]

    gathering: UUID
    rank: int
    heads: int | None = None
    quality: str | Personal | None = None


class Amended(Event, frozen=True):
    """A text that is not named stays; one that is None is emptied."""

    interaction: UUID
    changes: Changes
    reason: str | Personal
    resume: Personal | UnsetType | None = UNSET
    next_step: NextStep | UnsetType | None = UNSET
    titre: str | Personal | UnsetType | None = UNSET


class Retracted(Event, frozen=True):
    interaction: UUID
    reason: str | Personal


class RetractionWithdrawn(Event, frozen=True):
    interaction: UUID
    reason: str | Personal


class AttendanceRetracted(Event, frozen=True):
    gathering: UUID
    reason: str | Personal


class AttendanceAmended(Event, frozen=True):
    gathering: UUID
    reason: str | Personal
    heads: int | None = None
    quality: str | Personal | None = None
