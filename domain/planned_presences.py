"""Who was there: noted with an entry, added later, taken back or put right."""

from uuid import UUID

from domain.commands import entries as ask
from domain.commands.shared import Present
from domain.decider import Refused
from domain.facts.shared import Contexte
from domain.kinds import Kind
from domain.planned_contexte import known_kind, secret
from domain.steps import AmendPresence, Attend, RetractPresence
from domain.world import HOLDERS, Step, World


def refuse_absent(subjects: list[tuple[str, UUID]], contexte: Contexte, world: World) -> None:
    """The field says which of the many names is the trouble."""
    for rank, (holder, key) in enumerate(subjects):
        field = f"present.{rank}.{holder}"
        if holder == "actor":
            world.actor(key).refuse_unless_open(contexte.occurred_on, field)
        else:
            world.project(key).refuse_unless_open(field)


def subject(present: Present) -> tuple[str, UUID]:
    match present:
        case Present(actor=UUID() as key, project=None):
            return "actor", key
        case Present(actor=None, project=UUID() as key):
            return "project", key
    raise Refused("Chaque présence nomme un acteur ou un projet.", field="present")


def refuse_twice(subjects: list[tuple[str, UUID]]) -> None:
    if len(set(subjects)) < len(subjects):
        raise Refused(
            "La même structure est notée deux fois : gardez-la une fois.", field="present"
        )


def presence(key: UUID, kind: Kind, rank: int, present: Present, contexte: Contexte) -> Step:
    holder, who = subject(present)
    quality = secret(present.quality)
    asked = Attend(key, kind.value, rank, contexte.occurred_on, present.heads, quality)
    return Step(HOLDERS[holder], who, asked)


def attend(command: ask.AddAttendance, world: World) -> list[Step]:
    """A late attendance takes the last rank (R11)."""
    held = world.gathering(command.interaction).held
    if held is None:
        raise Refused(
            "Cette entrée n’est pas une rencontre à plusieurs : notez-en une nouvelle.",
            field="interaction",
        )
    if held.retracted:
        raise Refused(
            "Cette rencontre a été retirée : rétablissez-la d’abord.", field="interaction"
        )
    rank = world.next_rank(command.interaction)
    kind = known_kind(held.kind)
    return [presence(command.interaction, kind, rank, command.present, held.contexte)]


def retract_attendance(command: ask.RetractAttendance, _: World) -> list[Step]:
    holder, key = subject(Present(actor=command.actor, project=command.project))
    asked = RetractPresence(command.interaction, command.reason)
    return [Step(HOLDERS[holder], key, asked)]


def amend_attendance(command: ask.AmendAttendance, _: World) -> list[Step]:
    holder, key = subject(command.present)
    asked = AmendPresence(
        command.interaction,
        command.reason,
        command.present.heads,
        secret(command.present.quality),
    )
    return [Step(HOLDERS[holder], key, asked)]
