"""A real PostgreSQL for every test that asks: fresh databases, or clones of a template."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
from psycopg import sql

from adapters.postgres.embedded import conninfo

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


def _maintain(server: str, statement: str, *names: str) -> None:
    with psycopg.connect(conninfo(server, database="postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
