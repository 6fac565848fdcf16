"""A salarié: capacity in dated facts. The name lives with the accounts, never here."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from domain.facts.shared import Amended, Event, Logged, Retracted, RetractionWithdrawn
from domain.kinds import TEMPS_INTERNE
from domain.personal import Personal


class SalarieJoined(Event, frozen=True, tag="salarie.joined"):
    """`repere` is the role people read ("Salarié 1"), not a name."""

    repere: str
    bureau: str
    pole: str | None
    on: date
    accompagne: bool = True


class SalarieContractChanged(Event, frozen=True, tag="salarie.contract_changed"):
    """Weekly minutes, the share kept for accompaniment (%), days worked (1 = Monday) (R32)."""

    weekly: int
    share: int
    since: date
    days: tuple[int, ...] = (1, 2, 3, 4, 5)


class SalarieLeaveRecorded(Event, frozen=True, tag="salarie.leave_recorded"):
    """Whole days, or half days when `half`."""

    leave: UUID
    first: date
    last: date
    half: bool = False


class SalarieLeaveCancelled(Event, frozen=True, tag="salarie.leave_cancelled"):
    leave: UUID


class SalariePoleChanged(Event, frozen=True, tag="salarie.pole_changed"):
    pole: str | None
    since: date


class SalarieBureauChanged(Event, frozen=True, tag="salarie.bureau_changed"):
    bureau: str
    since: date


class SalarieDeparted(Event, frozen=True, tag="salarie.departed"):
    last_day: date


class SalarieTempsInterneLogged(Logged, frozen=True, tag="salarie.temps_interne_logged"):
    """Team, studies, publications, administration: nobody's interaction (R37)."""

    kind: ClassVar[str] = TEMPS_INTERNE
    nature: str | Personal | None = None


class SalarieTempsInterneAmended(Amended, frozen=True, tag="salarie.temps_interne_amended"):
    """Some fields were put right."""


class SalarieTempsInterneRetracted(Retracted, frozen=True, tag="salarie.temps_interne_retracted"):
    """It was taken back."""


class SalarieRetractionWithdrawn(
    RetractionWithdrawn, frozen=True, tag="salarie.retraction_withdrawn"
):
    """It stands again."""
