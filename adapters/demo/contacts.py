"""The contact persons told to the journal: recorded, named by entries, seen again, gone, kept.

They have lots of their own, so that no figure moves with them. The first ones alone draw from the
lots of the whole demonstration: as many times as when they were the only ones.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from adapters.demo.chance import Chance, key
from adapters.demo.figures import FIRST_DAY
from adapters.demo.known import Known
from adapters.demo.persons import (
    FIRST_ONES,
    OVERDUE,
    QUIET,
    RECENT,
    WITHIN_DAYS,
    Person,
    between,
    dates,
    leaving,
    recording,
    roles,
)
from adapters.demo.saying import MARK, SAYS_SO
from adapters.demo.script import PARIS, Script, office_hours
from adapters.demo.team import TEAM, member
from domain.commands.actors import LeaveContact
from domain.commands.persons import DeclarePerson, NotifyPerson, SetHold
from domain.rights import Obligation


class Contacts:
    """Who is held, by actor."""

    def __init__(self, script: Script, seed: int) -> None:
        self.script, self.lots = script, Chance(f"contacts {seed}")
        self.of: dict[UUID, list[Person]] = defaultdict(list)

    def there(self, actor: UUID, day: date) -> list[Person]:
        """Those whom a meeting of that day names, if it names any."""
        found = [one for one in self.of[actor] if one.there(day)]
        return found if self.lots.happens(0.6) else []

    def resume(self, actor: UUID, there: Sequence[Person]) -> str:
        """Some summaries name somebody in their own words: seen, or not seen any more."""
        sought = [one for one in self.of[actor] if one.quiet]
        if there and self.lots.happens(0.2):
            return f"{SAYS_SO} Vu avec {there[0].nom}."
        if sought and self.lots.happens(0.5):
            return f"{SAYS_SO} Sans nouvelles de {sought[0].nom}."
        return SAYS_SO

    def record(self, worked_with: Sequence[Known], chance: Chance) -> None:
        for number, one in enumerate(chance.sample(worked_with, FIRST_ONES), 1):
            on = date(2021, 1, 12) + timedelta(days=chance.randint(0, 560))
            self._hold(Person(number, one.id, on, leaving(on, self.lots)), one, chance)
        when = dates(self.lots)
        early = [on for on in when if on < FIRST_DAY]
        long_known = [one for one in worked_with if one.effective_on < min(early)]
        at = self.lots.sample(long_known, len(early))
        at += self.lots.sample(worked_with, len(when) - len(early))
        for rank, (on, one) in enumerate(zip(when, at, strict=True)):
            left = None if on < RECENT else leaving(on, self.lots)
            person = Person(FIRST_ONES + 1 + rank, one.id, on, left, rank < len(QUIET))
            self._hold(person, one, self.lots)

    def _hold(self, person: Person, one: Known, lots: Chance) -> None:
        """What was known before 2021 is told at the opening."""
        role = lots.choice(roles(one.typologie))
        asked = recording(person, role, self.lots)
        if person.on < FIRST_DAY:
            self.script.at_opening(asked, minute=45)
        else:
            at = office_hours(person.on, lots)
            self.script.tell(at, asked, lots.choice(TEAM[:4]).author)
        self.of[person.actor].append(person)
        self._go_on(person)

    def _go_on(self, person: Person) -> None:
        """Gone, heard from again, kept by the law, or told that its time is over."""
        by = member(6).author
        if person.left is not None:
            gone = LeaveContact(person.actor, person.id, person.left)
            self.script.tell(office_hours(person.left, self.lots), gone, by)
        if person.on < RECENT and not person.quiet:
            heard = between(self.lots, date(2021, 2, 1), date(2022, 7, 1))
            sign = DeclarePerson(person.id, heard)
            self.script.tell(office_hours(heard, self.lots), sign, by)
        if person.quiet and person.on == KEPT:
            self.script.tell(moment(date(2022, 3, 14)), hold(person), by)
        if person.quiet and person.on in TOLD:
            self.script.tell(moment(TOLD[person.on]), NotifyPerson(person.id), by)


KEPT = OVERDUE[0]
TOLD = {OVERDUE[3]: date(2022, 9, 1), WITHIN_DAYS[0]: date(2022, 9, 26)}
"""By day of registration, the day two of those whose time is over or nearly were told."""


def moment(day: date) -> datetime:
    return datetime.combine(day, time(16, 40), PARIS)


def hold(person: Person) -> SetHold:
    reason = f"Mobilité financée en 2018, justificatifs à garder dix ans {MARK}."
    obligation = Obligation.DOSSIER_FINANCE.value
    return SetHold(person.id, key("obligation"), obligation, date(2028, 12, 31), reason)
