"""What no role may do to the journal, said in SQL: each statement is refused, whoever sends it."""

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from adapters.postgres.embedded import conninfo
from api.crm import Crm
from tests.journal.raw import Connection, Fact, append_one

ENTRY = "'{0}', 1, 99, now(), '{0}', 'faussaire', 'actor.confirmed', ''".format(uuid4())
FORBIDDEN = {
    "insert a fact": f"INSERT INTO journal.entries VALUES ({ENTRY})",
    "change a fact": "UPDATE journal.entries SET author = 'faussaire'",
    "delete a fact": "DELETE FROM journal.entries",
    "empty the journal": "TRUNCATE journal.entries",
    "copy into it": "COPY journal.entries FROM STDIN",
    "forge a receipt": f"INSERT INTO journal.receipts VALUES ('{uuid4()}', '', 1, 1, now())",
    "change a receipt": "UPDATE journal.receipts SET request = ''",
    "delete a receipt": "DELETE FROM journal.receipts",
    "disable a trigger": "ALTER TABLE journal.entries DISABLE TRIGGER ALL",
    "drop a trigger": "DROP TRIGGER entries_only_grow ON journal.entries",
    "drop the table": "DROP TABLE journal.entries",
    "drop the schema": "DROP SCHEMA journal CASCADE",
    "rename the table": "ALTER TABLE journal.entries RENAME TO others",
    "add a column": "ALTER TABLE journal.entries ADD COLUMN more text",
    "add a rule": "CREATE RULE silent AS ON INSERT TO journal.entries DO INSTEAD NOTHING",
    "make a table there": "CREATE TABLE journal.others (one integer)",
    "replace the function": "CREATE OR REPLACE FUNCTION journal.append_one() RETURNS void "
    "LANGUAGE sql AS 'SELECT NULL'",
    "drop the function": "DROP FUNCTION journal.append_one",
    "call the inner function": "SELECT journal.record(NULL, NULL, NULL, NULL, NULL, NULL, NULL, "
    "NULL, NULL, NULL, NULL, NULL)",
    "choose the instant": "SELECT journal.append_demonstration(NULL, NULL, NULL, NULL, NULL, NULL, "
    "NULL, NULL, NULL, NULL, NULL, NULL)",
    "call it a demonstration": "SELECT journal.mark_demonstration('2022-09-30')",
    "change its nature": "UPDATE journal.nature SET demonstration = true",
    "play the replica": "SET session_replication_role = replica",
    "become the owner": "SET ROLE maillage_owner",
    "grant oneself": "GRANT maillage_owner TO maillage_app",
    "forge a key": "INSERT INTO vault.keys VALUES ('k', '', 1, NULL)",
    "change a key": "UPDATE vault.keys SET wrapped = ''",
    "delete a key": "DELETE FROM vault.keys",
    "empty the keys": "TRUNCATE vault.keys",
    "make a function": "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
}
OWNER_TOO = ("change a fact", "delete a fact", "empty the journal", "change a receipt",
             "delete a receipt")  # fmt: skip
"""What the triggers refuse to everyone; a superuser must first disable them, which is seen."""


@pytest.fixture
def marked(crm: Crm, owner: str) -> str:
    """A journal with one fact and its receipt: something to spoil."""
    with psycopg.connect(conninfo(owner, user="maillage_app")) as connection:
        append_one(connection, Fact(uuid4()))
    return owner


def kept(owner: str) -> list[tuple[object, ...]]:
    sql = "SELECT * FROM journal.entries JOIN journal.receipts USING (command_id)"
    with psycopg.connect(owner) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def as_role(marked: str, request: pytest.FixtureRequest) -> Iterator[Connection]:
    with psycopg.connect(conninfo(marked, user=request.param), autocommit=True) as connection:
        yield connection


@pytest.mark.parametrize("as_role", ["maillage_app", "maillage_projector"], indirect=True)
def test_the_statement_is_refused_and_nothing_moves(marked: str, as_role: Connection) -> None:
    before = kept(marked)
    assert len(before) == 1
    answers = {words: answer(as_role, statement) for words, statement in FORBIDDEN.items()}
    assert answers == dict.fromkeys(FORBIDDEN, InsufficientPrivilege)
    assert kept(marked) == before


def answer(connection: Connection, statement: str) -> type[psycopg.Error] | None:
    """The kind of refusal; None when it was done."""
    try:
        if statement.startswith("COPY"):
            with connection.cursor().copy(statement.encode()) as copy:
                copy.write(b"")
        else:
            connection.execute(statement.encode())
    except psycopg.Error as error:
        return type(error)
    return None


@pytest.mark.parametrize("role", ["maillage_owner", None])
@pytest.mark.parametrize("words", OWNER_TOO)
def test_even_its_owner_cannot_change_the_past(marked: str, words: str, role: str | None) -> None:
    before = kept(marked)
    with psycopg.connect(marked, autocommit=True) as connection:
        if role is not None:
            connection.execute(f"SET ROLE {role}".encode())
        with pytest.raises(InsufficientPrivilege, match="only grows"):
            connection.execute(FORBIDDEN[words].encode())
    assert kept(marked) == before


def test_the_control_a_superuser_without_triggers_succeeds(marked: str) -> None:
    """So that the refusals above are known to come from the rules they test."""
    with psycopg.connect(marked, autocommit=True) as connection:
        connection.execute("ALTER TABLE journal.entries DISABLE TRIGGER ALL")
        connection.execute("UPDATE journal.entries SET author = 'faussaire'")
    assert "faussaire" in kept(marked)[0]


def test_the_projector_reads_no_key_and_the_application_only_reads(marked: str) -> None:
    with (
        psycopg.connect(conninfo(marked, user="maillage_projector")) as connection,
        pytest.raises(InsufficientPrivilege),
    ):
        connection.execute("SELECT * FROM vault.keys")
    with psycopg.connect(conninfo(marked, user="maillage_app")) as connection:
        assert connection.execute("SELECT count(*) FROM vault.keys").fetchone() == (0,)


def test_nobody_logs_in_as_the_owner(marked: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        psycopg.connect(conninfo(marked, user="maillage_owner"))
