"""The tables from nothing: the same code into a new schema, then one atomic switch.

Pages answer throughout from the schema in place; memory stays flat whatever the journal's length.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg import Connection
from psycopg.sql import SQL, Identifier, Literal

from adapters.read_models.projector import LOCK, whole_commands
from adapters.read_models.reading import as_entry, source
from adapters.read_models.writing import DERIVED_KEY, copy_many
from domain.events import Entry
from projections import FICHES
from projections.annuaire import Reveal
from projections.network import Network, Place
from projections.working_set import FOR_EVER, WorkingSet, commands, is_structural

HERE = Path(__file__).parent
NEXT = "read_models_next"
VERSIONED = [*((fiche.table, "id") for fiche in FICHES if fiche.kept), *DERIVED_KEY.items()]
PAGE = 5_000


class Rebuilt(NamedTuple):
    entries: int
    position: int


def rebuild(conninfo: str, place: Callable[[str], Place], reveal: Reveal) -> Rebuilt:
    """As the projector; `conninfo` logs in as a role that may become `maillage_projector`."""
    with psycopg.connect(conninfo) as connection, psycopg.connect(conninfo) as journal:
        connection.execute("SET ROLE maillage_projector")
        connection.execute("SET synchronous_commit = off")
        connection.execute("SELECT pg_advisory_lock(%s + 1)", (LOCK,))  # one rebuild at a time
        make_schema(connection, NEXT)
        connection.commit()
        filling = Filling(connection, WorkingSet(Network(place), source(connection, NEXT), reveal))
        with without_collector():
            filling.fill(journal)
        finish(connection, conninfo)
        return switch(connection, journal, filling)


def make_schema(connection: Connection[Any], schema: str) -> None:
    name = Identifier(schema)
    connection.execute(SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(name))
    connection.execute(SQL("CREATE SCHEMA {}").format(name))
    run_in(connection, schema, "tables.sql")
    connection.execute(SQL("GRANT USAGE ON SCHEMA {} TO maillage_app").format(name))
    rights = "SELECT, INSERT, UPDATE, DELETE"
    connection.execute(
        SQL("GRANT " + rights + " ON ALL TABLES IN SCHEMA {} TO maillage_app").format(name)
    )


def run_in(connection: Connection[Any], schema: str, file: str) -> None:
    connection.execute(SQL("SET LOCAL search_path = {}").format(Identifier(schema)))
    connection.execute((HERE / file).read_bytes())


@contextmanager
def without_collector() -> Iterator[None]:
    """Facts and rows hold no cycles: looking for some, page after page, takes half the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Filling:
    """Follows the journal page after page into the new schema."""

    def __init__(self, connection: Connection[Any], working: WorkingSet) -> None:
        self.connection, self.working = connection, working
        self.position = 0
        self.entries = 0

    def fill(self, journal: Connection[Any]) -> None:
        """To the end of the journal as it stands."""
        while page := read_page(journal, self.position):
            whole = page if len(page) < PAGE else whole_commands(page)
            self._apply(whole or read_page(journal, self.position, 50 * PAGE))

    def _apply(self, page: Sequence[Entry]) -> None:
        working = self.working
        working.prefetch(page)
        with self.connection.cursor() as cursor:
            for command in commands(page):
                if is_structural(command):
                    copy_many(cursor, NEXT, working.take(command[0].position - 1))
                    working.prefetch(command)
                working.apply(command)
            copy_many(cursor, NEXT, working.take(page[-1].position))
        self.position = page[-1].position
        self.entries += len(page)
        self.connection.commit()


LINES = (
    "SELECT originator_id, originator_version, topic, state, notification_id, recorded_at, "
    "author, command_id FROM journal.entries "
    "WHERE notification_id > %b ORDER BY notification_id LIMIT %b"
)


def read_page(journal: Connection[Any], position: int, size: int = PAGE) -> list[Entry]:
    with journal.cursor(binary=True) as cursor:
        rows = cursor.execute(LINES, (position, size)).fetchall()
    journal.commit()
    return [as_entry(row) for row in rows]


