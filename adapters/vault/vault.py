"""Can this text still be read? Sealed texts in, readable values out; a lost key is an answer."""

import hmac
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from psycopg_pool import ConnectionPool

from adapters.vault.envelope import DataKey, Place, new_key, open_box, unwrap
from adapters.vault.master_key import MasterKey
from domain.personal import Erased, Readable, Sealed, Unreadable


class Box(NamedTuple):
    """A sealed text and where it stands in the journal."""

    sealed: Sealed
    aggregate: UUID
    version: int

    @property
    def place(self) -> Place:
        return Place(self.aggregate, self.version, self.sealed.field)


class Vault:
    """Keys are fetched when a text is shown, and never kept after the answer."""

    def __init__(self, master: MasterKey, pool: ConnectionPool[Any]) -> None:
        self.master, self.pool = master, pool

    def key_for(self, person: str | None) -> DataKey:
        """The key of a person, kept for life; a fresh one for a text of its own."""
        if person is None:
            return new_key(self.master)
        return self._kept(person) or new_key(self.master, person)

    def _kept(self, person: str) -> DataKey | None:
        sql = "SELECT key_id, wrapped, epoch FROM vault.keys WHERE person = %s ORDER BY key_id"
        with self.pool.connection() as connection:
            row = connection.execute(sql, (person,)).fetchone()
        if row is None:
            return None
        secret = unwrap(self.master, bytes(row[1]))
        return DataKey(row[0], secret, bytes(row[1]), row[2], person) if secret else None

    def fingerprint(self, content: bytes) -> bytes:
        """Was the same content sent before? Keyed, since a receipt outlives the texts it tells of:

        once the master key is destroyed, nobody finds a forgotten name by trying names.
        """
        return hmac.digest(self.master.secret, b"maillage-receipt/1" + content, "sha256")

    def read(self, boxes: Iterable[Box]) -> list[Readable]:
        """In the order given: text, Erased (the key is gone) or Unreadable."""
        asked = list(boxes)
        wrapped = self._wrapped({box.sealed.key for box in asked})
        return [self._opened(box, wrapped.get(box.sealed.key)) for box in asked]

    def _opened(self, box: Box, wrapped: bytes | None) -> Readable:
        if wrapped is None:
            return Erased()
        secret = unwrap(self.master, wrapped)
        return Unreadable() if secret is None else open_box(box.sealed, secret, box.place)

    def _wrapped(self, keys: set[str]) -> dict[str, bytes]:
        if not keys:
            return {}
        sql = "SELECT key_id, wrapped FROM vault.keys WHERE key_id = ANY(%s)"
        with self.pool.connection() as connection:
            return {row[0]: bytes(row[1]) for row in connection.execute(sql, (list(keys),))}
