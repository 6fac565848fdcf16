"""What does an error of the database say of a command: not sent, known already, or lost?"""

import psycopg
from eventsourcing.persistence import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    PersistenceError,
)
from psycopg.errors import (
    DiskFull,
    InsufficientResources,
    LockNotAvailable,
    OutOfMemory,
    QueryCanceled,
    TooManyConnections,
)
from psycopg_pool import PoolTimeout

from api.errors import ReusedIdError, UnavailableError

FULL = (DiskFull, OutOfMemory, TooManyConnections, InsufficientResources)
"""The server says no and undoes the statement: a full disk, no memory, too many connections."""


def not_sent(error: Exception) -> bool:
    """Errors after which it is sure that nothing was recorded."""
    refused = (PoolTimeout, LockNotAvailable, QueryCanceled, *FULL)
    return isinstance(error.__cause__, refused)


def sealed_too_late(error: Exception) -> bool:
    """A rotation or an erasure came between sealing and recording: nothing was recorded."""
    return getattr(error.__cause__, "sqlstate", None) == "ML423"


def away(error: Exception) -> bool:
    """Did the database not answer a question? Nobody's fault here, and it will come back."""
    gone = (psycopg.OperationalError, psycopg.InterfaceError, InterfaceError, OperationalError)
    return isinstance(error, gone)


def translated(error: PersistenceError) -> Exception:
    sqlstate = getattr(error.__cause__, "sqlstate", None)
    if isinstance(error, DatabaseError) and sqlstate == "ML409":
        return ReusedIdError()
    if isinstance(error, InterfaceError | OperationalError):
        return UnavailableError()
    return error
