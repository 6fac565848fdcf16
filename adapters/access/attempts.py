"""How long must one wait before another try? Counted before the secret is looked at, atomically.

A try takes its place first: a thousand at once are counted as a thousand, one after the other.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from psycopg import Connection

LONGEST = 600
FORGOTTEN = timedelta(days=1)


class Limit(NamedTuple):
    """Failures that cost nothing, before the wait doubles from one second to ten minutes."""

    free: int

    def wait(self, failures: int) -> int:
        """Seconds to let pass after so many failures in a row."""
        over = failures - self.free
        return 0 if over < 0 else min(2 ** min(over, 10), LONGEST)


ACCOUNT = Limit(5)
NETWORK = Limit(30)
"""Wider: a whole office may stand behind one address."""

TAKE = """
INSERT INTO access.attempt AS a (key, failures, last_at) VALUES (%(key)s, 1, %(now)s)
ON CONFLICT (key) DO UPDATE
  SET failures = CASE WHEN a.last_at < %(forgotten)s THEN 1 ELSE a.failures + 1 END,
      last_at = %(now)s
  WHERE a.failures < %(free)s OR a.last_at < %(forgotten)s
     OR a.last_at + least(2 ^ least(a.failures - %(free)s, 10), %(longest)s)
          * interval '1 second' <= %(now)s
RETURNING failures
"""


class Taken(NamedTuple):
    """`failures` in a row if this one fails too; or `wait`, seconds left, when it may not be."""

    failures: int
    wait: int = 0


def take(connection: Connection[Any], key: bytes, limit: Limit, now: datetime) -> Taken:
    asked = {
        "key": key,
        "now": now,
        "free": limit.free,
        "forgotten": now - FORGOTTEN,
        "longest": LONGEST,
    }
    row = connection.execute(TAKE, asked).fetchone()
    return Taken(row[0]) if row else left(connection, key, limit, now)


def left(connection: Connection[Any], key: bytes, limit: Limit, now: datetime) -> Taken:
    """The wait that is left, rounded up; one second when it has just ended."""
    row = connection.execute(
        "SELECT failures, last_at FROM access.attempt WHERE key = %s", (key,)
    ).fetchone()
    if row is None:
        return Taken(0, wait=1)
    until = row[1] + timedelta(seconds=limit.wait(row[0]))
    return Taken(row[0], wait=max(1, -int((now - until).total_seconds() // 1)))


def clear(connection: Connection[Any], key: bytes) -> None:
    connection.execute("DELETE FROM access.attempt WHERE key = %s", (key,))


def give_back(connection: Connection[Any], key: bytes) -> None:
    """A try that was no failure: the others of the same network keep theirs."""
    connection.execute(
        "UPDATE access.attempt SET failures = failures - 1 WHERE key = %s AND failures > 0", (key,)
    )


def sweep(connection: Connection[Any], now: datetime) -> None:
    connection.execute("DELETE FROM access.attempt WHERE last_at < %s", (now - FORGOTTEN,))
