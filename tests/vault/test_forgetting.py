"""The fact that erases a person destroys its keys, whatever door records it."""

from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest

from adapters.vault.envelope import new_key
from adapters.vault.master_key import MasterKey
from tests.journal.raw import Connection, Fact, append_one, as_app

APPEND = (
    "SELECT journal.append(%b::uuid, ''::bytea, 'test', %b::uuid[], %b::bigint[], %b::text[], "
    "%b::bytea[], %b::text[], %b::bytea[], %b::integer[], %b::text[])"
)
MASTER = MasterKey(1, b"m" * 32)
PERSON, OTHER = uuid4(), uuid4()


def told(person: UUID, *texts: str) -> bytes:
    return msgspec.json.encode({"event": "person.erased", "person": person, "texts": texts})


def sealed(connection: Connection, person: UUID | None, epoch: int = 1, key: Any = None) -> Any:
    """A fact with one key."""
    key = key or new_key(MASTER._replace(epoch=epoch), person and str(person))
    fact = Fact(uuid4())
    columns = ([fact.stream], [1], [fact.tag], [fact.state])
    keys = ([key.key_id], [key.wrapped], [key.epoch], [key.person])
    connection.execute(APPEND, (uuid4(), *columns, *keys))
    connection.commit()
    return key


def kept(owner: str) -> set[str]:
    with psycopg.connect(owner) as connection:
        return {row[0] for row in connection.execute("SELECT key_id FROM vault.keys")}


def test_the_keys_of_the_person_and_of_the_texts_go_and_no_other(owner: str) -> None:
    with as_app(owner) as app:
        mine, yours = sealed(app, PERSON), sealed(app, OTHER)
        named, alone = sealed(app, None), sealed(app, None)
        append_one(app, Fact(uuid4(), 1, "person.erased", told(PERSON, named.key_id)))
        assert kept(owner) == {one.key_id for one in (mine, yours, named, alone)}
        app.commit()
    assert kept(owner) == {yours.key_id, alone.key_id}


def test_a_destroyed_key_never_comes_back(owner: str) -> None:
    """A command sealed before the erasure, and sent after it, brings the same key again."""
    with as_app(owner) as app:
        key = sealed(app, PERSON)
        append_one(app, Fact(uuid4(), 1, "person.erased", told(PERSON)))
        app.commit()
        with pytest.raises(psycopg.Error) as refusal:
            sealed(app, PERSON, key=key)
    assert refusal.value.sqlstate == "ML423"
    assert kept(owner) == set()


def test_a_key_of_another_epoch_is_refused(owner: str) -> None:
    with as_app(owner) as app:
        for epoch in (0, 2):
            with pytest.raises(psycopg.Error) as refusal:
                sealed(app, PERSON, epoch=epoch)
            assert refusal.value.sqlstate == "ML423"
            app.rollback()
        sealed(app, PERSON, epoch=1)


def test_an_erasure_that_does_not_read_is_refused(owner: str) -> None:
    with as_app(owner) as app, pytest.raises(psycopg.Error):
        append_one(app, Fact(uuid4(), 1, "person.erased", b"illisible"))
