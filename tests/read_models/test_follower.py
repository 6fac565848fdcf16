"""Another process writes: does the elected follower keep the tables up, alone and for ever?"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from adapters.read_models.follower import ELECTION, Follower
from adapters.read_models.rebuild import rebuild
from adapters.reference.tables import place_of
from api.crm import Crm
from domain.commands.actors import RegisterActor

PATIENCE = 30.0


def until(true: Callable[[], bool]) -> bool:
    """Wait for what another thread does: generous, since machines differ."""
    deadline = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < deadline:
        time.sleep(0.02)
    return true()


@contextmanager
def following(crm: Crm, conninfo: str) -> Iterator[Follower]:
    follower = Follower(crm.projector, lambda: psycopg.connect(conninfo))
    follower.start()
    try:
        yield follower
    finally:
        follower.stop()


def register_silently(crm: Crm, monkeypatch: pytest.MonkeyPatch) -> None:
    """As another process would: recorded, and this one's tables not told."""
    with monkeypatch.context() as patch:
        patch.setattr(crm, "_project", lambda *_: None)
        crm.execute(RegisterActor(uuid4(), "Ville de Calais", effective_on=date(2020, 1, 1)), "x")


def lag(crm: Crm) -> int:
    health = crm.projector.health()
    return health.head - health.position


def test_the_follower_applies_what_others_recorded(
    crm: Crm, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_silently(crm, monkeypatch)
    assert lag(crm) == 1
    with following(crm, owner):
        assert until(lambda: lag(crm) == 0)
        register_silently(crm, monkeypatch)
        assert until(lambda: lag(crm) == 0)


def test_one_follower_is_elected_and_the_next_takes_over(
    crm: Crm, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with following(crm, owner) as first:
        assert until(lambda: holders(owner) == 1)
        with following(crm, owner):
            time.sleep(0.2)
            assert holders(owner) == 1
            first.stop()
            register_silently(crm, monkeypatch)
            assert until(lambda: lag(crm) == 0)


def test_the_follower_comes_back_after_its_connection_is_cut(
    crm: Crm, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with following(crm, owner):
        assert until(lambda: holders(owner) == 1)
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks "
                "WHERE locktype = 'advisory' AND objid = %s AND granted",
                [ELECTION],
            )
        register_silently(crm, monkeypatch)
        assert until(lambda: lag(crm) == 0)


def test_a_rebuild_goes_on_beside_a_follower(
    crm: Crm, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with following(crm, owner):
        assert until(lambda: holders(owner) == 1)
        register_silently(crm, monkeypatch)
        assert rebuild(in_a_hurry(owner), place_of, lambda text: crm.read([text])[0]).position == 1
        register_silently(crm, monkeypatch)
        assert until(lambda: lag(crm) == 0)


def in_a_hurry(conninfo: str) -> str:
    """A lock that never comes is an error, not a test that never ends."""
    return psycopg.conninfo.make_conninfo(conninfo, options="-c lock_timeout=10s")


def holders(conninfo: str) -> int:
    with psycopg.connect(conninfo) as connection:
        row: tuple[Any, ...] | None = connection.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted "
            "AND objid = %s AND database = (SELECT oid FROM pg_database "
            "WHERE datname = current_database())",
            [ELECTION],
        ).fetchone()
    return int(row[0]) if row else 0
