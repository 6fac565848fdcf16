"""A whole réseau in memory: the real plan and the real deciders over a dict of streams."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Self
from uuid import UUID, uuid5

from domain.aggregates.gathering import Gathering
from domain.commands.shared import Command
from domain.decider import Decider
from domain.events import Entry, tag
from domain.facts.actor import ActorContactRecorded, ActorRegistered
from domain.facts.gathering import GatheringHeld
from domain.facts.shared import Attended, Event, Logged
from domain.plan import World, plan
from domain.world import Said
from projections import INTERACTION, OF_AN_ENTRY
from projections.entry_texts import said_now
from projections.interaction import Interaction
from tests.domain.scenario import refused

SPACE = UUID("b3b3c1f0-5a0c-4d6e-9d1e-1f6a1f0d2a10")
TODAY = date(2022, 9, 30)
COMMUNES = {"59350", "62041", "80021", "60057", "02691", "75056"}
COUNTRIES = {"ML", "SN", "PL", "MA", "TG", "FR"}


def key(name: str) -> UUID:
    """The same name is the same thing in every test."""
    return uuid5(SPACE, name)


def why_not_commune(code: str) -> str | None:
    return None if code in COMMUNES else f"La commune « {code} » est inconnue : vérifiez son code."


def why_not_country(code: str) -> str | None:
    return None if code in COUNTRIES else f"Le pays « {code} » est inconnu : écrivez deux lettres."


class Network:
    """`given` and `when` run whole commands; a refused one leaves every stream as it was."""

    def __init__(self, today: date = TODAY) -> None:
        self.today = today
        self.streams: dict[UUID, list[Event]] = {}
        self.asked: Command | None = None
        self.personal: set[str] = set()

    def given(self, *commands: Command) -> Self:
        for command in commands:
            self.run(command)
        return self

    def when(self, command: Command) -> Self:
        self.asked = command
        return self

    def then(self, *events: Event) -> Self:
        """Exactly these facts, in the order in which they are recorded."""
        assert [event for _, event in self.done()] == list(events)
        return self

    def then_on(self, *lines: tuple[UUID, str]) -> Self:
        """Facts of these tags, on these streams."""
        assert [(subject, tag(event)) for subject, event in self.done()] == list(lines)
        return self

    def then_nothing(self) -> Self:
        return self.then()

    def then_refused(self, why: str, field: str | None, about: UUID | None = None) -> None:
        before = {subject: list(events) for subject, events in self.streams.items()}
        assert refused(self.done, why, field).about == about
        assert self.streams == before

    def done(self) -> list[tuple[UUID, Event]]:
        assert self.asked is not None
        return self.run(self.asked)

    def run(self, command: Command) -> list[tuple[UUID, Event]]:
        """Every step sees what the steps before it decided; all is kept, or nothing."""
        decided: list[tuple[UUID, Event]] = []
        for decider, subject, asked in plan(command, self.world()):
            own = [event for other, event in decided if other == subject]
            state = decider.state([*self.streams.get(subject, []), *own])
            decided += [(subject, event) for event in decider.decide(state, asked)]
        for subject, event in decided:
            self.streams.setdefault(subject, []).append(event)
        return decided

    def world(self) -> World:
        return World(
            self.today,
            self.state,
            self.holder_of,
            self.next_rank,
            why_not_commune,
            why_not_country,
            self.said,
            self.last_sign,
            lambda key: key not in self.personal,
        )

    def state(self, decider: Decider[Any], subject: UUID) -> Any:
        return decider.state(self.streams.get(subject, []))

    def gathering(self, subject: UUID) -> Gathering:
        return self.world().gathering(subject)

    def last_sign(self, person: UUID) -> date | None:
        """Registered, or named by an entry; tests that need more are over the tables."""
        days = [
            event.on
            for _, event in self.lines()
            if isinstance(event, ActorContactRecorded) and event.person == person
        ]
        days += [
            event.effective_on or self.today
            for subject, event in self.lines()
            if subject == person
            and isinstance(event, ActorRegistered)
            and not isinstance(event.nom, str)
        ]
        named = [
            event.contexte.occurred_on
            for _, event in self.lines()
            if isinstance(event, Logged) and person in event.contexte.contacts
        ]
        return max([*days, *named]) if days else None

    def holder_of(self, interaction: UUID) -> tuple[str, UUID] | None:
        for subject, event in self.lines():
            if isinstance(event, GatheringHeld) and subject == interaction:
                return "gathering", subject
            if isinstance(event, Logged) and event.interaction == interaction:
                return tag(event).split(".")[0], subject
        return None

    def said(self, interaction: UUID) -> Said:
        """As the entry's document says it, folded from every stream."""
        row: Interaction | None = None
        for subject, event in self.lines():
            entry = Entry(subject, 0, event)
            if isinstance(event, OF_AN_ENTRY) and INTERACTION.key(entry) == interaction:
                row = INTERACTION.evolve(row, entry)
        return said_now(row, str) if row else Said()

    def next_rank(self, interaction: UUID) -> int:
        ranks = [
            event.rank
            for _, event in self.lines()
            if isinstance(event, Attended) and event.gathering == interaction
        ]
        return max(ranks, default=0) + 1

    def lines(self) -> Iterator[tuple[UUID, Event]]:
        return ((subject, event) for subject, events in self.streams.items() for event in events)
