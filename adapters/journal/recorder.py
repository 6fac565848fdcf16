"""An ordered recorder: one call to one function that locks, checks the receipt, and adds.

The library's own path locks the table (a VACUUM stalls every write) and retries blindly (a lost
acknowledgement becomes a duplicate); see docs/adr on the append.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder
from psycopg.rows import tuple_row
from psycopg.sql import SQL

from adapters.journal.lines import Line
from adapters.vault.envelope import DataKey

HEADER = (
    "originator_id, originator_version, topic, state, notification_id, recorded_at, "
    "author, command_id"
)
APPEND = SQL(
    "SELECT first, last, recorded_at, repeated FROM journal.append("
    "%b::uuid, %b::bytea, %b::text, "
    "%b::uuid[], %b::bigint[], %b::text[], %b::bytea[], "
    "%b::text[], %b::bytea[], %b::integer[], %b::text[])"
)
APPEND_ONE = SQL(
    "SELECT first, last, recorded_at, repeated FROM journal.append_one("
    "%b::uuid, %b::bytea, %b::text, %b::uuid, %b::bigint, %b::text, %b::bytea)"
)
APPEND_DATED = SQL(
    "SELECT first, last, recorded_at, repeated FROM journal.append_demonstration("
    "%b::uuid, %b::bytea, %b::text, %b::timestamptz, "
    "%b::uuid[], %b::bigint[], %b::text[], %b::bytea[], "
    "%b::text[], %b::bytea[], %b::integer[], %b::text[])"
)
STREAM = SQL(
    f"SELECT {HEADER} FROM journal.entries "  # noqa: S608  # a constant of ours
    "WHERE originator_id = %b AND originator_version > %b AND originator_version <= %b "
    "ORDER BY originator_version"
)
AFTER = SQL(
    f"SELECT {HEADER} FROM journal.entries "  # noqa: S608  # a constant of ours
    "WHERE notification_id > %b AND notification_id <= %b ORDER BY notification_id LIMIT %b"
)
OF_TAGS = SQL(
    f"SELECT {HEADER} FROM journal.entries "  # noqa: S608  # a constant of ours
    "WHERE notification_id > %b AND notification_id <= %b AND topic = ANY(%b) "
    "ORDER BY notification_id"
)
RECEIPT = SQL("SELECT request, first, last, recorded_at FROM journal.receipts WHERE command_id=%b")
LAST = 2**62


class Receipt(NamedTuple):
    """What became of a command: the positions it took (None when it changed nothing)."""

    first: int | None
    last: int | None
    recorded_at: datetime
    repeated: bool


class Sending(NamedTuple):
    """What accompanies the facts of one command. `at` only for the demonstration's loader."""

    command_id: UUID
    request: bytes
    author: str
    at: datetime | None = None


class OrderedRecorder(PostgresApplicationRecorder):
    """The library's recorder, reading and writing our table through our door alone."""

    def append(self, lines: Sequence[Line], sending: Sending) -> Receipt:
        keys = [key for line in lines for key in line.keys]
        if len(lines) == 1 and not keys and sending.at is None:
            return self._append_one(lines[0], sending)
        moment = (sending.at,) if sending.at else ()
        head = (sending.command_id, sending.request, sending.author, *moment)
        params = (*head, *columns(lines), *key_columns(keys))
        statement = APPEND_DATED if sending.at else APPEND
        return Receipt(*self.rows(statement, params)[0])

    def _append_one(self, line: Line, sending: Sending) -> Receipt:
        fact = (line.originator_id, line.originator_version, line.topic, line.state)
        params = (sending.command_id, sending.request, sending.author, *fact)
        return Receipt(*self.rows(APPEND_ONE, params)[0])

    def receipt(self, command_id: UUID) -> tuple[bytes, Receipt] | None:
        """The first outcome of a command, with the hash of what was sent."""
        rows = self.rows(RECEIPT, (command_id,))
        return (
            (bytes(rows[0][0]), Receipt(rows[0][1], rows[0][2], rows[0][3], repeated=True))
            if rows
            else None
        )

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        lines = [line(row) for row in self.rows(STREAM, (originator_id, gt or 0, lte or LAST))]
        ordered = lines[::-1] if desc else lines
        return ordered[:limit] if limit is not None else ordered

    def lines_after(self, position: int, limit: int, upto: int = LAST) -> list[Line]:
        """At most `limit` lines, oldest first, after a position."""
        return [line(row) for row in self.rows(AFTER, (position, upto, limit))]

    def lines_of(self, after: int, upto: int, tags: Sequence[str]) -> list[Line]:
        return [line(row) for row in self.rows(OF_TAGS, (after, upto, list(tags)))]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        after = (start or 0) - (1 if inclusive_of_start else 0)
        found = self.lines_after(after, limit, stop or LAST)
        return [
            Notification(e.originator_id, e.originator_version, e.topic, e.state, e.position)
            for e in found
            if not topics or e.topic in topics
        ]

    def max_notification_id(self) -> int | None:
        rows = self.rows(SQL("SELECT max(notification_id) FROM journal.entries"), ())
        return None if rows[0][0] is None else int(rows[0][0])

    def rows(self, statement: SQL, params: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with (
            self.datastore.get_connection() as connection,
            connection.cursor(row_factory=tuple_row, binary=True) as cursor,
        ):
            return cursor.execute(statement, params, prepare=True).fetchall()


def line(row: tuple[Any, ...]) -> Line:
    return Line(*row)


def columns(lines: Sequence[Line]) -> tuple[list[Any], ...]:
    return (
        [line.originator_id for line in lines],
        [line.originator_version for line in lines],
        [line.topic for line in lines],
        [line.state for line in lines],
    )


def key_columns(keys: Sequence[DataKey]) -> tuple[list[Any], ...]:
    return (
        [key.key_id for key in keys],
        [key.wrapped for key in keys],
        [key.epoch for key in keys],
        [key.person for key in keys],
    )
