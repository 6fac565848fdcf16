"""Which contact persons does the demonstration hold, and since when? None of them exists."""

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from adapters.demo.chance import Chance, key
from adapters.demo.saying import MARK
from domain.commands.actors import Identity, RecordContact
from domain.lists import Ground, Typologie

FIRST_ONES, OTHERS = 45, 105
OVERDUE = (
    date(2018, 11, 20),
    date(2019, 2, 14),
    date(2019, 5, 23),
    date(2019, 8, 29),
    date(2019, 9, 30),
)
WITHIN_DAYS = (date(2019, 10, 2), date(2019, 10, 4), date(2019, 10, 7))
WITHIN_A_MONTH = (
    date(2019, 10, 10),
    date(2019, 10, 14),
    date(2019, 10, 17),
    date(2019, 10, 21),
    date(2019, 10, 24),
    date(2019, 10, 28),
)
QUIET = (*OVERDUE, *WITHIN_DAYS, *WITHIN_A_MONTH)
"""Registered three years before the day of the demonstration, and not seen since (R49)."""

ANSWERED = 10
"""Registered as long ago, but they gave a sign since."""
EARLIEST, RECENT, LAST = date(2018, 1, 8), date(2019, 11, 4), date(2022, 7, 22)


class Person(NamedTuple):
    """`quiet`: no entry names it, so that its time runs out."""

    number: int
    actor: UUID
    on: date
    left: date | None = None
    quiet: bool = False

    @property
    def id(self) -> UUID:
        return key("contact", self.number)

    @property
    def nom(self) -> str:
        return f"Personne {self.number}"

    def there(self, day: date) -> bool:
        """Noted some days before, and not gone yet."""
        known = self.on + timedelta(days=4) <= day
        return known and not self.quiet and (self.left is None or day < self.left)


def dates(lots: Chance) -> list[date]:
    """When those of before and after 2021 were registered, the oldest first."""
    long_ago = [between(lots, EARLIEST, OVERDUE[-1]) for _ in range(ANSWERED)]
    many = OTHERS - len(QUIET) - len(long_ago)
    since = [between(lots, RECENT, LAST) for _ in range(many)]
    return [*QUIET, *long_ago, *sorted(since)]


def between(lots: Chance, first: date, last: date) -> date:
    return first + timedelta(days=lots.randint(0, (last - first).days))


def leaving(on: date, lots: Chance) -> date | None:
    """Some of the older ones left their structure before the day of the demonstration."""
    if on >= date(2021, 9, 1) or not lots.happens(0.15):
        return None
    return between(lots, date(2021, 11, 2), date(2022, 8, 30))


IN_TOWNS = ("maire", "adjointe au maire", "chargé de mission", "directrice générale")
ELSEWHERE = ("présidente", "trésorier", "chargé de projet", "bénévole")
GROUNDS = {Ground.INTERET_LEGITIME: 16.0, Ground.CONSENTEMENT: 4.0, Ground.CONTRAT: 1.0}
NO_NUMBER = "00 00 00 00 00"


def roles(typologie: Typologie | None) -> tuple[str, ...]:
    return IN_TOWNS if typologie == Typologie.COLLECTIVITE_TERRITORIALE else ELSEWHERE


def recording(one: Person, role: str, lots: Chance) -> RecordContact:
    """An address that leads nowhere; a number that nobody has, or none."""
    telephone = NO_NUMBER if lots.happens(0.3) else None
    identity = Identity(one.nom, None, f"personne{one.number}@exemple.invalid", telephone)
    ground = lots.one_of(GROUNDS).value
    return RecordContact(
        one.actor, one.id, f"{role} {MARK}", identity, ground, one.on, source="demonstration"
    )
