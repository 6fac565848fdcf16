"""Whoever commits first or last, a reader never sees a position before those that precede it."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest

from api.crm import Crm
from api.errors import UnavailableError
from domain.commands.actors import AddAlias
from tests.domain.people import ARRAS
from tests.journal.raw import (
    WAITING,
    Answer,
    Connection,
    Fact,
    append,
    append_one,
    as_app,
    positions,
)
from tests.opened import mark_demonstration


class Table:
    """A slow writer, a fast one and a reader, each on its own connection."""

    def __init__(self, slow: Connection, fast: Connection, reader: Connection) -> None:
        self.slow, self.fast, self.reader = slow, fast, reader
        self.pool = ThreadPoolExecutor(1)

    def fast_waits(self) -> Future[Answer]:
        """The fast writer has begun after the slow one, and waits for it."""
        pending = self.pool.submit(self._write)
        while self.reader.execute(WAITING).fetchone() == (0,):
            self.reader.commit()
            assert not pending.done(), pending.result()
        self.reader.commit()
        return pending

    def _write(self) -> Answer:
        answer = append(self.fast, Fact(uuid4()))
        self.fast.commit()
        return answer


@pytest.fixture
def table(owner: str) -> Iterator[Table]:
    with ExitStack() as stack:
        slow, fast, reader = (stack.enter_context(as_app(owner)) for _ in range(3))
        one = Table(slow, fast, reader)
        stack.callback(one.pool.shutdown)
        yield one


def test_the_fast_one_waits_for_the_slow_one_that_came_first(table: Table) -> None:
    slow = append(table.slow, Fact(uuid4()), Fact(uuid4()))
    pending = table.fast_waits()
    assert positions(table.reader) == []
    table.slow.commit()
    fast = pending.result()
    assert (slow.first, slow.last, fast.first) == (1, 2, 3)
    assert positions(table.reader) == [1, 2, 3]


def test_a_rollback_between_leaves_no_gap(table: Table) -> None:
    append_one(table.slow, Fact(uuid4()))
    table.slow.commit()
    append(table.slow, Fact(uuid4()), Fact(uuid4()))
    pending = table.fast_waits()
    assert positions(table.reader) == [1]
    table.slow.rollback()
    assert pending.result().first == 2
    assert positions(table.reader) == [1, 2]


def test_a_command_that_was_rolled_back_left_no_receipt(table: Table) -> None:
    command, fact = uuid4(), Fact(uuid4())
    append(table.slow, fact, command=command)
    table.slow.rollback()
    again = append(table.slow, fact, command=command)
    assert (again.first, again.repeated) == (1, False)


def test_the_same_command_from_two_writers_is_one_fact(table: Table) -> None:
    command, fact = uuid4(), Fact(uuid4())
    first = append(table.slow, fact, command=command)
    pending = table.pool.submit(append, table.fast, fact, command=command)
    table.slow.commit()
    second = pending.result()
    table.fast.commit()
    assert (first.repeated, second.repeated) == (False, True)
    assert second[:3] == first[:3]
    assert positions(table.reader) == [1]


def test_instants_grow_with_positions(table: Table) -> None:
    for writer in (table.slow, table.fast) * 5:
        append_one(writer, Fact(uuid4()))
        writer.commit()
    sql = "SELECT recorded_at FROM journal.entries ORDER BY notification_id"
    instants = [row[0] for row in table.reader.execute(sql)]
    assert len(instants) == 10
    assert instants == sorted(instants)


def test_an_instant_is_never_earlier_than_the_one_before(owner: str) -> None:
    """A clock set back, or a loader that says so, does not turn knowledge round (R25)."""
    mark_demonstration(owner)
    now = datetime(2022, 2, 1, tzinfo=UTC)
    with psycopg.connect(owner, autocommit=True) as connection:
        told = [dated(connection, now + timedelta(days)) for days in (0, -30, 1)]
    assert told == [now, now, now + timedelta(1)]


def dated(connection: Connection, at: datetime) -> datetime:
    fact = Fact(uuid4())
    row = connection.execute(
        "SELECT recorded_at FROM journal.append_demonstration("
        "%b::uuid, %b::bytea, 'test', %b::timestamptz, %b::uuid[], %b::bigint[], %b::text[], "
        "%b::bytea[], '{}'::text[], '{}'::bytea[], '{}'::integer[], '{}'::text[])",
        (uuid4(), b"", at, [fact.stream], [1], [fact.tag], [fact.state]),
    ).fetchone()
    assert row is not None
    instant: datetime = row[0]
    return instant


def test_a_reader_who_follows_four_writers_skips_and_repeats_nothing(owner: str) -> None:
    seen: list[int] = []
    with ThreadPoolExecutor(4) as pool, as_app(owner) as reader:
        writing = [pool.submit(write_many, owner, 40) for _ in range(4)]
        while len(seen) < 160:
            after = seen[-1] if seen else 0
            sql = "SELECT notification_id FROM journal.entries WHERE notification_id > %s"
            seen += [row[0] for row in reader.execute(sql + " ORDER BY 1", (after,))]
            reader.commit()
        for one in writing:
            one.result()
    assert seen == list(range(1, 161))


def write_many(owner: str, number: int) -> None:
    """Single facts and pairs by turns, each its own transaction."""
    with as_app(owner) as connection:
        for turn in range(number // 4):
            append(connection, Fact(uuid4()), Fact(uuid4()), Fact(uuid4()))
            connection.commit()
            append_one(connection, Fact(uuid4()))
            connection.rollback() if turn < 0 else connection.commit()


def test_a_writer_that_waits_too_long_is_told_that_nothing_was_recorded(
    reseau: Crm, owner: str
) -> None:
    head = reseau.journal.head()
    with as_app(owner) as slow:
        append_one(slow, Fact(uuid4()))
        with pytest.raises(UnavailableError):
            reseau.execute(AddAlias(ARRAS, "Arras"), "test")
        slow.rollback()
    assert reseau.journal.head() == head
    assert reseau.execute(AddAlias(ARRAS, "Arras"), "test").positions == [head + 1]
