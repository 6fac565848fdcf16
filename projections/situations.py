"""Where and what was an actor on each day?"""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from projections.acteur import Acteur, Values
from projections.network import Network

ALWAYS = date.min
FOR_EVER = date.max


class Situation(NamedTuple):
    """Where and what an actor was from `depuis` to the day before `jusqua`."""

    actor: UUID
    depuis: date
    jusqua: date
    zone: str
    commune: str | None
    epci: str | None
    departement: str | None
    typologie: str | None
    recense: bool
    connu_depuis: date | None


def situations(row: Acteur, network: Network) -> list[Situation]:
    """One row a period in which nothing changes; siège and typologie hold before registration.

    An absorbed actor counts nowhere: the earliest date of the family is its survivor's to tell.
    """
    connu = None if row.survivor else network.connu_depuis(row.id)
    cuts = sorted(cut_days(row))
    return [
        situation(row, depuis, jusqua, connu, network)
        for depuis, jusqua in zip(cuts, [*cuts[1:], FOR_EVER], strict=True)
    ]


def cut_days(row: Acteur) -> set[date]:
    days = {ALWAYS, row.effective_on}
    days.update(since for since, _ in (*row.typologies, *row.sieges) if since)
    for first, last in row.archives:
        days.add(first)
        days.update({last} if last else ())
    return days


def situation(
    row: Acteur, depuis: date, jusqua: date, connu: date | None, network: Network
) -> Situation:
    place = network.place(value_on(row.sieges, depuis))
    recense = (
        place.zone == "region"
        and row.effective_on <= depuis
        and row.survivor is None
        and not archived_on(row, depuis)
    )
    return Situation(
        row.id,
        depuis,
        jusqua,
        place.zone,
        place.commune,
        place.epci,
        place.departement,
        value_on(row.typologies, depuis),
        recense,
        connu,
    )


def value_on(values: Values, day: date) -> str | None:
    found = None
    for since, value in values:
        if since is None or since <= day:
            found = value
    return found


def archived_on(row: Acteur, day: date) -> bool:
    return any(first <= day and (last is None or day < last) for first, last in row.archives)
