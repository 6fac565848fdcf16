"""What would each command record, decided in memory: the same plan and the same deciders.

A loader that decides seven thousand commands one after the other need not read back from the
database what it has itself just decided.
"""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from adapters.reference import why_not_commune, why_not_country
from domain.commands.shared import Command
from domain.decider import Decider
from domain.events import Entry
from domain.facts.actor import ActorContactRecorded
from domain.personal import Readable
from domain.plan import plan
from domain.world import Said, Step, World
from projections import INTERACTION, OF_AN_ENTRY
from projections.entry_texts import said_now
from projections.interaction import Interaction
from projections.texts import Text


def unsealed(text: Text) -> Readable:
    """In memory no text is sealed yet: there is nothing to open."""
    raise TypeError(text)


class Stream(NamedTuple):
    """A state and the version it stands at."""

    version: int
    state: Any


class Memory:
    """Every stream and every entry so far."""

    def __init__(self) -> None:
        self.streams: dict[UUID, Stream] = {}
        self.entries: dict[UUID, Interaction] = {}
        self.registered: dict[UUID, date] = {}

    def decide(self, command: Command, today: date) -> list[Entry]:
        """The facts of one command, each stream evolving as they are decided; may refuse."""
        decided: dict[UUID, Stream] = {}
        facts: list[Entry] = []
        for step in plan(command, self._world(today)):
            before = decided.get(step.subject) or self._stream(step.decider, step.subject)
            decided[step.subject] = self._step(step, before, facts)
        self.streams.update(decided)
        for fact in facts:
            self._follow(fact)
        return facts

    def _step(self, step: Step, before: Stream, facts: list[Entry]) -> Stream:
        version, state = before
        for event in step.decider.decide(state, step.asked):
            version += 1
            facts.append(Entry(step.subject, version, event))
            state = step.decider.evolve(state, event)
        return Stream(version, state)

    def _stream(self, decider: Decider[Any], subject: UUID) -> Stream:
        known = self.streams.get(subject)
        if known is None or type(known.state) is not type(decider.initial):
            return Stream(0, decider.initial)
        return known

    def _follow(self, fact: Entry) -> None:
        """The entry's document: on which aggregate it stands, its last rank, whom it names."""
        if isinstance(fact.event, ActorContactRecorded):
            self.registered[fact.event.person] = fact.event.on
        if isinstance(fact.event, OF_AN_ENTRY):
            key = INTERACTION.key(fact)
            after = INTERACTION.evolve(self.entries.get(key), fact)
            if after is not None:
                self.entries[key] = after

    def _world(self, today: date) -> World:
        return World(
            today,
            lambda decider, subject: self._stream(decider, subject).state,
            self._holder_of,
            self._next_rank,
            why_not_commune,
            why_not_country,
            self._said,
            self._last_sign,
        )

    def _holder_of(self, interaction: UUID) -> tuple[str, UUID] | None:
        known = self.entries.get(interaction)
        return (known.type, known.holder) if known else None

    def _said(self, interaction: UUID) -> Said:
        known = self.entries.get(interaction)
        return said_now(known, unsealed) if known else Said()

    def _last_sign(self, person: UUID) -> date | None:
        """A contact: the demonstration has no actor that is a natural person (R49)."""
        registered = self.registered.get(person)
        if registered is None:
            return None
        told = [one for one in self.entries.values() if not one.retracted]
        named = [one.contexte for one in told if person in one.contexte.contacts]
        return max([registered, *(one.occurred_on for one in named)])

    def _next_rank(self, interaction: UUID) -> int:
        known = self.entries.get(interaction)
        return max((one.rank for one in known.presences), default=0) + 1 if known else 1
