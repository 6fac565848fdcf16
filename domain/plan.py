"""Which aggregates does a command touch, and what does it ask of each?

One command, one append: an entry on one subject is one fact there; with several subjects the
staff lines go to a Gathering and each subject gets its presence, in the same append (R1).
"""

from collections.abc import Callable
from typing import Any

from domain import (
    planned_accounts,
    planned_corrections,
    planned_entries,
    planned_persons,
    planned_presences,
    planned_records,
)
from domain.commands import actors, entries, security
from domain.commands.shared import Command
from domain.world import Step, World

__all__ = ["Step", "World", "plan"]


def plan(command: Command, world: World) -> list[Step]:
    """The steps of a command, in the order their facts are recorded; may refuse."""
    maker = MAKERS[type(command)]
    return maker(command, world)


MAKERS: dict[type[Command], Callable[[Any, World], list[Step]]] = {
    entries.LogInteraction: planned_entries.log,
    entries.AmendInteraction: planned_corrections.amend,
    entries.RetractInteraction: planned_corrections.retract,
    entries.WithdrawRetraction: planned_corrections.restore,
    entries.AddAttendance: planned_presences.attend,
    entries.RetractAttendance: planned_presences.retract_attendance,
    entries.AmendAttendance: planned_presences.amend_attendance,
    entries.AnswerSollicitation: planned_corrections.answer,
    entries.LogTempsInterne: planned_entries.log_temps_interne,
    actors.MergeActors: planned_records.merge,
    actors.UndoMerge: planned_records.undo_merge,
    **dict.fromkeys(planned_records.ON_ACTOR, planned_records.on_actor),
    **dict.fromkeys(planned_records.ON_PROJECT, planned_records.on_project),
    **dict.fromkeys(planned_records.ON_SALARIE, planned_records.on_salarie),
    **dict.fromkeys(planned_records.ON_CONVENTION, planned_records.on_convention),
    **dict.fromkeys(planned_accounts.ON_ACCOUNT, planned_accounts.on_account),
    **dict.fromkeys(planned_persons.ON_PERSON, planned_persons.on_person),
    security.NoteSecurity: planned_accounts.note,
}
