"""Keep the tables in step: after a command, by the follower, and from nothing."""

import threading
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import structlog
from psycopg import Connection, OperationalError
from psycopg_pool import ConnectionPool

from adapters.journal.journal import Journal
from adapters.journal.mapper import UnknownTagError
from adapters.read_models.reading import load_network, source
from adapters.read_models.writing import write_few
from domain.events import Entry
from projections.network import NETWORK_TAGS, Network, Place
from projections.texts import Reveal
from projections.working_set import WorkingSet, commands, stretches

LOCK = 7052022
PAGE = 500
TRIES = 3
BEHIND = (
    "SELECT position < coalesce((SELECT max(notification_id) FROM journal.entries), 0) "
    "FROM read_models.position"
)
log = structlog.get_logger()


class Health(NamedTuple):
    """How far the tables are from the journal, and what was set aside."""

    position: int
    head: int
    error: str | None
    set_aside: list[tuple[int, str]]


class Projector:
    """One per process; its network is read again when another process moved the position."""

    def __init__(
        self,
        journal: Journal,
        pool: ConnectionPool[Any],
        place: Callable[[str], Place],
        reveal: Reveal,
    ) -> None:
        self.journal, self.pool, self.place, self.reveal = journal, pool, place, reveal
        self.network = Network(place)
        self.known_at = -1
        self.error: str | None = None
        self.failures: dict[int, int] = {}
        self.mutex = threading.Lock()

    def catch_up(self, fresh: Sequence[Entry] = ()) -> int:
        """Apply what the journal has and the tables lack; returns the position reached.

        `fresh` are the facts just appended: no need to read them again when nothing lies between.
        """
        with self.mutex:
            position = self._page_or_less(fresh)
            while not fresh or position < fresh[-1].position:
                further = self._page_or_less()
                if further == position:
                    break
                position = further
            return position

    def _page_or_less(self, fresh: Sequence[Entry] = ()) -> int:
        """A command that cannot be projected never stops the others: it is set aside and named."""
        try:
            position = self._page(fresh)
        except OperationalError:
            raise  # the database is away: nothing is wrong with the entries
        except UnknownTagError as error:
            self.error = str(error)
            raise  # a fact of a later version: nothing may be skipped
        except Exception:  # noqa: BLE001  # whatever a projection raises is looked at alone
            return self._one_command()
        self.error = None
        return position

    def _one_command(self) -> int:
        position = self.position()
        try:
            return self._page(self.journal.command_at(position + 1))
        except Exception as error:  # whatever a projection raises is set aside
            self.error = named(error)
            log.exception("projection_failed", position=position + 1, error=self.error)
            tries = self.failures[position + 1] = self.failures.get(position + 1, 0) + 1
            return self._set_aside(position + 1, tries) if tries >= TRIES else position

    def _set_aside(self, position: int, tries: int) -> int:
        last = self.journal.command_at(position)[-1].position
        with self.pool.connection() as connection, connection.transaction():
            if locked_position(connection) != position - 1:
                return self.position()
            connection.execute(
                "INSERT INTO read_models.set_aside VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                (position, self.error, tries),
            )
            connection.execute("UPDATE read_models.position SET position = %s", (last,))
        return last

    def position(self) -> int:
        with self.pool.connection() as connection:
            row = connection.execute("SELECT position FROM read_models.position").fetchone()
        return int(row[0]) if row else 0

    def behind(self) -> bool:
        """Does the journal hold what the tables do not show yet?"""
        with self.pool.connection() as connection:
            row = connection.execute(BEHIND).fetchone()
        return bool(row and row[0])

    def health(self) -> Health:
        with self.pool.connection() as connection:
            aside = connection.execute("SELECT position, error FROM read_models.set_aside")
            set_aside = [(int(position), str(error)) for position, error in aside]
        return Health(self.position(), self.journal.head(), self.error, set_aside)

    def _page(self, fresh: Sequence[Entry] = ()) -> int:
        with (
            self.pool.connection() as connection,
            connection.pipeline(),  # statements travel together: two round trips, not eight
            connection.transaction(),
        ):
            connection.execute("SET LOCAL synchronous_commit = off")
            position = locked_position(connection)
            page = self._next(position, fresh)
            if not page:
                return position
            self._know(connection, position)
            self.known_at = -1  # until this page is committed, the network runs ahead
            self._apply(connection, page)
        self.known_at = page[-1].position
        return self.known_at

    def _know(self, connection: Connection[Any], position: int) -> None:
        """The network as of a position: fed with what another process applied, or read whole."""
        if self.known_at == position:
            return
        if not 0 <= self.known_at < position:
            self.network = load_network(connection, "read_models", Network(self.place))
            return
        for entry in self.journal.facts(self.known_at, position, NETWORK_TAGS):
            self.network.evolve(entry)

    def _next(self, position: int, fresh: Sequence[Entry]) -> Sequence[Entry]:
        if fresh and fresh[0].position == position + 1:
            return fresh
        page = self.journal.after(position, PAGE)
        if len(page) < PAGE:
            return page
        return whole_commands(page) or self.journal.command_at(position + 1)

    def _apply(self, connection: Connection[Any], page: Sequence[Entry]) -> None:
        working = WorkingSet(self.network, source(connection, "read_models"), self.reveal)
        for stretch in stretches(page):
            working.prefetch(stretch)
            for command in commands(stretch):
                working.apply(command)
            write_few(connection, working.take(stretch[-1].position))


def named(error: Exception) -> str:
    """The type of an error and where it was raised: its message may hold a text about a person."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} ({Path(last.filename).name}:{last.lineno})"


def locked_position(connection: Connection[Any]) -> int:
    """One writer of the tables at a time, whatever the process."""
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    row = connection.execute("SELECT position FROM read_models.position").fetchone()
    assert row is not None  # noqa: S101  # the table always holds its one row
    return int(row[0])


def whole_commands(page: Sequence[Entry]) -> Sequence[Entry]:
    """A full page may cut its last command: leave that one for the next."""
    last = page[-1].command_id
    cut = len(page)
    while cut and page[cut - 1].command_id == last:
        cut -= 1
    return page[:cut]
