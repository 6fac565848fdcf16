"""The journal's one door, called by hand: as the application, fact by fact."""

import hashlib
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import psycopg

from adapters.postgres.embedded import conninfo

Connection = psycopg.Connection[Any]
APPEND = (
    "SELECT first, last, recorded_at, repeated FROM journal.append("
    "%b::uuid, %b::bytea, 'test', %b::uuid[], %b::bigint[], %b::text[], %b::bytea[], "
    "'{}'::text[], '{}'::bytea[], '{}'::integer[], '{}'::text[])"
)
APPEND_ONE = (
    "SELECT first, last, recorded_at, repeated FROM journal.append_one("
    "%b::uuid, %b::bytea, 'test', %b::uuid, %b::bigint, %b::text, %b::bytea)"
)
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


class Fact(NamedTuple):
    stream: UUID
    version: int = 1
    tag: str = "actor.confirmed"
    state: bytes = b'{"event":"actor.confirmed","on":"2022-03-01","source":"test"}'


class Answer(NamedTuple):
    first: int | None
    last: int | None
    recorded_at: Any
    repeated: bool


def as_app(owner: str) -> Connection:
    return psycopg.connect(conninfo(owner, user="maillage_app"))


def append(connection: Connection, *facts: Fact, command: UUID | None = None) -> Answer:
    """In the transaction of the connection: the caller commits, or not."""
    ids, versions, tags, states = (list(column) for column in zip(*facts, strict=True))
    key = command or uuid4()
    params = (key, hashlib.sha256(repr(facts).encode()).digest(), ids, versions, tags, states)
    row = connection.execute(APPEND, params).fetchone()
    assert row is not None
    return Answer(*row)


def append_one(connection: Connection, fact: Fact, command: UUID | None = None) -> Answer:
    key = command or uuid4()
    params = (key, hashlib.sha256(repr(fact).encode()).digest(), *fact)
    row = connection.execute(APPEND_ONE, params).fetchone()
    assert row is not None
    return Answer(*row)


def positions(connection: Connection) -> list[int]:
    """What a reader sees now, in a transaction of its own."""
    rows = connection.execute("SELECT notification_id FROM journal.entries ORDER BY 1").fetchall()
    connection.commit()
    return [row[0] for row in rows]
