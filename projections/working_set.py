"""What changes when commands are applied: which versions end, which begin, and where.

Pure: it asks for the documents it lacks, and gives back what is to be written. Live tables and
rebuilds use this same code; only what they do with the answer differs.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from domain.events import Entry
from projections import ACTEUR, CREATING, DISPATCH, FICHES, INTERACTION, Fiche, Rows
from projections.annuaire import Reveal
from projections.network import NETWORK_FACTS, STRUCTURAL, Network

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
    rows: by table, (row, known_from, known_to); faits: (entry, position of a fact about it).
    """

    closings: dict[str, list[tuple[UUID, int]]]
    documents: dict[str, list[tuple[UUID, int, int, Any]]]
    rows: dict[str, list[tuple[tuple[Any, ...], int, int]]]
    faits: list[tuple[UUID, int]]
    position: int


class Slot:
    """The documents of one table that this page touches."""

    def __init__(self, fiche: Fiche) -> None:
        self.fiche = fiche
        self.documents: dict[UUID, Any] = {}
        self.stored: set[UUID] = set()
        self.open: dict[UUID, tuple[int, Any, Rows]] = {}


class WorkingSet:
    """The documents of a page of the journal, folded command after command."""

    def __init__(self, network: Network, source: Source, reveal: Reveal) -> None:
        self.network, self.source, self.reveal = network, source, reveal
        self.slots = {fiche.table: Slot(fiche) for fiche in FICHES}
        self.written = empty(0)

    def prefetch(self, entries: Sequence[Entry]) -> None:
        """One query a table for the documents this page will need."""
        wanted: dict[str, set[UUID]] = {}
        created: set[UUID] = set()
        for entry in entries:
            if isinstance(entry.event, CREATING):
                created.add(INTERACTION.key(entry))
            for fiche in DISPATCH[type(entry.event)]:
                if fiche is not INTERACTION and entry.originator_version == 1:
                    continue
                key = fiche.key(entry)
                if fiche is INTERACTION and key in created:
                    continue
                if key not in self.slots[fiche.table].documents:
                    wanted.setdefault(fiche.table, set()).add(key)
        for table, ids in wanted.items():
            self._load(self.slots[table], ids)

    def _load(self, slot: Slot, ids: set[UUID]) -> None:
        missing = ids - slot.documents.keys()
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
            if key in self.slots[table].documents:
                self._version(self.slots[table], key, position)

    def _created(self, entry: Entry) -> None:
        """The common case: one new entry, on its own."""
        touched: dict[tuple[str, UUID], None] = {}
        for fiche in DISPATCH[type(entry.event)]:
            if fiche is not INTERACTION:
                self._fact(fiche, entry, touched)
        slot, key = self.slots["interaction"], INTERACTION.key(entry)
        document = slot.documents[key] = INTERACTION.evolve(None, entry)
        self.written.faits.append((key, entry.position))
        rows = INTERACTION.derive(document, self.network, self.reveal)
        slot.open[key] = (entry.position, document, rows)
        for table, other in touched:
            self._version(self.slots[table], other, entry.position)

    def _fact(self, fiche: Fiche, entry: Entry, touched: dict[tuple[str, UUID], None]) -> None:
        slot, key = self.slots[fiche.table], fiche.key(entry)
        before = slot.documents.get(key)
        after = fiche.evolve(before, entry)
        if fiche is INTERACTION:
            self.written.faits.append((key, entry.position))
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
        document = slot.documents[key]
        former = slot.open.get(key)
        if former is not None:
            self._emit(slot.fiche, key, former, position)
        elif key in slot.stored:
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
                into = self.written.rows.setdefault(table, [])
                for row in rows:
                    into.append((row, known_from, known_to))

    def take(self, position: int) -> Written:
        """Everything to write up to here; the set is empty again."""
        for slot in self.slots.values():
            for key, version in slot.open.items():
                self._emit(slot.fiche, key, version, FOR_EVER)
        done = self.written._replace(position=position)
        self.slots = {fiche.table: Slot(fiche) for fiche in FICHES}
        self.written = empty(position)
        return done


def empty(position: int) -> Written:
    return Written({}, {}, {}, [], position)


def commands(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The journal cut into commands: facts that were appended together."""
    batch: list[Entry] = []
    for entry in entries:
        if batch and entry.command_id != batch[0].command_id:
            yield batch
            batch = []
        batch.append(entry)
    if batch:
        yield batch


def is_structural(command: Sequence[Entry]) -> bool:
    """Does it change how entries already counted are counted?"""
    return any(isinstance(entry.event, STRUCTURAL) for entry in command)
