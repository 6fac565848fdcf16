"""A real PostgreSQL for every test that asks: fresh databases, or clones of a template."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from adapters.postgres.embedded import conninfo
from api.opening import prepare_database

# Nothing in a test outlives the machine; each server is thrown away after the run.
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


@contextmanager
def fresh_database(server: str, template: str = "template1") -> Iterator[str]:
    """A database of one's own, made from a template (some 30 ms) and dropped at the end."""
    name = f"t_{uuid4().hex}"
    _maintain(server, "CREATE DATABASE {} TEMPLATE {}", name, template)
    try:
        yield conninfo(server, database=name)
    finally:
        _maintain(server, "DROP DATABASE {} WITH (FORCE)", name)


def template_database(server: str, name: str, build: Callable[[str], None]) -> str:
    """Build the template once for the whole run, whichever worker comes first; return its name.

    `build` gets a superuser's conninfo on it and must leave no connection open.
    """
    with psycopg.connect(conninfo(server, database="postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        if connection.execute(known, [name]).fetchone() is None:
            draft = f"{name}_{uuid4().hex}"
            _maintain(server, "CREATE DATABASE {} TEMPLATE template1", draft)
            build(conninfo(server, database=draft))
            _maintain(server, "ALTER DATABASE {} RENAME TO {}", draft, name)
    return name


MIGRATED = "t_migrated"


@contextmanager
def migrated_database(server: str) -> Iterator[str]:
    """The superuser's conninfo on a database as `./maillage migrate` leaves it."""
    with cloned_database(server, template_database(server, MIGRATED, _migrate)) as database:
        yield database


@contextmanager
def cloned_database(server: str, template: str) -> Iterator[str]:
    """A clone does not take over the rights on its template: migration 001 gives them again."""
    with fresh_database(server, template) as database:
        name = sql.Identifier(str(conninfo_to_dict(database)["dbname"]))
        for right in (
            "REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC",
            "GRANT CREATE ON DATABASE {} TO maillage_projector",
        ):
            with psycopg.connect(database, autocommit=True) as connection:
                connection.execute(sql.SQL(right).format(name))
        yield database


def _migrate(database: str) -> None:
    prepare_database(database)


def _maintain(server: str, statement: str, *names: str) -> None:
    with psycopg.connect(conninfo(server, database="postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
