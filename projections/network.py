"""What counting one entry needs to know of the others: merges, porteurs, pôles, places.

It is a fold too: the same facts give the same network, live, in a rebuild and in a test.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar
from uuid import UUID

from domain.events import Entry, tag
from domain.facts import actor, project, salarie

T = TypeVar("T")
Since = tuple[date | None, UUID]
Poles = tuple[date | None, str | None]


class Place(NamedTuple):
    """Where a commune code leads: present commune, EPCI, département; zone tells the rest."""

    zone: str  # "region", "hors_region" or "sans_territoire"
    commune: str | None = None
    epci: str | None = None
    departement: str | None = None
    nom: str | None = None


NOWHERE = Place("sans_territoire")


class Network:
    """Mutable on purpose: one per projector, fed entry after entry."""

    def __init__(self, place: Callable[[str], Place]) -> None:
        self._place = place
        self.survivors: dict[UUID, UUID] = {}
        self.connus: dict[UUID, date] = {}
        self.porteurs: dict[UUID, list[Since]] = {}
        self.poles: dict[UUID, list[Poles]] = {}

    def place(self, commune: str | None) -> Place:
        return self._place(commune) if commune else NOWHERE

    def canonical(self, actor: UUID) -> UUID:
        """Who it is after merges (R30)."""
        if not self.survivors:
            return actor
        while (survivor := self.survivors.get(actor)) is not None:
            actor = survivor
        return actor

    def family(self, actor: UUID) -> set[UUID]:
        """The survivor and all it absorbed, itself included."""
        root = self.canonical(actor)
        return {root} | {one for one in self.survivors if self.canonical(one) == root}

    def connu_depuis(self, actor: UUID) -> date | None:
        """The earliest declared date of the whole family (R6, R30)."""
        if not self.survivors:
            return self.connus.get(actor)
        known = [self.connus[one] for one in self.family(actor) if one in self.connus]
        return min(known, default=None)

    def porteur(self, project: UUID, day: date) -> UUID | None:
        """The lead porteur on a day; before the first change, the first one (R2)."""
        return in_force(self.porteurs.get(project, []), day)

    def pole(self, salarie: UUID, day: date) -> str | None:
        return in_force(self.poles.get(salarie, []), day)

    def evolve(self, entry: Entry) -> None:
        match entry.event:
            case actor.ActorRegistered(connu_depuis=date() as day):
                self.connus[entry.originator_id] = day
            case actor.ActorConnuDepuisDeclared(on=day):
                self.connus[entry.originator_id] = day
            case actor.ActorMergedInto(survivor=survivor):
                self.survivors[entry.originator_id] = survivor
            case actor.ActorMergeUndone(other=other):
                if self.survivors.get(entry.originator_id) == other:
                    del self.survivors[entry.originator_id]
            case project.ProjectOpened(porteur=porteur):
                self.porteurs[entry.originator_id] = [(None, porteur)]
            case project.ProjectPorteurChanged(actor=porteur, since=since):
                added(self.porteurs, entry.originator_id, since, porteur)
            case salarie.SalarieJoined(pole=pole):
                self.poles[entry.originator_id] = [(None, pole)]
            case salarie.SalariePoleChanged(pole=pole, since=since):
                added(self.poles, entry.originator_id, since, pole)


STRUCTURAL = (
    actor.ActorMergedInto,
    actor.ActorMergeUndone,
    project.ProjectPorteurChanged,
    salarie.SalariePoleChanged,
)
"""Facts after which entries already counted must be counted again."""

NETWORK_FACTS = (
    *STRUCTURAL,
    actor.ActorRegistered,
    actor.ActorConnuDepuisDeclared,
    project.ProjectOpened,
    salarie.SalarieJoined,
)


NETWORK_TAGS = tuple(sorted(tag(fact) for fact in NETWORK_FACTS))


def added(
    periods: dict[UUID, list[tuple[date | None, T]]], key: UUID, since: date, value: T
) -> None:
    """A later word on the same day wins; the list stays in order of dates."""
    kept = [period for period in periods.get(key, []) if period[0] != since]
    periods[key] = sorted([*kept, (since, value)], key=lambda period: period[0] or date.min)


def in_force(periods: Sequence[tuple[date | None, T]], day: date) -> T | None:
    found = None
    for since, value in periods:
        if since is None or since <= day:
            found = value
    return found
