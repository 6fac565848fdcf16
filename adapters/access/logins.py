"""Which account has this address? A look-up made from the journal, and made again when it moved.

Whatever door changed an account (a page, a command of the terminal, a restore), its row follows.
"""

from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

ACCOUNTS = """
SELECT originator_id AS account, max(originator_version) AS version FROM journal.entries
 WHERE topic IN (
   'account.opened', 'account.identity_corrected', 'account.closed', 'account.reopened')
 GROUP BY originator_id
"""
STALE = f"""
SELECT told.account, told.version FROM ({ACCOUNTS}) told
  LEFT JOIN access.login l USING (account)
 WHERE l.version IS DISTINCT FROM told.version OR l.epoch < %s
 ORDER BY told.account
"""  # noqa: S608 - two statements of this file
WRITE = """
INSERT INTO access.login (account, lookup, version, epoch)
VALUES (%(account)s, %(lookup)s, %(version)s, %(epoch)s)
ON CONFLICT (account) DO UPDATE
  SET lookup = excluded.lookup, version = excluded.version, epoch = excluded.epoch
"""


class Known(NamedTuple):
    account: UUID
    version: int


def all_accounts(connection: Connection[Any]) -> list[UUID]:
    """Every account ever opened, the journal says."""
    return [row[0] for row in connection.execute(ACCOUNTS.encode())]


def stale(connection: Connection[Any], epoch: int) -> list[Known]:
    """The accounts whose row is not what the journal tells, or is of a former master key."""
    return [Known(*row) for row in connection.execute(STALE.encode(), (epoch,))]


def write(connection: Connection[Any], known: Known, lookup: bytes | None, epoch: int) -> None:
    """An address that another account has stays theirs: this one waits for its own."""
    with connection.transaction():
        connection.execute("LOCK TABLE access.login IN SHARE ROW EXCLUSIVE MODE")
        taken = connection.execute(
            "SELECT FROM access.login WHERE lookup = %s AND account <> %s", (lookup, known.account)
        ).fetchone()
        kept = None if taken is not None else lookup
        connection.execute(WRITE, {**known._asdict(), "lookup": kept, "epoch": epoch})


def find(connection: Connection[Any], lookup: bytes) -> UUID | None:
    row = connection.execute(
        "SELECT account FROM access.login WHERE lookup = %s", (lookup,)
    ).fetchone()
    return row[0] if row else None
