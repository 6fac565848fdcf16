"""What every flow of accounts needs at hand: the Crm, a connection, the clock, the master key."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from psycopg import Connection

from adapters.vault.master_key import MasterKey
from api.crm import Crm
from api.knowing import PARIS


def now_utc() -> datetime:
    return datetime.now(UTC)


class Desk(NamedTuple):
    """The clock is the real one, in a demonstration too: a session there lives in our days."""

    crm: Crm
    clock: Callable[[], datetime] = now_utc

    def rows(self) -> AbstractContextManager[Connection[Any]]:
        """A connection of the pool; each statement stands alone unless a transaction is opened.

        Nothing that takes another one (a command, the vault) is asked while it is held: under a
        crowd, everybody would wait for everybody.
        """
        return self.crm.pool.connection()

    def now(self) -> datetime:
        return self.clock()

    def day(self) -> date:
        """The civil day in Paris."""
        return self.clock().astimezone(PARIS).date()

    def master(self) -> MasterKey:
        """The key under which the look-ups and the second factors of this database stand."""
        return self.crm.vault.current()
