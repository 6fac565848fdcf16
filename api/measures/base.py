"""A scratch server, its databases, and an application on one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import msgspec
import psycopg
from psycopg.sql import SQL, Identifier

from adapters.measure.scratch import scratch_home
from adapters.postgres.embedded import conninfo, embedded
from adapters.vault.master_key import make_master_key
from api.crm import Crm
from api.opening import Doors, prepare_database
from api.opening import crm as opened_crm
from api.settings import Settings


class Ground(NamedTuple):
    """Where measures run: the superuser's conninfo of the server, and the settings there."""

    server: str
    settings: Settings


@contextmanager
def scratch(settings: Settings) -> Iterator[Ground]:
    """An embedded server with the durability of production, thrown away at the end."""
    with scratch_home(settings.data_dir) as home:
        here = msgspec.structs.replace(
            settings,
            data_dir=home,
            database_url=None,
            migration_database_url=None,
            kek_file=home / "cle-maitresse",
            erasures_file=home / "effacements.jsonl",
        )
        make_master_key(here.kek_file)
        with embedded(home) as server:
            yield Ground(server, here)


def database(ground: Ground, name: str) -> str:
    """The owner's conninfo on a new, migrated, empty database."""
    with psycopg.connect(ground.server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    owner = conninfo(ground.server, database=name)
    prepare_database(owner)
    return owner


@contextmanager
def application(ground: Ground, owner: str, pool_size: int = 8) -> Iterator[Crm]:
    """A Crm with the rights of the application alone."""
    ways = Doors(owner, conninfo(owner, user="maillage_app"))
    with opened_crm(ways, ground.settings, pool_size) as ready:
        yield ready
