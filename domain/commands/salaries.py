"""To keep the team's capacity, and the conventions entries are charged to."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from domain.commands.shared import Code, Command, Name, Reason, Short


class JoinSalarie(Command, frozen=True, tag="salarie.join"):
    """`repere` is a role people read ("Salarié 1"), never a name."""

    salarie: UUID
    repere: Name
    bureau: Code
    on: date
    pole: Short | None = None
    accompagne: bool = True


class ChangeContract(Command, frozen=True, tag="salarie.change_contract"):
    """Weekly minutes, share kept for accompaniment in whole %, days worked (1 = Monday)."""

    salarie: UUID
    weekly: Annotated[int, Meta(ge=0, le=10_080)]
    share: Annotated[int, Meta(ge=0, le=100)]
    since: date
    days: Annotated[tuple[Annotated[int, Meta(ge=1, le=7)], ...], Meta(min_length=1)] = (
        1,
        2,
        3,
        4,
        5,
    )


class RecordLeave(Command, frozen=True, tag="salarie.record_leave"):
    salarie: UUID
    leave: UUID
    first: date
    last: date
    half: bool = False


class CancelLeave(Command, frozen=True, tag="salarie.cancel_leave"):
    salarie: UUID
    leave: UUID


class ChangePole(Command, frozen=True, tag="salarie.change_pole"):
    salarie: UUID
    since: date
    pole: Short | None = None


class ChangeBureau(Command, frozen=True, tag="salarie.change_bureau"):
    salarie: UUID
    bureau: Code
    since: date


class DepartSalarie(Command, frozen=True, tag="salarie.depart"):
    salarie: UUID
    last_day: date


class SignConvention(Command, frozen=True, tag="convention.sign"):
    convention: UUID
    bailleur: Name
    intitule: Name
    first: date
    last: date


class SignAvenant(Command, frozen=True, tag="convention.sign_avenant"):
    convention: UUID
    first: date
    last: date
    reason: Reason
