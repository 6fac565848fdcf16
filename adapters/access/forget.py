"""What goes when an account's holder is forgotten, or its account closed for good."""

from typing import Any
from uuid import UUID

from psycopg import Connection


def shut(connection: Connection[Any], account: UUID) -> None:
    """Nothing is left that enters. In the caller's transaction."""
    connection.execute("DELETE FROM access.credential WHERE account = %s", (account,))
    connection.execute("DELETE FROM access.recovery WHERE account = %s", (account,))
    connection.execute("DELETE FROM access.session WHERE account = %s", (account,))
    connection.execute("DELETE FROM access.link WHERE account = %s", (account,))


def forget(connection: Connection[Any], account: UUID) -> None:
    """Nor anything that tells which address it was. In the caller's transaction.

    The journal keeps what the account did, signed by its number.
    """
    shut(connection, account)
    connection.execute("UPDATE access.login SET lookup = NULL WHERE account = %s", (account,))
    connection.execute("DELETE FROM access.token WHERE account = %s", (account,))
