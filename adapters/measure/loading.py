"""Put a made-up history into an empty journal, by COPY and as its owner: for speed alone.

Only for a scratch database: a real journal has one way in, the append function.
"""

from collections.abc import Iterable

import psycopg
from psycopg import Connection

from adapters.measure.history import History, Row
from adapters.vault.envelope import DataKey

TYPES = ("uuid", "int8", "int8", "timestamptz", "uuid", "text", "text", "bytea")
ENTRIES = (
    "COPY journal.entries (originator_id, originator_version, notification_id, recorded_at, "
    "command_id, author, topic, state) FROM STDIN (FORMAT binary)"
)
RECEIPTS = """
INSERT INTO journal.receipts
SELECT command_id, '\\x00', min(notification_id), max(notification_id), min(recorded_at)
  FROM journal.entries GROUP BY command_id
"""


def load(owner: str, history: History) -> int:
    """How many lines were loaded."""
    with psycopg.connect(owner) as connection:
        connection.execute("SET ROLE maillage_owner")
        connection.execute("SET synchronous_commit = off")
        copy_entries(connection, history.rows())
        connection.execute(RECEIPTS)
        copy_keys(connection, history.keys)
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE) journal.entries")
        connection.execute("CHECKPOINT")
    return history.position


def copy_entries(connection: Connection[tuple[object, ...]], rows: Iterable[Row]) -> None:
    with connection.cursor() as cursor, cursor.copy(ENTRIES) as copy:
        copy.set_types(TYPES)
        for row in rows:
            copy.write_row(row)


def copy_keys(connection: Connection[tuple[object, ...]], keys: Iterable[DataKey]) -> None:
    with connection.cursor() as cursor, cursor.copy("COPY vault.keys FROM STDIN") as copy:
        for key in keys:
            copy.write_row((key.key_id, key.wrapped, key.epoch, key.person))
