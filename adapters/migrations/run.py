"""Which migrations does this database still need, and apply them."""

from collections.abc import Collection
from pathlib import Path

import psycopg
from psycopg.sql import SQL

HERE = Path(__file__).parent
LOCK = 7052020


class MigrationError(Exception):
    """A French sentence for the person who runs `./maillage migrate`."""


def migrations() -> list[Path]:
    return sorted(HERE.glob("[0-9][0-9][0-9]_*.sql"))


def migrate(conninfo: str, only: Collection[str] | None = None) -> list[str]:
    """Apply what is missing, one transaction each; returns the names applied.

    Only this creates anything in the database: a serving process never does. `only`: the shape a
    backup was made in, no further.
    """
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        connection.execute(
            "CREATE TABLE IF NOT EXISTS public.maillage_migrations "
            "(name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
        )
        # The application looks whether it is up to date before it serves.
        connection.execute("GRANT SELECT ON public.maillage_migrations TO PUBLIC")
        wanted = [path for path in missing(connection) if only is None or path.stem in only]
        return [path.stem for path in wanted if applied(connection, path)]


def missing(connection: psycopg.Connection[tuple[str]]) -> list[Path]:
    done = {row[0] for row in connection.execute("SELECT name FROM public.maillage_migrations")}
    unknown = done - {path.stem for path in migrations()}
    if unknown:
        raise MigrationError(
            f"La base connaît des étapes que cette version ignore ({', '.join(sorted(unknown))}) : "
            "installez la version de Maillage qui les a faites, ou une plus récente."
        )
    return [path for path in migrations() if path.stem not in done]


def applied(connection: psycopg.Connection[tuple[str]], path: Path) -> bool:
    with connection.transaction():
        connection.execute(path.read_bytes())
        connection.execute(
            SQL("INSERT INTO public.maillage_migrations (name) VALUES (%s)"), (path.stem,)
        )
    return True


def pending(conninfo: str) -> list[str]:
    """What `migrate` would apply; an empty database needs everything."""
    with psycopg.connect(conninfo) as connection:
        known = connection.execute("SELECT to_regclass('public.maillage_migrations')").fetchone()
        if known is None or known[0] is None:
            return [path.stem for path in migrations()]
        return [path.stem for path in missing(connection)]
