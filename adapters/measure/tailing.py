"""Does a reader who follows the journal beside eight writers miss a line, or see one twice?

The control is what an ordinary table does: a position taken from a sequence, without the lock.
A slow writer then commits a lower position after the reader has gone past it.
"""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from random import Random
from typing import Any, NamedTuple
from uuid import uuid4

import psycopg
from psycopg import Connection

from adapters.measure.verdicts import Verdict, verdict

WRITERS = 8
STATE = b'{"event":"actor.confirmed","on":"2022-03-01","source":"essai"}'
LOOSE_TABLE = (
    "CREATE TABLE public.loose (position bigserial PRIMARY KEY, stream uuid NOT NULL, state bytea)"
)
LOOSE = "INSERT INTO public.loose (stream, state) VALUES (%b, %b)"
ORDERED = (
    "SELECT first FROM journal.append_one("
    "%b::uuid, '\\x00', 'Salarié 1', %b::uuid, 1, 'actor.confirmed', %b::bytea)"
)


class Journal(NamedTuple):
    """Where lines go, how one is added, and where they are read."""

    table: str
    column: str
    add: Callable[[Connection[Any]], object]


def ordered(connection: Connection[Any]) -> object:
    return connection.execute(ORDERED, (uuid4(), uuid4(), STATE), prepare=True)


def loose(connection: Connection[Any]) -> object:
    return connection.execute(LOOSE, (uuid4(), STATE), prepare=True)


OURS = Journal("journal.entries", "notification_id", ordered)
CONTROL = Journal("public.loose", "position", loose)


class Seen(NamedTuple):
    written: int
    skipped: int
    twice: int


def measure_tail(owner: str, serving: str, seconds: float) -> Verdict:
    seen = follow(OURS, serving, seconds)
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(LOOSE_TABLE)
    control = follow(CONTROL, owner, min(seconds, 10.0))
    return verdict(
        "tail_reader",
        "lines skipped or seen twice",
        seen.written,
        seen.skipped + seen.twice,
        control.skipped,
        f"0 beside {WRITERS} writers for {seconds:g} s; the control skips",
        {"skipped": seen.skipped, "twice": seen.twice, "control_lines": control.written},
    )


def follow(journal: Journal, conninfo: str, seconds: float) -> Seen:
    """The reader starts before the writers, and ends after them."""
    stop = threading.Event()
    with ExitStack() as stack:
        connections = [stack.enter_context(psycopg.connect(conninfo)) for _ in range(WRITERS)]
        writers = [
            threading.Thread(target=write, args=(journal, connection, stop, rank))
            for rank, connection in enumerate(connections)
        ]
        reader = stack.enter_context(psycopg.connect(conninfo, autocommit=True))
        for writer in writers:
            writer.start()
        found = read_until(journal, reader, time.monotonic() + seconds)
        stop.set()
        for writer in writers:
            writer.join()
        found += read_from(journal, reader, found[-1] if found else 0)
        every = {row[0] for row in reader.execute(select(journal, "true"))}
    return Seen(len(every), len(every - set(found)), len(found) - len(set(found)))


def write(journal: Journal, connection: Connection[Any], stop: threading.Event, seed: int) -> None:
    """Most commits come at once; one in thirty is slow, as many are given up."""
    chance = Random(seed)  # noqa: S311  # the pace of a trial needs no cryptography
    while not stop.is_set():
        journal.add(connection)
        draw = chance.random()
        if draw < 0.03:
            time.sleep(chance.random() * 0.005)
        if draw > 0.97:
            connection.rollback()
        else:
            connection.commit()


def read_until(journal: Journal, reader: Connection[Any], deadline: float) -> list[int]:
    found: list[int] = []
    while time.monotonic() < deadline:
        found += read_from(journal, reader, found[-1] if found else 0)
    return found


def read_from(journal: Journal, reader: Connection[Any], position: int) -> list[int]:
    rows = reader.execute(select(journal, f"{journal.column} > %b"), (position,))
    return [row[0] for row in rows]


def select(journal: Journal, condition: str) -> bytes:
    column, table = journal.column, journal.table
    return f"SELECT {column} FROM {table} WHERE {condition} ORDER BY {column}".encode()  # noqa: S608  # names of ours
