"""Who was erased? Written outside the database too: a restore from before must forget again.

Ids and instants only, one JSON line an erasure, on the disk after each.
"""

import fcntl
import os
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg_pool import ConnectionPool

ERASED = "person.erased"
RECORDED = """
SELECT notification_id, recorded_at, state FROM journal.entries
 WHERE topic = 'person.erased' ORDER BY notification_id
"""


class LedgerError(Exception):
    """A French sentence that names the file and what to do."""


class Erasure(msgspec.Struct, frozen=True):
    """`keys`: the free texts that were made unreadable with the person's own data."""

    person: UUID
    keys: tuple[str, ...]
    position: int
    at: datetime
    on: date
    ground: str


class Told(msgspec.Struct, frozen=True):
    """What the fact says, as it stands in the journal."""

    person: UUID
    on: date
    ground: str
    texts: tuple[str, ...] = ()


DECODER = msgspec.json.Decoder(Erasure)
TOLD = msgspec.json.Decoder(Told)


class Ledger:
    """One file; several processes may add to it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> list[Erasure]:
        """A last line cut short by a power cut is left out: the journal still has it."""
        lines = self.path.read_bytes().split(b"\n") if self.path.exists() else []
        return [self._line(line, at) for at, line in enumerate(lines[:-1], 1) if line.strip()]

    def _line(self, line: bytes, number: int) -> Erasure:
        try:
            return DECODER.decode(line)
        except (msgspec.DecodeError, msgspec.ValidationError):
            raise LedgerError(
                f"Le registre des effacements {self.path} ne se lit pas à la ligne {number} : "
                "remettez une copie saine de ce fichier."
            ) from None

    def complete(self, pool: ConnectionPool[Any]) -> int:
        """Write the erasures of the journal that are not here yet; returns how many."""
        with pool.connection() as connection:
            return self.add(erasures(connection))

    def add(self, wanted: Iterable[Erasure]) -> int:
        try:
            return self._added(wanted)
        except OSError as error:
            raise LedgerError(
                f"Le registre des effacements {self.path} ne s’écrit pas ({error.strerror}) : "
                "rendez ce fichier accessible, ou nommez-en un autre par ERASURES_FILE."
            ) from error

    def _added(self, wanted: Iterable[Erasure]) -> int:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            known = {same(one) for one in self.read()}
            missing = [one for one in wanted if same(one) not in known]
            if missing:
                file.truncate(file.read().rfind(b"\n") + 1)  # a line cut short goes
                file.write(b"".join(map(line, missing)))
                file.flush()
                os.fsync(file.fileno())
        return len(missing)


def same(erasure: Erasure) -> tuple[UUID, int, tuple[str, ...]]:
    """What tells one erasure from another; after a restore, positions are taken again."""
    return erasure.person, erasure.position, erasure.keys


def line(erasure: Erasure) -> bytes:
    return msgspec.json.encode(erasure) + b"\n"


def erasures(connection: Connection[Any]) -> list[Erasure]:
    """Every erasure of this journal, oldest first."""
    return [
        Erasure(told.person, told.texts, position, at, told.on, told.ground)
        for position, at, state in connection.execute(RECORDED).fetchall()
        for told in [TOLD.decode(bytes(state))]
    ]


def lacking(wanted: Iterable[Erasure], journal: Iterable[Erasure]) -> list[Erasure]:
    """Which erasures of a ledger does a restored journal not know? One a person."""
    forgotten: dict[UUID, set[str]] = {}
    for one in journal:
        forgotten.setdefault(one.person, set()).update(one.keys)
    return [
        one
        for one in merged(wanted)
        if one.person not in forgotten or not forgotten[one.person].issuperset(one.keys)
    ]


def merged(erasures: Iterable[Erasure]) -> list[Erasure]:
    """Several erasures of one person as one: the last, with the texts of all."""
    found: dict[UUID, Erasure] = {}
    for one in erasures:
        before = found[one.person].keys if one.person in found else ()
        keys = tuple(dict.fromkeys((*before, *one.keys)))
        found[one.person] = msgspec.structs.replace(one, keys=keys)
    return list(found.values())


def standing(connection: Connection[Any], wanted: Iterable[Erasure]) -> list[Erasure]:
    """Which erasures are not true in this database: a key they destroyed is there again."""
    held = merged(wanted)
    sql = "SELECT key_id, person FROM vault.keys WHERE person = ANY(%s) OR key_id = ANY(%s)"
    names, texts = [str(one.person) for one in held], [key for one in held for key in one.keys]
    rows = connection.execute(sql, (names, texts)).fetchall() if held else []
    found = {name for row in rows for name in row}
    return [one for one in held if {str(one.person), *one.keys} & found]