def finish(connection: Connection[Any], conninfo: str) -> None:
    """Close the versions that ended, then index; the indexes by two connections at once."""
    connection.execute(SQL("CREATE INDEX ON {} (owner, at)").format(Identifier(NEXT, "closing")))
    ends = connection.execute(
        SQL("SELECT EXISTS (SELECT FROM {})").format(Identifier(NEXT, "closing"))
    ).fetchone()
    if ends and ends[0]:
        for table, owner in VERSIONED:
            connection.execute(closing(table, owner))
    connection.commit()
    lines = (HERE / "indexes.sql").read_text().splitlines()
    statements = [line for line in lines if line.startswith("CREATE")]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda half: index(conninfo, half), (statements[::2], statements[1::2])))


def closing(table: str, owner: str) -> Any:
    """Each version open in its own page ends at the first change that came after it."""
    return SQL(
        "UPDATE {} v SET known_to = c.at FROM (SELECT owner, at FROM {}) c "
        "WHERE c.owner = v.{} AND c.at > v.known_from AND v.known_to = {} "
        "AND NOT EXISTS (SELECT FROM {} e "
        "WHERE e.owner = v.{} AND e.at > v.known_from AND e.at < c.at)"
    ).format(
        Identifier(NEXT, table),
        Identifier(NEXT, "closing"),
        Identifier(owner),
        Literal(FOR_EVER),
        Identifier(NEXT, "closing"),
        Identifier(owner),
    )


def index(conninfo: str, statements: list[str]) -> None:
    with psycopg.connect(conninfo) as connection:
        connection.execute("SET ROLE maillage_projector")
        connection.execute("SET LOCAL maintenance_work_mem = '256MB'")
        connection.execute(SQL("SET LOCAL search_path = {}").format(Identifier(NEXT)))
        for statement in statements:
            connection.execute(statement.encode())


def switch(connection: Connection[Any], journal: Connection[Any], filling: Filling) -> Rebuilt:
    """Under the writers' lock: the last entries, the position, and the names change hands."""
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    tail = filling.position
    late = read_page(journal, tail, 50 * PAGE)
    if late:
        append_tail(connection, filling, late)
    connection.execute(
        SQL("UPDATE {} SET position = %s").format(Identifier(NEXT, "position")),
        (filling.position,),
    )
    connection.execute("DROP SCHEMA IF EXISTS read_models_former CASCADE")
    connection.execute("ALTER SCHEMA read_models RENAME TO read_models_former")
    connection.execute("ALTER SCHEMA read_models_next RENAME TO read_models")
    connection.commit()
    connection.execute("DROP SCHEMA read_models_former CASCADE")
    connection.commit()
    return Rebuilt(filling.entries, filling.position)


def append_tail(connection: Connection[Any], filling: Filling, late: list[Entry]) -> None:
    """What was recorded meanwhile, with its ends applied at once."""
    working = filling.working
    working.prefetch(late)
    with connection.cursor() as cursor:
        for command in commands(late):
            if is_structural(command):
                write_tail(cursor, working.take(command[0].position - 1))
                working.prefetch(command)
            working.apply(command)
        write_tail(cursor, working.take(late[-1].position))
    filling.position = late[-1].position
    filling.entries += len(late)


def write_tail(cursor: Any, written: Any) -> None:
    cursor.execute(SQL("TRUNCATE {}").format(Identifier(NEXT, "closing")))
    copy_many(cursor, NEXT, written._replace(documents={}, rows={}, faits=[]))
    if written.closings:
        for table, owner in VERSIONED:
            cursor.execute(closing(table, owner))
    copy_many(cursor, NEXT, written._replace(closings={}))


def prepare(conninfo: str) -> None:
    """An empty set of tables where there is none yet: part of `./maillage migrate`."""
    with psycopg.connect(conninfo) as connection:
        known = connection.execute("SELECT to_regclass('read_models.position')").fetchone()
        if known and known[0] is not None:
            return
        connection.execute("SET LOCAL ROLE maillage_projector")
        connection.execute("DROP SCHEMA IF EXISTS read_models CASCADE")
        make_schema(connection, "read_models")
        run_in(connection, "read_models", "indexes.sql")
