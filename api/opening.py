"""Composition root of everything but the pages: a database, a journal, tables, a vault."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from typing import Any

import psycopg
from psycopg_pool import ConnectionPool

from adapters.journal.journal import LIVELY, Journal
from adapters.migrations.run import migrate, pending
from adapters.postgres.durability import durability_complaints
from adapters.postgres.embedded import conninfo, embedded
from adapters.read_models.follower import Follower
from adapters.read_models.projector import Projector
from adapters.read_models.rebuild import prepare, rebuild
from adapters.read_models.refill import refill_if_lost
from adapters.reference.tables import place_of
from adapters.vault.ledger import Ledger
from adapters.vault.settling import settle_master_key
from adapters.vault.vault import Vault
from api.crm import Crm
from api.forgetting import forget_again
from api.knowing import as_box
from api.settings import Settings
from domain.personal import Readable
from projections.network import Network
from projections.texts import Text

MANY = 5_000
"""Facts: from there, making the tables whole beats following the journal."""


class NotReadyError(Exception):
    """A French sentence: why the application does not start, and what to do."""


class Doors:
    """The two ways into one database: as its owner to migrate, as the application to serve."""

    def __init__(self, owner: str, serving: str, role: str = "") -> None:
        self.owner, self.serving, self.role = owner, serving, role


@contextmanager
def doors(settings: Settings) -> Iterator[Doors]:
    """The named database, or the embedded one, ready to be logged into."""
    if settings.database_url:
        owner = settings.migration_database_url or settings.database_url
        yield Doors(owner, settings.database_url, "maillage_app")
        return
    with embedded(settings.data_dir) as base:
        yield Doors(base, conninfo(base, user="maillage_app"))


def prepare_database(owner: str) -> list[str]:
    """What `./maillage migrate` does: roles, journal, functions, then empty tables."""
    applied = migrate(owner)
    prepare(owner)
    return applied


@contextmanager
def opened(settings: Settings, pool_size: int = 8, *, follow: bool = False) -> Iterator[Crm]:
    """A ready Crm. The embedded database is migrated at once; a named one only by `migrate`.

    `follow` keeps its tables up with other writers, for as long as it serves.
    """
    with doors(settings) as ways:
        if settings.database_url is None:
            prepare_database(ways.owner)
            settle_master_key(ways.owner, settings.kek_file)
        else:
            refuse_unless_ready(ways, settings)
        with (
            crm(ways, settings, pool_size) as ready,
            following(ways, ready) if follow else nullcontext(),
        ):
            forget_again(ready)
            yield ready


@contextmanager
def following(ways: Doors, crm: Crm) -> Iterator[None]:
    """A follower beside a serving process, for as long as it serves."""

    def connect() -> psycopg.Connection[Any]:
        options = f"-c role={ways.role}" if ways.role else ""
        return psycopg.connect(ways.serving, options=options)

    follower = Follower(crm.projector, connect)
    follower.start()
    try:
        yield
    finally:
        follower.stop()


@contextmanager
def crm(ways: Doors, settings: Settings, pool_size: int = 8) -> Iterator[Crm]:
    # A question alone needs no BEGIN, no COMMIT.
    options: dict[str, Any] = {"autocommit": True, **LIVELY}
    if ways.role:
        options["options"] = f"-c role={ways.role}"
    with ExitStack() as stack:
        pool: ConnectionPool[Any] = stack.enter_context(
            ConnectionPool(
                ways.serving, kwargs=options, min_size=2, max_size=pool_size, timeout=2, open=True
            )
        )
        vault = Vault(settings.kek_file, pool)
        journal = Journal(ways.serving, vault, pool_size=pool_size, role=ways.role)
        stack.callback(journal.close)

        def reveal(text: Text) -> Readable:
            return vault.read([as_box(text)])[0]

        projector = Projector(journal, pool, place_of, reveal)
        with pool.connection() as connection:
            row = connection.execute("SELECT today FROM journal.nature").fetchone()
        ready = Crm(journal, projector, vault, pool, row[0] if row else None)
        ready.ledger = Ledger(settings.erasures_file)
        ready.ledger.complete(pool)
        refill_if_lost(pool, Network(place_of), reveal)
        if ways.role == "" and projector.position() == 0 and journal.head() > MANY:
            rebuild(ways.owner, place_of, reveal)  # tables of a new shape: faster than following
        projector.catch_up()
        yield ready


def refuse_unless_ready(ways: Doors, settings: Settings) -> None:
    if missing := pending(ways.serving):
        raise NotReadyError(
            f"La base n’est pas prête ({', '.join(missing)}) : lancez « ./maillage migrate »."
        )
    with psycopg.connect(ways.serving) as connection:
        complaints = durability_complaints(connection)
    if complaints and not settings.testing:
        raise NotReadyError(" ".join(complaints))
    settle_master_key(ways.serving, settings.kek_file)
