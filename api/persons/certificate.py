"""What proves an erasure, without a name: when, what, and when the key is gone for good."""

from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct

from api.crm import Crm
from api.persons.figures import Comptes, figures
from api.persons.openings import Opening, openings
from domain.events import tag
from domain.facts.security import KeyEpochDestroyed
from projections.personne import Oubli

DESTROYED_WITHIN = timedelta(7)
"""A former master key outlives an erasure by this at most (docs/guide: rotation)."""


class Certificate(Struct, frozen=True):
    """`before` and `after`: the figures of the entries that named the person (R29)."""

    oubli: Oubli
    before: Comptes
    after: Comptes
    destroyed: date | None
    latest: date
    recipients: tuple[Opening, ...]


def certificate(crm: Crm, person: UUID, oubli: Oubli) -> Certificate:
    return Certificate(
        oubli=oubli,
        before=figures(crm, person, oubli.position - 1),
        after=figures(crm, person, oubli.position),
        destroyed=destroyed_after(crm, oubli.position),
        latest=oubli.on + DESTROYED_WITHIN,
        recipients=recipients(crm, person, oubli.position),
    )


def destroyed_after(crm: Crm, position: int) -> date | None:
    """The day the master key that wrapped the person's key was destroyed, if it is past."""
    facts = crm.journal.facts(position, crm.journal.head(), (tag(KeyEpochDestroyed),))
    instants = [entry.recorded_at for entry in facts if entry.recorded_at]
    return instants[0].date() if instants else None


def recipients(crm: Crm, person: UUID, position: int) -> tuple[Opening, ...]:
    """Each account that opened or took away the data before, once, with its last time."""
    last: dict[str, Opening] = {}
    for one in openings(crm, person):
        if one.position < position:
            last.setdefault(one.account, one)
    return tuple(last.values())
