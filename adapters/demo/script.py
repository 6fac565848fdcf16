"""What will be recorded, by whom and when: the commands of the demonstration, put in order."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from adapters.demo.chance import Chance, key
from adapters.demo.figures import FIRST_DAY, TODAY
from domain.commands.shared import Command

PARIS = ZoneInfo("Europe/Paris")
LAST_MOMENT = datetime.combine(TODAY, time(18, 30), PARIS)
OPENING = datetime.combine(FIRST_DAY, time(8, 30), PARIS)
"""When the journal begins: what was known before is told then."""

LOADER = "demonstration"
"""The author of what was not logged by a salarié."""


class Told(NamedTuple):
    """A command with the instant it is known from (R53) and the id that stands for it."""

    at: datetime
    author: str
    command: Command
    command_id: UUID


class Script:
    """Commands in any order; read back by instant, the instants growing strictly."""

    def __init__(self) -> None:
        self._told: list[tuple[datetime, str, Command]] = []

    def tell(self, at: datetime, command: Command, author: str = LOADER) -> None:
        self._told.append((min(at, LAST_MOMENT), author, command))

    def at_opening(self, command: Command, minute: int = 0) -> None:
        """What the réseau already knew; `minute` orders what builds on something else."""
        self.tell(OPENING + timedelta(minutes=minute), command)

    def __iter__(self) -> Iterator[Told]:
        before = OPENING - timedelta(seconds=1)
        for rank, (at, author, command) in enumerate(sorted(self._told, key=lambda one: one[0])):
            before = max(at, before + timedelta(milliseconds=250))
            yield Told(before, author, command, key("commande", rank))

    def __len__(self) -> int:
        return len(self._told)


def soon_after(day: date, chance: Chance) -> datetime:
    """When an entry is written down: mostly the same week, sometimes late (R53)."""
    if chance.happens(0.05):
        wait = chance.randint(12, 60)
    else:
        wait = chance.one_of({0: 5.0, 1: 3.0, 2: 1.5, 3: 1.0, 4: 0.5})
    return office_hours(day + timedelta(days=wait), chance)


def office_hours(day: date, chance: Chance) -> datetime:
    """A moment of that day, or of the Monday after a week-end; late enough to tell of the day."""
    while day.isoweekday() > 5:
        day += timedelta(days=1)
    clock = time(chance.randint(16, 18), chance.randint(0, 59), chance.randint(0, 59))
    return datetime.combine(day, clock, PARIS)
