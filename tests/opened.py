"""A Crm on a database of a test: as the application serves it, or as a loader fills it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg

from adapters.postgres.embedded import conninfo
from api.crm import Crm
from api.opening import Doors
from api.opening import crm as opened_crm
from api.settings import read_settings


@contextmanager
def application(owner: str, kek_file: Path, pool_size: int = 4) -> Iterator[Crm]:
    """With the rights of `maillage_app`, as in production."""
    ways = Doors(owner, conninfo(owner, user="maillage_app"))
    with _opened(ways, kek_file, pool_size) as ready:
        yield ready


@contextmanager
def loader(owner: str, kek_file: Path) -> Iterator[Crm]:
    """With the rights of the demonstration's loader: `at` sets the instant of recording (R53)."""
    with _opened(Doors(owner, owner), kek_file, 2) as ready:
        yield ready


@contextmanager
def _opened(ways: Doors, kek_file: Path, pool_size: int) -> Iterator[Crm]:
    settings = read_settings(
        {
            "DATA_DIR": str(kek_file.parent),
            "MAILLAGE_KEK_FILE": str(kek_file),
            "MAILLAGE_ENV": "test",
        }
    )
    with opened_crm(ways, settings, pool_size) as ready:
        yield ready


def mark_demonstration(owner: str, today: date | None = None) -> None:
    """From now on this journal takes given instants; without a day, today is the real one."""
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("SELECT journal.mark_demonstration(%s)", (today,))
