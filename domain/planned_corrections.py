"""Commands that put an entry right, take it back, or answer it."""

from typing import Any
from uuid import UUID

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from domain import checks
from domain.aggregates.entries import UNKNOWN, applied
from domain.commands import entries as ask
from domain.commands.shared import NextStepAsked
from domain.decider import Refused
from domain.facts.shared import Changes, Contexte, NextStep
from domain.personal import Secret
from domain.planned_contexte import as_changes, checked, next_step, refuse_unknown_step, secret
from domain.planned_entries import refuse_others
from domain.steps import Amend, Answer, Restore, Retract
from domain.world import HOLDERS, Said, Step, World


def amend(command: ask.AmendInteraction, world: World) -> list[Step]:
    """The context as it would stand is checked again, whole (R39)."""
    holder, key = found(command.interaction, world)
    changes = as_changes(command.changes)
    current = held_contexte(holder, key, command.interaction, world)
    if current is not None:
        now = checked(applied(current, changes), world)
        if holder == "salarie":
            refuse_others(now, key)
    refuse_unknown_step(command.next_step or None, world)
    return [Step(HOLDERS[holder], key, retold(command, changes, world))]


def retold(command: ask.AmendInteraction, changes: Changes, world: World) -> Amend:
    """A text told again as it already reads is left out."""
    texts = (command.titre, command.resume, command.next_step, changes.lieu)
    now = Said() if all(text is UNSET for text in texts) else world.said(command.interaction)
    return Amend(
        command.interaction,
        replace(changes, lieu=anew(changes.lieu, now.lieu)),
        command.reason,
        anew(as_secret(command.resume), now.resume),
        step_anew(command.next_step, now),
        anew(as_secret(command.titre), now.titre),
    )


def as_secret(text: str | UnsetType | None) -> Secret | UnsetType | None:
    return text if isinstance(text, UnsetType) else secret(text)


def anew(asked: Any, now: str | None) -> Any:
    """What is asked for, unless it reads like what stands; UNSET: nothing is asked."""
    said = asked.text if isinstance(asked, Secret) else asked
    return UNSET if said == now else asked


def step_anew(asked: NextStepAsked | UnsetType | None, now: Said) -> NextStep | UnsetType | None:
    if isinstance(asked, UnsetType):
        return UNSET
    told = (asked.what, asked.due, asked.salarie) if asked else None
    return UNSET if told == now.next_step else next_step(asked)


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
