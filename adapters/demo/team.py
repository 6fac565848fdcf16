"""Who is on the team, with which capacity and which leave? Roles, never persons."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from adapters.demo.chance import key
from adapters.demo.script import OPENING, Script
from adapters.reference.calendar import public_holidays
from domain.commands.salaries import ChangeContract, JoinSalarie, RecordLeave
from domain.lists import Bureau, Pole

WEEKLY = 2_100
WEEK = (1, 2, 3, 4, 5)


class Member(NamedTuple):
    """`load` is the share of the capacity that the year fills: one too much, one too little."""

    number: int
    bureau: Bureau
    pole: Pole | None
    joined: date
    share: int
    load: float
    days: tuple[int, ...] = WEEK
    accompagne: bool = True

    @property
    def id(self) -> UUID:
        return key("salarie", self.number)

    @property
    def author(self) -> str:
        return str(self.id)

    @property
    def weekly(self) -> int:
        return WEEKLY * len(self.days) // len(WEEK)

    def capacity(self, day: date) -> float:
        """Minutes kept for the réseau on that day (R32)."""
        away = day < self.joined or day.isoweekday() not in self.days or self.on_leave(day)
        if away or day in public_holidays(day, day):
            return 0.0
        return self.weekly * self.share / 100 / len(self.days)

    def on_leave(self, day: date) -> bool:
        return any(first <= day <= last for first, last, half in self.leaves() if not half)

    def leaves(self) -> Iterator[tuple[date, date, bool]]:
        """Three weeks in summer, one in spring, one at Christmas, and some half days."""
        for year in range(max(2021, self.joined.year), 2023):
            summer = date(year, 7, 19) + timedelta(weeks=self.number % 4 - (year == 2022))
            monday = summer - timedelta(days=summer.weekday())
            yield monday, monday + timedelta(days=18), False
            spring = date(year, 4, 19) + timedelta(weeks=self.number % 3)
            yield spring - timedelta(days=spring.weekday()), spring + timedelta(days=4), False
            half = date(year, 3, 3) + timedelta(days=7 * self.number)
            yield half, half, True
            if year == 2021:
                yield date(2021, 12, 24), date(2021, 12, 31), False


TEAM = (
    Member(1, Bureau.LILLE, Pole.CID, date(2012, 9, 3), 65, 0.93),
    Member(2, Bureau.LILLE, Pole.ECSI, date(2016, 2, 1), 60, 0.90),
    Member(3, Bureau.LILLE, Pole.MEIJ, date(2018, 9, 3), 65, 1.18),
    Member(4, Bureau.AMIENS, Pole.CID, date(2019, 11, 4), 60, 0.97),
    Member(5, Bureau.AMIENS, Pole.MEIJ, date(2021, 1, 4), 70, 0.55, (1, 2, 3, 4)),
    Member(6, Bureau.LILLE, None, date(2017, 1, 9), 60, 0.82, accompagne=False),
    Member(7, Bureau.LILLE, Pole.EPO, date(2022, 1, 3), 60, 0.88),
)


def member(number: int) -> Member:
    return TEAM[number - 1]


def tell_team(script: Script) -> None:
    """Six at the opening, the seventh on the first working day of 2022."""
    for one in TEAM:
        arrival = OPENING if one.joined.year < 2022 else OPENING.replace(2022, 1, 3)
        repere, since = f"Salarié {one.number}", max(one.joined, date(2021, 1, 1))
        joining = JoinSalarie(
            one.id, repere, one.bureau.value, one.joined, one.pole, one.accompagne
        )
        script.tell(arrival, joining)
        contract = ChangeContract(one.id, one.weekly, one.share, since, one.days)
        script.tell(arrival + timedelta(seconds=20), contract)
        for first, last, half in one.leaves():
            asked = max(
                arrival + timedelta(minutes=10), OPENING.replace(first.year, first.month, 1)
            )
            leave = RecordLeave(one.id, key("conge", one.number, first), first, last, half)
            script.tell(asked, leave, one.author)
