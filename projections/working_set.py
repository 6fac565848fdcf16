"""What changes when commands are applied: which versions end, which begin, and where.

Pure: it asks for the documents it lacks, and gives back what is to be written. Live tables and
rebuilds use this same code; only what they do with the answer differs.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from domain.events import Entry
from domain.facts.gathering import GatheringHeld
from domain.facts.person import PersonErased
from domain.facts.shared import Event
from projections import ACTEUR, CREATING, DISPATCH, FICHES, INTERACTION, Fiche, Rows
from projections.network import NETWORK_FACTS, STRUCTURAL, Network
from projections.texts import Reveal

FOR_EVER = 2**63 - 1


class Source(NamedTuple):
    """Where documents that are not in the set are found."""

    documents: Callable[[Fiche, set[UUID]], dict[UUID, Any]]
    of_actors: Callable[[set[UUID]], set[UUID]]
    of_project: Callable[[UUID], set[UUID]]
    of_salarie: Callable[[UUID], set[UUID]]


class Written(NamedTuple):
    """What is to be written, and how far it goes.

    closings: by fiche table, (owner, position) where the stored version ends;
    documents: by table, (id, known_from, known_to, document);
    rows: by table, (rows, known_from, known_to); faits: (entry, position of a fact about it);
    forgotten: persons who were erased.
    """

    closings: dict[str, list[tuple[UUID, int]]]
    documents: dict[str, list[tuple[UUID, int, int, Any]]]
    rows: dict[str, list[tuple[Sequence[tuple[Any, ...]], int, int]]]
    faits: list[tuple[UUID, int]]
    position: int
    forgotten: list[UUID]


class Slot:
    """The documents of one table that this page touches; `before`: those of the last page."""

    def __init__(self, fiche: Fiche, before: dict[UUID, Any]) -> None:
        self.fiche, self.before = fiche, before
        self.documents: dict[UUID, Any] = {}
        self.stored: set[UUID] = set()
        self.open: dict[UUID, tuple[int, Any, Rows]] = {}

    def find(self, key: UUID) -> Any:
        found = self.documents.get(key)
        return self.before.get(key) if found is None else found


class WorkingSet:
    """The documents of a page of the journal, folded command after command."""

    def __init__(self, network: Network, source: Source, reveal: Reveal) -> None:
        self.network, self.source, self.reveal = network, source, reveal
        self.slots = {fiche.table: Slot(fiche, {}) for fiche in FICHES}
        self.written = empty(0)

    def prefetch(self, entries: Sequence[Entry]) -> None:
        """One query a table for the documents this page will need."""
        wanted: dict[str, set[UUID]] = {}
        held: set[UUID] = set()
        for entry in entries:
            for fiche in LOOKED_UP[type(entry.event)]:
                if fiche is not INTERACTION and entry.originator_version == 1:
                    continue
                wanted.setdefault(fiche.table, set()).add(fiche.key(entry))
            if type(entry.event) is GatheringHeld:
                held.add(entry.originator_id)
        for table, ids in wanted.items():
            self._load(self.slots[table], ids - held)

    def _load(self, slot: Slot, ids: set[UUID]) -> None:
        missing = ids - slot.documents.keys() - slot.before.keys()
        if missing:
            found = self.source.documents(slot.fiche, missing)
            slot.documents.update(found)
            slot.stored.update(found)

    def apply(self, command: Sequence[Entry]) -> None:
        """All the facts of one command: known whole, from its last position."""
        if len(command) == 1 and isinstance(command[0].event, CREATING):
            self._created(command[0])
            return
        position = command[-1].position
        touched: dict[tuple[str, UUID], None] = {}
        for entry in command:
            if isinstance(entry.event, NETWORK_FACTS):
                touched.update(dict.fromkeys(self._feed(entry)))
            for fiche in DISPATCH[type(entry.event)]:
                self._fact(fiche, entry, touched)
        for table, key in touched:
            if self.slots[table].find(key) is not None:
                self._version(self.slots[table], key, position)

    def _created(self, entry: Entry) -> None:
        """The common case: one new entry, on its own."""
        document = INTERACTION.evolve(None, entry)
        key, position = document.id, entry.position
        slot = self.slots["interaction"]
        slot.documents[key] = document
        self.written.faits.append((key, position))
        slot.open[key] = (
            position,
            document,
            INTERACTION.derive(document, self.network, self.reveal),
        )
        if LOOKED_UP[type(entry.event)]:
            self._others(entry)

    def _others(self, entry: Entry) -> None:
        """A new entry that also changes its project."""
        touched: dict[tuple[str, UUID], None] = {}
        for fiche in LOOKED_UP[type(entry.event)]:
            self._fact(fiche, entry, touched)
        for table, key in touched:
            self._version(self.slots[table], key, entry.position)

    def _fact(self, fiche: Fiche, entry: Entry, touched: dict[tuple[str, UUID], None]) -> None:
        slot, key = self.slots[fiche.table], fiche.key(entry)
        before = slot.find(key)
        after = fiche.evolve(before, entry)
        if fiche is INTERACTION:
            self.written.faits.append((key, entry.position))
        if isinstance(entry.event, PersonErased):
            self.written.forgotten.append(key)
        if after is not before:
            slot.documents[key] = after
            touched[fiche.table, key] = None

    def _feed(self, entry: Entry) -> set[tuple[str, UUID]]:
        """Tell the network; which documents must be counted again because of it?"""
        structural = isinstance(entry.event, STRUCTURAL)
        subject = entry.originator_id
        before = self.network.family(subject) if structural else set()
        self.network.evolve(entry)
        if not structural:
            return set()
        family = before | self.network.family(subject)
        entries = (
            self.source.of_actors(family)
            | self.source.of_project(subject)
            | self.source.of_salarie(subject)
        )
        self._load(self.slots[ACTEUR.table], family)
        self._load(self.slots[INTERACTION.table], entries)
        return {("acteur", one) for one in family} | {("interaction", one) for one in entries}

    def _version(self, slot: Slot, key: UUID, position: int) -> None:
        document = slot.find(key)
        former = slot.open.get(key)
        if former is not None:
            self._emit(slot.fiche, key, former, position)
        elif key in slot.stored or key in slot.before:
            self.written.closings.setdefault(slot.fiche.table, []).append((key, position))
        rows = slot.fiche.derive(document, self.network, self.reveal)
        slot.open[key] = (position, document, rows)

    def _emit(self, fiche: Fiche, key: UUID, version: tuple[int, Any, Rows], known_to: int) -> None:
        known_from, document, derived = version
        if fiche.kept:
            kept = self.written.documents.setdefault(fiche.table, [])
            kept.append((key, known_from, known_to, document))
        for table, rows in derived.items():
            if rows:
                self.written.rows.setdefault(table, []).append((rows, known_from, known_to))

    def take(self, position: int) -> Written:
        """Everything to write up to here. The documents stay at hand for one more page."""
        for slot in self.slots.values():
            for key, version in slot.open.items():
                self._emit(slot.fiche, key, version, FOR_EVER)
        done = self.written._replace(position=position)
        self.slots = {table: Slot(slot.fiche, slot.documents) for table, slot in self.slots.items()}
        self.written = empty(position)
        return done


def looked_up(event: type[Event]) -> tuple[Fiche, ...]:
    """Which documents may stand already when this fact comes? None of a new entry."""
    creating = issubclass(event, CREATING)
    return tuple(one for one in DISPATCH[event] if not (creating and one is INTERACTION))


LOOKED_UP = {event: looked_up(event) for event in DISPATCH}


def empty(position: int) -> Written:
    return Written({}, {}, {}, [], position, [])


def commands(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The journal cut into commands: facts that were appended together."""
    batch: list[Entry] = []
    for entry in entries:
        if batch and not together(entry, batch[0]):
            yield batch
            batch = []
        batch.append(entry)
    if batch:
        yield batch


def together(one: Entry, other: Entry) -> bool:
    """Facts of one command have one instant; comparing instants first is cheaper."""
    return one.recorded_at == other.recorded_at and one.command_id == other.command_id


def stretches(page: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """A page cut before each command that changes how entries already counted are counted.

    What comes before must be written first: it is looked up to be counted again.
    """
    start = 0
    for at, entry in enumerate(page):
        if type(entry.event) in RECOUNTING and at > start:
            first = next(i for i in range(start, at + 1) if together(page[i], entry))
            if first > start:
                yield page[start:first]
                start = first
    yield page[start:]


RECOUNTING = frozenset(STRUCTURAL)
