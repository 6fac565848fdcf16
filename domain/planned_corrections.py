"""Commands that put an entry right, take it back, or answer it."""

from uuid import UUID

from domain import checks
from domain.aggregates.entries import UNKNOWN, applied
from domain.commands import entries as ask
from domain.decider import Refused
from domain.facts.shared import Contexte
from domain.planned_contexte import as_changes, checked, next_step, refuse_unknown_step, secret
from domain.planned_entries import refuse_others
from domain.steps import Amend, Answer, Restore, Retract
from domain.world import HOLDERS, Step, World


def amend(command: ask.AmendInteraction, world: World) -> list[Step]:
    """The context as it would stand is checked again, whole (R39)."""
    holder, key = found(command.interaction, world)
    changes = as_changes(command.changes)
    current = held_contexte(holder, key, command.interaction, world)
    if current is not None:
        now = checked(applied(current, changes), world)
        if holder == "salarie":
            refuse_others(now, key)
    refuse_unknown_step(command.next_step, world)
    asked = Amend(
        command.interaction,
        changes,
        command.reason,
        secret(command.resume),
        next_step(command.next_step),
    )
    return [Step(HOLDERS[holder], key, asked)]


def found(interaction: UUID, world: World) -> tuple[str, UUID]:
    holder = world.holder_of(interaction)
    if holder is None:
        raise Refused(UNKNOWN, field="interaction")
    return holder


def held_contexte(holder: str, key: UUID, interaction: UUID, world: World) -> Contexte | None:
    if holder == "gathering":
        return world.gathering(key).contexte
    held = world.load(HOLDERS[holder], key).entries.get(interaction)
    return held.contexte if held and not held.retracted else None


def retract(command: ask.RetractInteraction, world: World) -> list[Step]:
    holder, key = found(command.interaction, world)
    return [Step(HOLDERS[holder], key, Retract(command.interaction, command.reason))]


def restore(command: ask.WithdrawRetraction, world: World) -> list[Step]:
    holder, key = found(command.interaction, world)
    return [Step(HOLDERS[holder], key, Restore(command.interaction, command.reason))]


def answer(command: ask.AnswerSollicitation, world: World) -> list[Step]:
    checks.past(command.answered_on, world.today, "answered_on")
    holder, key = found(command.interaction, world)
    if holder not in {"actor", "project"}:
        raise Refused(
            "La réponse se note sur une sollicitation d’un seul acteur ou projet : "
            "choisissez cette entrée-là.",
            field="interaction",
        )
    asked = Answer(command.interaction, command.answered_on)
    return [Step(HOLDERS[holder], key, asked)]
