"""To log what happened, and to put it right."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, UnsetType

from domain.commands.shared import (
    ChangesAsked,
    Code,
    Command,
    ContexteAsked,
    Heads,
    NextStepAsked,
    Present,
    Reason,
    Short,
    Text,
)
from domain.facts.project import PartnerAbroad


class LogInteraction(Command, frozen=True, tag="interaction.log"):
    """One thing that happened, logged once: on one actor, on one project, or as a gathering.

    `present` is in rank order; `files` are the projects a jury or an instruction looked at;
    minutes are whole minutes, one staff line per salarié and day.
    """

    interaction: UUID
    kind: Code
    contexte: ContexteAsked
    present: Annotated[tuple[Present, ...], Meta(max_length=1_000)] = ()
    titre: Short | None = None
    resume: Text | None = None
    next_step: NextStepAsked | None = None
    files: Annotated[tuple[UUID, ...], Meta(max_length=1_000)] = ()
    partners_abroad: Annotated[tuple[PartnerAbroad, ...], Meta(max_length=200)] = ()
    partners_abroad_count: Heads | None = None
    heads: Heads | None = None
    forme: Short | None = None
    canal: Short | None = None
    to: Short | None = None
    need: Text | None = None
    country: Short | None = None


class AmendInteraction(Command, frozen=True, tag="interaction.amend"):
    """Only what is named changes; null empties it."""

    interaction: UUID
    reason: Reason
    changes: ChangesAsked = ChangesAsked()
    resume: Text | UnsetType | None = UNSET
    next_step: NextStepAsked | UnsetType | None = UNSET
    titre: Short | UnsetType | None = UNSET


class RetractInteraction(Command, frozen=True, tag="interaction.retract"):
    interaction: UUID
    reason: Reason


class WithdrawRetraction(Command, frozen=True, tag="interaction.withdraw_retraction"):
    interaction: UUID
    reason: Reason


class AddAttendance(Command, frozen=True, tag="attendance.add"):
    """One more came: it takes the last rank (R11)."""

    interaction: UUID
    present: Present


class RetractAttendance(Command, frozen=True, tag="attendance.retract"):
    interaction: UUID
    reason: Reason
    actor: UUID | None = None
    project: UUID | None = None


class AmendAttendance(Command, frozen=True, tag="attendance.amend"):
    interaction: UUID
    reason: Reason
    present: Present


class AnswerSollicitation(Command, frozen=True, tag="sollicitation.answer"):
    interaction: UUID
    answered_on: date


class LogTempsInterne(Command, frozen=True, tag="temps_interne.log"):
    """Time that is nobody's interaction (R37), on one salarié."""

    interaction: UUID
    salarie: UUID
    contexte: ContexteAsked
    nature: Short | None = None
    titre: Short | None = None
    resume: Text | None = None
