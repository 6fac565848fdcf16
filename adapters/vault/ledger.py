"""Who was erased? Written outside the database too: a restore from before must forget again.

Ids and instants only, one JSON line an erasure, on the disk after each.
"""

import fcntl
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

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

    person: str
    keys: tuple[str, ...]
    position: int
    at: datetime


class Told(msgspec.Struct, frozen=True):
    """What the fact says, as it stands in the journal."""

    person: str
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
            known = {(one.person, one.position) for one in self.read()}
            missing = [one for one in wanted if (one.person, one.position) not in known]
            if missing:
                file.truncate(file.read().rfind(b"\n") + 1)  # a line cut short goes
                file.write(b"".join(map(line, missing)))
                file.flush()
                os.fsync(file.fileno())
        return len(missing)


def line(erasure: Erasure) -> bytes:
    return msgspec.json.encode(erasure) + b"\n"


def erasures(connection: Connection[Any]) -> list[Erasure]:
    """Every erasure of this journal, oldest first."""
    return [
        Erasure(told.person, told.texts, position, at)
        for position, at, state in connection.execute(RECORDED).fetchall()
        for told in [TOLD.decode(bytes(state))]
    ]


def lacking(wanted: Iterable[Erasure], journal: Iterable[Erasure]) -> list[Erasure]:
    """Which erasures of a ledger does a restored journal not know? One a person."""
    forgotten: dict[str, set[str]] = {}
    for one in journal:
        forgotten.setdefault(one.person, set()).update(one.keys)
    return [
        one
        for one in merged(wanted)
        if one.person not in forgotten or not forgotten[one.person].issuperset(one.keys)
    ]


def merged(erasures: Iterable[Erasure]) -> list[Erasure]:
    """Several erasures of one person as one: the last, with the texts of all."""
    found: dict[str, Erasure] = {}
    for one in erasures:
        before = found[one.person].keys if one.person in found else ()
        keys = tuple(dict.fromkeys((*before, *one.keys)))
        found[one.person] = msgspec.structs.replace(one, keys=keys)
    return list(found.values())
