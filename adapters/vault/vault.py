"""Can this text still be read? Sealed texts in, readable values out; a lost key is an answer."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from psycopg_pool import ConnectionPool

from adapters.vault.envelope import DataKey, Place, new_key, open_box, unwrap
from adapters.vault.fingerprint import fingerprint
from adapters.vault.master_key import Keeper, MasterKey
from domain.personal import Erased, Readable, Sealed, Unreadable


class Box(NamedTuple):
    """A sealed text and where it stands in the journal."""

    sealed: Sealed
    aggregate: UUID
    version: int

    @property
    def place(self) -> Place:
        return Place(self.aggregate, self.version, self.sealed.field)


class Wrapped(NamedTuple):
    """One row of vault.keys."""

    key_id: str
    wrapped: bytes
    epoch: int


OF_PERSON = "SELECT key_id, wrapped, epoch FROM vault.keys WHERE person = %s ORDER BY key_id"
OF_KEYS = "SELECT key_id, wrapped, epoch FROM vault.keys WHERE key_id = ANY(%s)"
CURRENT = "SELECT max(epoch) FROM vault.epochs"
LOOKS = 3
"""A rotation may fall between reading a row and reading the master key: look again."""


class Vault:
    """Keys are fetched when a text is shown, and never kept after the answer.

    Another process may change the master key at any moment: the epoch of a row tells.
    """

    def __init__(self, kek_file: Path, pool: ConnectionPool[Any]) -> None:
        self.keeper, self.pool = Keeper(kek_file), pool

    @property
    def master(self) -> MasterKey:
        """The key as its file says it, now."""
        return self.keeper.key

    def current(self) -> MasterKey:
        """The key of the database's own epoch: whoever looks up by a keyed hash asks for this."""
        with self.pool.connection() as connection:
            row = connection.execute(CURRENT).fetchone()
        return self.keeper.of(int(row[0])) if row and row[0] else self.keeper.key

    def key_for(self, person: str | None) -> DataKey:
        """The key of a person, kept for life; a fresh one for a text of its own."""
        if person is None:
            return new_key(self.master)
        return self._kept(person) or new_key(self.master, person)

    def _kept(self, person: str) -> DataKey | None:
        """The first of its keys that opens."""
        master, rows = self._looked(OF_PERSON, person)
        for row in rows:
            if secret := unwrap(master, row.wrapped):
                return DataKey(row.key_id, secret, row.wrapped, row.epoch, person)
        return None

    def fingerprint(self, content: bytes) -> bytes:
        return fingerprint(self.master, content)

    def read(self, boxes: Iterable[Box]) -> list[Readable]:
        """In the order given: text, Erased (the key is gone) or Unreadable."""
        asked = list(boxes)
        if not asked:
            return []
        master, rows = self._looked(OF_KEYS, list({box.sealed.key for box in asked}))
        wrapped = {row.key_id: row.wrapped for row in rows}
        return [opened(master, box, wrapped.get(box.sealed.key)) for box in asked]

    def _looked(self, sql: str, asked: object) -> tuple[MasterKey, list[Wrapped]]:
        """Rows, and the master key of their epoch: one transaction changes them all."""
        for _ in range(LOOKS):
            with self.pool.connection() as connection:
                found = connection.execute(sql.encode(), (asked,)).fetchall()
            rows = [Wrapped(key_id, bytes(wrapped), epoch) for key_id, wrapped, epoch in found]
            master = self.keeper.of(max((row.epoch for row in rows), default=0))
            if all(row.epoch == master.epoch for row in rows):
                break
        return master, rows


def opened(master: MasterKey, box: Box, wrapped: bytes | None) -> Readable:
    if wrapped is None:
        return Erased()
    secret = unwrap(master, wrapped)
    return Unreadable() if secret is None else open_box(box.sealed, secret, box.place)
