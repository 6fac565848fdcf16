"""Gathering (temps collectif): what is common to all who came. Its id is the entry's id."""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.aggregates import entries
from domain.aggregates.entries import Held
from domain.decider import Decider, Refused
from domain.facts import gathering as facts
from domain.facts.shared import Contexte, Event
from domain.steps import Amend, Hold, Restore, Retract


class Gathering(Struct, frozen=True):
    """Only what the rules below need to know."""

    held: Held | None = None

    @property
    def contexte(self) -> Contexte | None:
        return self.held.contexte if self.held else None


ANY = UUID(int=0)
"""A gathering is its own single entry: its key in the shared rules."""


def decide(gathering: Gathering, step: Hold | Amend | Retract | Restore) -> list[Event]:
    own = {ANY: gathering.held} if gathering.held else {}
    match step:
        case Hold() if gathering.held:
            raise Refused(
                "Cette rencontre est déjà notée : rectifiez-la plutôt que de la noter deux fois.",
                field="interaction",
            )
        case Hold():
            return [held(step)]
        case Amend():
            return renamed(
                step.interaction,
                entries.amended(own, replace(step, interaction=ANY), facts.GatheringAmended),
            )
        case Retract():
            return renamed(
                step.interaction,
                entries.retracted(own, replace(step, interaction=ANY), facts.GatheringRetracted),
            )
        case Restore():
            return renamed(
                step.interaction,
                entries.restored(
                    own, replace(step, interaction=ANY), facts.GatheringRetractionWithdrawn
                ),
            )


def renamed(key: UUID, events: Sequence[Event]) -> list[Event]:
    """The facts name the gathering itself."""
    return [replace(event, interaction=key) for event in events]


def held(step: Hold) -> facts.GatheringHeld:
    return facts.GatheringHeld(
        kind=step.kind,
        contexte=step.contexte,
        titre=step.titre,
        resume=step.resume,
        next_step=step.next_step,
        partners_abroad=step.partners_abroad,
        partners_abroad_count=step.partners_abroad_count,
        heads=step.heads,
        files=step.files,
        forme=step.forme,
        canal=step.canal,
        to=step.to,
        need=step.need,
        country=step.country,
    )


def evolve(gathering: Gathering, event: Event) -> Gathering:
    match event:
        case facts.GatheringHeld(kind=kind, contexte=contexte):
            return Gathering(entries.held(contexte, kind))
        case facts.GatheringAmended(changes=changes) if gathering.held:
            now = entries.applied(gathering.held.contexte, changes)
            return Gathering(replace(gathering.held, contexte=now))
        case facts.GatheringRetracted() if gathering.held:
            return Gathering(replace(gathering.held, retracted=True))
        case facts.GatheringRetractionWithdrawn() if gathering.held:
            return Gathering(replace(gathering.held, retracted=False))
    return gathering


GATHERING = Decider(Gathering(), decide, evolve, "gathering")
