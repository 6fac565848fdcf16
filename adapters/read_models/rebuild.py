"""The tables from nothing: the same code into a new schema, then one atomic switch.

Pages answer throughout from the schema in place; memory stays flat whatever the journal's length.
"""

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg import Connection
from psycopg.sql import SQL, Identifier, Literal

import projections
from adapters.read_models.projector import LOCK, whole_commands
from adapters.read_models.reading import as_entry, source
from adapters.read_models.watch import Watch
from adapters.read_models.writing import DERIVED_KEY, copy_many
from domain.events import Entry
from projections import FICHES
from projections.network import Network, Place
from projections.texts import Reveal
from projections.working_set import (
    FOR_EVER,
    Source,
    WorkingSet,
    Written,
    commands,
    stretches,
)

HERE = Path(__file__).parent
PROJECTIONS = Path(projections.__file__).parent
NEXT = "read_models_next"
COUNTED = ("part", "fait", "situation", "annuaire", "imputation", "dossier", "lien", "mention")
VERSIONED = [*((fiche.table, "id") for fiche in FICHES if fiche.kept), *DERIVED_KEY.items()]
PAGE = 5_000


class Rebuilt(NamedTuple):
    entries: int
    position: int


def rebuild(conninfo: str, place: Callable[[str], Place], reveal: Reveal) -> Rebuilt:
    """As the projector; `conninfo` logs in as a role that may become `maillage_projector`."""
    with (
        psycopg.connect(conninfo) as connection,
        psycopg.connect(conninfo) as journal,
        psycopg.connect(conninfo, autocommit=True) as looking,
    ):
        for one in (connection, looking):
            one.execute("SET ROLE maillage_projector")
        connection.execute("SET synchronous_commit = off")
        connection.execute("SELECT pg_advisory_lock(%s + 1)", (LOCK,))  # one rebuild at a time
        make_schema(connection, NEXT)
        connection.commit()
        filling = Filling(connection, journal, source(looking, NEXT), Network(place), reveal)
        with without_collector():
            filling.fill()
        finish(connection, conninfo)
        return switch(connection, filling, source(connection, NEXT))


def make_schema(connection: Connection[Any], schema: str) -> None:
    name = Identifier(schema)
    connection.execute(SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(name))
    connection.execute(SQL("CREATE SCHEMA {}").format(name))
    run_in(connection, schema, "tables.sql")
    connection.execute(SQL("COMMENT ON SCHEMA {} IS {}").format(name, Literal(shape())))
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
    """Follows the journal page after page into the new schema.

    While a page is folded, the next one is read and the last one written: three connections.
    """

    def __init__(
        self,
        connection: Connection[Any],
        journal: Connection[Any],
        found: Source,
        network: Network,
        reveal: Reveal,
    ) -> None:
        self.connection, self.journal = connection, journal
        self.head = head(journal)
        self.watch = Watch(journal, self.head)
        self.working = WorkingSet(network, self.watch.over(found), reveal)
        self.position = 0
        self.entries = 0
        self.writing: Future[None] | None = None

    def fill(self) -> None:
        """To the end of the journal as it stood at the start."""
        with ThreadPoolExecutor(1) as reader, ThreadPoolExecutor(1) as writer:
            coming = reader.submit(self.read, 0)
            while page := coming.result():
                whole = page if page[-1].position == self.head else whole_commands(page)
                whole = whole or self.read(self.position, 50 * PAGE)
                coming = reader.submit(self.read, whole[-1].position)
                self._apply(whole, writer)
            self._written()

    def read(self, position: int, size: int = PAGE) -> list[Entry]:
        return read_page(self.journal, position, size, self.head)

    def _apply(self, page: Sequence[Entry], writer: ThreadPoolExecutor) -> None:
        working = self.working
        for stretch in stretches(page):
            working.prefetch(stretch)
            for command in commands(stretch):
                working.apply(command)
            written = working.take(stretch[-1].position)
            self.watch.note(written)
            self._written()
            self.writing = writer.submit(self._write, written)
        self.position = page[-1].position
        self.entries += len(page)

    def _written(self) -> None:
        """What was being written stands: two pages back, everything can be looked up."""
        if self.writing is not None:
            self.writing.result()

    def _write(self, written: Written) -> None:
        with self.connection.cursor() as cursor:
            copy_many(cursor, NEXT, written)
        self.connection.commit()


def head(journal: Connection[Any]) -> int:
    row = journal.execute("SELECT max(notification_id) FROM journal.entries").fetchone()
    return (row and row[0]) or 0


LINES = (
    "SELECT originator_id, originator_version, topic, state, notification_id, recorded_at, "
    "author, command_id FROM journal.entries "
    "WHERE notification_id > %b AND notification_id <= %b ORDER BY notification_id LIMIT %b"
)


def read_page(
    journal: Connection[Any], position: int, size: int = PAGE, upto: int = FOR_EVER
) -> list[Entry]:
    with journal.cursor(binary=True) as cursor:
        rows = cursor.execute(LINES, (position, upto, size)).fetchall()
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
    for table in COUNTED:  # or the first questions would be planned as on empty tables
        connection.execute(SQL("ANALYZE {}").format(Identifier(NEXT, table)))
    connection.commit()


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


def switch(connection: Connection[Any], filling: Filling, found: Source) -> Rebuilt:
    """Under the writers' lock: the last entries, the position, and the names change hands."""
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    late = read_page(filling.journal, filling.position, 50 * PAGE)
    if late:
        append_tail(connection, filling, late, found)
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


def append_tail(
    connection: Connection[Any], filling: Filling, late: list[Entry], found: Source
) -> None:
    """What was recorded meanwhile, with its ends applied at once; now the tables have indexes."""
    working = WorkingSet(filling.working.network, found, filling.working.reveal)
    with connection.cursor() as cursor:
        for stretch in stretches(late):
            working.prefetch(stretch)
            for command in commands(stretch):
                working.apply(command)
            write_tail(cursor, working.take(stretch[-1].position))
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
    """An empty set of tables where there is none, or one of another shape than this version's.

    Part of `./maillage migrate`; whoever opens the application next fills them from the journal.
    """
    with psycopg.connect(conninfo) as connection:
        if shape_of(connection) == shape():
            return
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        connection.execute("SET LOCAL ROLE maillage_projector")
        connection.execute("DROP SCHEMA IF EXISTS read_models CASCADE")
        make_schema(connection, "read_models")
        run_in(connection, "read_models", "indexes.sql")


@cache
def shape() -> str:
    """What the tables and their documents look like: the text of all that makes them."""
    made_by = [HERE / "tables.sql", HERE / "indexes.sql", *sorted(PROJECTIONS.glob("*.py"))]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in made_by)).hexdigest()[:32]


def shape_of(connection: Connection[Any]) -> str | None:
    """None where no table stands."""
    sql = "SELECT obj_description(to_regnamespace('read_models'), 'pg_namespace')"
    row = connection.execute(sql).fetchone()
    return row[0] if row else None
