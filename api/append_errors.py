"""What does an error of the database say of a command: not sent, known already, or lost?"""

from eventsourcing.persistence import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    PersistenceError,
)
from psycopg.errors import LockNotAvailable, QueryCanceled
from psycopg_pool import PoolTimeout

from api.errors import ReusedIdError, UnavailableError


def not_sent(error: Exception) -> bool:
    """Errors after which it is sure that nothing was recorded."""
    return isinstance(error.__cause__, PoolTimeout | LockNotAvailable | QueryCanceled)


def sealed_too_late(error: Exception) -> bool:
    """A rotation or an erasure came between sealing and recording: nothing was recorded."""
    return getattr(error.__cause__, "sqlstate", None) == "ML423"


def translated(error: PersistenceError) -> Exception:
    sqlstate = getattr(error.__cause__, "sqlstate", None)
    if isinstance(error, DatabaseError) and sqlstate == "ML409":
        return ReusedIdError()
    if isinstance(error, InterfaceError | OperationalError):
        return UnavailableError()
    return error
