"""A réseau in memory whose entries are counted: commands in, parts out, no database."""

from collections import Counter
from typing import Any, Self
from uuid import UUID, uuid4

from adapters.reference.tables import place_of
from domain.commands.shared import Command
from domain.events import Entry
from projections import fold
from projections.interaction import Interaction
from projections.network import Network as Counting
from projections.parts import Part, imputations, parts
from tests.domain.network import Network, key
from tests.domain.people import ENTRY, TEAM

NAMES = ("Ville d'Arras", "Ville de Lille", "Amiens Métropole", "Salarié 1", "Salarié 2",
         "convention MEAE")  # fmt: skip
NAMED = {key(name): name.split()[-1] for name in NAMES}


class Counted:
    """`minutes`, `participations` and the others speak of one entry, by the names of the test."""

    def __init__(self) -> None:
        self.network, self.versions = Network(), Counter[UUID]()
        self.entries: list[Entry] = []
        self.after(*TEAM)

    def after(self, *commands: Command) -> Self:
        for command in commands:
            command_id = uuid4()
            for subject, event in self.network.run(command):
                self.versions[subject] += 1
                position = len(self.entries) + 1
                version = self.versions[subject]
                self.entries.append(Entry(subject, version, event, position, None, "", command_id))
        return self

    def counting(self, entry: UUID = ENTRY) -> tuple[Interaction, Counting]:
        network = Counting(place_of)
        document: Interaction = fold(self.entries, network)["interaction"][entry]
        return document, network

    def parts(self, entry: UUID = ENTRY) -> list[Part]:
        return parts(*self.counting(entry))

    def shares(self, nature: str = "contact") -> dict[str | None, int]:
        """Minutes by actor, in rank order."""
        found: dict[str | None, int] = {}
        for part in self.parts():
            name = NAMED[part.actor] if part.actor else None
            found[name] = found.get(name, 0) + getattr(part, nature)
        return found

    def participating(self) -> dict[str | None, int]:
        found: Counter[Any] = Counter()
        for part in self.parts():
            found[NAMED[part.actor] if part.actor else None] += part.participation
        return +found

    def pole(self) -> str | None:
        (found,) = {part.pole for part in self.parts()}
        return found

    def charged(self) -> list[tuple[str, int]]:
        return [(NAMED[one.convention], one.minutes) for one in imputations(self.counting()[0])]
