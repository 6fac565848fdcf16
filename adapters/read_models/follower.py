"""Who keeps the tables up when another process writes? One elected follower, listening.

It listens first and pulls after, so that nothing falls between; it also looks every second.
"""

import threading
from collections.abc import Callable
from typing import Any

import psycopg
import structlog
from psycopg import Connection

from adapters.read_models.projector import Projector

ELECTION = 7052024  # not LOCK + 1: a rebuild holds that one, and goes on beside a follower
PAUSE = 1.0
log = structlog.get_logger()


class Follower(threading.Thread):
    """A thread of each serving process; an advisory lock elects one among them all."""

    def __init__(self, projector: Projector, connect: Callable[[], Connection[Any]]) -> None:
        super().__init__(name="follower", daemon=True)
        self.projector, self.connect = projector, connect
        self.stopping = threading.Event()

    def run(self) -> None:
        while not self.stopping.is_set():
            try:
                with self.connect() as connection:
                    self._campaign(connection)
            except (psycopg.Error, OSError) as error:
                log.warning("follower_waits", reason=type(error).__name__)
                self.stopping.wait(PAUSE)

    def stop(self) -> None:
        """Returns once the thread has let go of the election."""
        self.stopping.set()
        if self.is_alive():
            self.join(5 * PAUSE)

    def _campaign(self, connection: Connection[Any]) -> None:
        connection.autocommit = True
        while not self.stopping.is_set():
            if elected(connection):
                self._follow(connection)
                return
            self.stopping.wait(PAUSE)

    def _follow(self, connection: Connection[Any]) -> None:
        connection.execute("LISTEN journal")
        while not self.stopping.is_set():
            self._catch_up()
            for _ in connection.notifies(timeout=PAUSE, stop_after=1):
                pass

    def _catch_up(self) -> None:
        try:
            self.projector.catch_up()
        except Exception:
            log.exception("follower_failed")
            self.stopping.wait(PAUSE)


def elected(connection: Connection[Any]) -> bool:
    row = connection.execute("SELECT pg_try_advisory_lock(%s)", (ELECTION,)).fetchone()
    return bool(row and row[0])
