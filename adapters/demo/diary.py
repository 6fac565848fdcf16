"""Whose week still has room? Entries are dated where the year's load leaves some."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from adapters.demo.chance import Chance
from adapters.demo.figures import FIRST_DAY, TODAY
from adapters.demo.team import TEAM, Member

Week = tuple[int, int]
DRAWS = 8
LONGEST_DAY = 480


class Diary:
    """Minutes meant and minutes spent, by salarié and ISO week."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.days: dict[tuple[int, Week], list[date]] = defaultdict(list)
        self.room: dict[tuple[int, Week], float] = defaultdict(float)
        self.spent: dict[tuple[int, date], int] = defaultdict(int)
        for one in TEAM:
            self._open(one)

    def _open(self, one: Member) -> None:
        for day in days(FIRST_DAY, TODAY):
            if capacity := one.capacity(day):
                self.days[one.number, week(day)].append(day)
                self.room[one.number, week(day)] += capacity * one.load
        for number, seven in list(self.room):
            if number == one.number:
                self.room[number, seven] *= self.chance.uniform(0.86, 1.14)

    def pick(self, team: Sequence[Member], du: date, au: date) -> tuple[Member, date]:
        """The salarié and the day with the most room, among some drawn at random."""
        drawn = [self._draw(self.chance.choice(team), du, au) for _ in range(DRAWS)]
        return max(drawn, key=lambda one: self._room(*one))

    def _draw(self, one: Member, du: date, au: date) -> tuple[Member, date]:
        for _ in range(200):
            day = du + timedelta(days=self.chance.randint(0, (au - du).days))
            if self.works(one, day):
                return one, day
        raise LookupError(f"Salarié {one.number} does not work from {du} to {au}")

    def works(self, one: Member, day: date) -> bool:
        return day in self.days.get((one.number, week(day)), ())

    def _room(self, one: Member, day: date) -> float:
        """Of the week, less when the day itself is already long."""
        crowded = self.spent[one.number, day] * 0.5
        return self.room[one.number, week(day)] - crowded

    def spend(self, one: Member, day: date, minutes: int) -> None:
        self.room[one.number, week(day)] -= minutes
        self.spent[one.number, day] += minutes

    def left(self) -> Iterator[tuple[Member, Week, list[date], int]]:
        """What no interaction has filled, week after week."""
        for (number, seven), room in self.room.items():
            yield TEAM[number - 1], seven, self.days[number, seven], int(room)


def week(day: date) -> Week:
    year, number, _ = day.isocalendar()
    return year, number


def days(du: date, au: date) -> Iterator[date]:
    for offset in range((au - du).days + 1):
        yield du + timedelta(days=offset)
