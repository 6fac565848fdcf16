"""What proves an erasure, without a name: when, what, and when the key is gone for good."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct

from api.crm import Crm
from api.french import PARIS
from api.persons.figures import Comptes, figures
from api.persons.openings import Opening, openings
from domain.events import Entry, tag
from domain.facts.person import PersonErased
from domain.facts.security import KeyEpochDestroyed
from projections.personne import Oubli

DESTROYED_WITHIN = timedelta(7)
"""A former master key outlives an erasure by this at most (docs/guide: rotation)."""


DOWNLOADS = frozenset({"dossier_html", "dossier_json"})
"""A file is a copy that somebody keeps; a page that was read is not."""


class Recipient(Struct, frozen=True):
    """One kind of act of one account, with every day it was done, latest first."""

    who: str
    account: str
    what: str
    why: str
    days: tuple[str, ...]

    @property
    def copied(self) -> bool:
        return self.what in DOWNLOADS


class Certificate(Struct, frozen=True):
    """`before` and `after`: the figures of the entries that named the person (R29).

    `erased` is the day it was recorded: openings and the deadline of the key are told by the same
    clock, when the demonstration lives on another day.
    """

    oubli: Oubli
    erased: date
    before: Comptes
    after: Comptes
    destroyed: date | None
    latest: date
    recipients: tuple[Recipient, ...]


def certificate(crm: Crm, person: UUID, oubli: Oubli) -> Certificate:
    erased = erased_on(crm, oubli)
    return Certificate(
        oubli=oubli,
        erased=erased,
        before=figures(crm, person, oubli.position - 1),
        after=figures(crm, person, oubli.position),
        destroyed=destroyed_after(crm, oubli.position),
        latest=erased + DESTROYED_WITHIN,
        recipients=recipients(crm, person, oubli.position),
    )


def erased_on(crm: Crm, oubli: Oubli) -> date:
    facts = crm.journal.facts(oubli.position - 1, oubli.position, (tag(PersonErased),))
    return next(days_of(facts), oubli.on)


def days_of(entries: Iterable[Entry]) -> Iterator[date]:
    """The days they were recorded, on the calendar of Paris."""
    instants = (entry.recorded_at for entry in entries)
    return (one.astimezone(PARIS).date() for one in instants if one)


def destroyed_after(crm: Crm, position: int) -> date | None:
    """The day the master key that wrapped the person's key was destroyed, if it is past."""
    facts = crm.journal.facts(position, crm.journal.head(), (tag(KeyEpochDestroyed),))
    return next(days_of(facts), None)


def recipients(crm: Crm, person: UUID, position: int) -> tuple[Recipient, ...]:
    """Every kind of act of each account before the erasure: whoever took a file away first."""
    acts: dict[tuple[str, str, str], list[Opening]] = {}
    for one in openings(crm, person):
        if one.position < position:
            acts.setdefault((one.account, one.what, one.why), []).append(one)
    made = [as_recipient(same) for same in acts.values()]
    takers = {one.account for one in made if one.copied}
    return tuple(
        sorted(made, key=lambda one: (one.account not in takers, one.account, not one.copied))
    )


def as_recipient(same: list[Opening]) -> Recipient:
    first = same[0]
    days = dict.fromkeys(one.day for one in same if one.day)
    return Recipient(first.who, first.account, first.what, first.why, tuple(days))
