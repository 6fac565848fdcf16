"""What is known of one salarié, and the minutes a day can hold (R32)."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.events import Entry
from domain.facts import salarie as facts

T = TypeVar("T")


class Contrat(Struct, frozen=True):
    """Weekly minutes, share kept for accompaniment (%), ISO days worked."""

    since: date
    weekly: int
    share: int
    days: tuple[int, ...]


class Conge(Struct, frozen=True):
    id: UUID
    first: date
    last: date
    half: bool = False


NOTHING, HALF, WHOLE = Fraction(0), Fraction(1, 2), Fraction(1)


@cache
def of_one_day(weekly: int, share: int, days: int) -> Fraction:
    """The same for every day of a contract: made once, for a year of days is asked at a time."""
    return Fraction(weekly * share, 100 * days)


class FicheSalarie(Struct, frozen=True, omit_defaults=True):
    id: UUID
    repere: str
    joined: date
    accompagne: bool
    departed: date | None = None
    bureaux: tuple[tuple[date, str], ...] = ()
    poles: tuple[tuple[date, str | None], ...] = ()
    contrats: tuple[Contrat, ...] = ()
    conges: tuple[Conge, ...] = ()

    def bureau(self, day: date) -> str | None:
        return last_value(self.bureaux, day)

    def pole(self, day: date) -> str | None:
        return last_value(self.poles, day)

    def capacity(self, day: date, holidays: frozenset[date]) -> Fraction:
        """Minutes of one day: weekly × share ÷ days worked, less leave and holidays (R32)."""
        contrat = self.contrat(day)
        if contrat is None or not self.there(day) or day in holidays:
            return NOTHING
        if day.isoweekday() not in contrat.days:
            return NOTHING
        minutes = of_one_day(contrat.weekly, contrat.share, len(contrat.days))
        taken = self.taken(day)
        return minutes if taken is NOTHING else minutes * max(NOTHING, WHOLE - taken)

    def contrat(self, day: date) -> Contrat | None:
        found = None
        for contrat in self.contrats:
            if contrat.since <= day:
                found = contrat
        return found

    def there(self, day: date) -> bool:
        return self.joined <= day and (self.departed is None or day <= self.departed)

    def taken(self, day: date) -> Fraction:
        """What leave takes of the day; two half days make a whole one."""
        leaves = (
            HALF if one.half else WHOLE for one in self.conges if one.first <= day <= one.last
        )
        return sum(leaves, start=NOTHING)

    def on_leave(self, day: date) -> bool:
        return any(one.first <= day <= one.last and not one.half for one in self.conges)


def last_value(values: tuple[tuple[date, T], ...], day: date) -> T | None:
    found: T | None = None
    for since, value in values:
        if since <= day:
            found = value
    return found


def days(du: date, au: date) -> Iterator[date]:
    for offset in range((au - du).days + 1):
        yield du + timedelta(offset)


def evolve(row: FicheSalarie | None, entry: Entry) -> FicheSalarie | None:
    event: Any = entry.event
    match event:
        case facts.SalarieJoined(repere=repere, on=on, accompagne=yes, bureau=bureau, pole=pole):
            return FicheSalarie(
                entry.originator_id, repere, on, yes, None, ((on, bureau),), ((on, pole),)
            )
        case _ if row is None:
            return None
        case facts.SalarieContractChanged(since=since, weekly=weekly, share=share):
            kept = [one for one in row.contrats if one.since != since]
            contrats = [*kept, Contrat(since, weekly, share, event.days)]
            return replace(row, contrats=tuple(sorted(contrats, key=lambda one: one.since)))
        case facts.SalarieLeaveRecorded(leave=leave, first=first, last=last, half=half):
            return replace(row, conges=(*row.conges, Conge(leave, first, last, half)))
        case facts.SalarieLeaveCancelled(leave=leave):
            return replace(row, conges=tuple(one for one in row.conges if one.id != leave))
        case facts.SalariePoleChanged(pole=pole, since=since):
            return replace(row, poles=dated(row.poles, since, pole))
        case facts.SalarieBureauChanged(bureau=bureau, since=since):
            return replace(row, bureaux=dated(row.bureaux, since, bureau))
        case facts.SalarieDeparted(last_day=day):
            return replace(row, departed=day)
    return row


def dated(values: tuple[Any, ...], since: date, value: Any) -> tuple[Any, ...]:
    kept = [pair for pair in values if pair[0] != since]
    return tuple(sorted([*kept, (since, value)], key=lambda pair: pair[0]))
