"""The steps of one command, decided one after the other."""

from typing import Any
from uuid import UUID

from adapters.journal.journal import Journal, Loaded
from domain.decider import Decider
from domain.events import Entry
from domain.world import Step


class Deciding:
    """The steps of one command: each stream is loaded once, and evolves as facts are decided."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.loaded: dict[UUID, Loaded] = {}
        self.known: dict[tuple[str, UUID], Loaded] = {}
        self.entries: list[Entry] = []

    def run(self, steps: list[Step]) -> None:
        for decider, subject, asked in steps:
            before = self.loaded.get(subject) or self.read(decider, subject)
            self.loaded[subject] = self._decide(decider, before, asked)

    def read(self, decider: Decider[Any], subject: UUID) -> Loaded:
        """A stream as it stood when the command first asked for it."""
        key = decider.kind, subject
        if key not in self.known:
            self.known[key] = self.journal.load(decider, subject)
        return self.known[key]

    def _decide(self, decider: Decider[Any], before: Loaded, asked: Any) -> Loaded:
        state, version = before.state, before.version
        for event in decider.decide(state, asked):
            version += 1
            self.entries.append(Entry(before.id, version, event))
            state = decider.evolve(state, event)
        return Loaded(before.id, version, state)
