"""Who is behind this cookie? Sessions by the hash of their token; the token itself is nowhere."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from adapters.access.secret import new_token, token_hash

ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
"""How often it is written that somebody is there: what is kept is never later than the truth."""


class Session(NamedTuple):
    """A row, with what else the same question can tell: is there a second factor, and how far

    the streams of the account and of its salarié go, so that known states need no question.
    """

    id: UUID
    account: UUID
    role: str
    salarie: UUID | None
    opened_at: datetime
    seen_at: datetime
    strong: bool
    means: str
    device: str
    pending: bytes | None
    second_factor: bool
    account_version: int
    salarie_version: int


READ = """
SELECT s.id, s.account, s.role, s.salarie, s.opened_at, s.seen_at, s.strong, s.means, s.device,
       s.pending, c.totp IS NOT NULL AS second_factor,
       (SELECT coalesce(max(e.originator_version), 0) FROM journal.entries e
         WHERE e.originator_id = s.account) AS account_version,
       (SELECT coalesce(max(e.originator_version), 0) FROM journal.entries e
         WHERE e.originator_id = s.salarie) AS salarie_version
  FROM access.session s LEFT JOIN access.credential c USING (account)
 WHERE s.token_hash = %s
"""


def read(connection: Connection[Any], token: str) -> Session | None:
    with connection.cursor(row_factory=class_row(Session)) as cursor:
        return cursor.execute(READ, (token_hash(token),)).fetchone()


class Opening(NamedTuple):
    """What a new session is told; `id` is shown, the token never again."""

    id: UUID
    account: UUID
    role: str
    salarie: UUID | None
    strong: bool
    means: str
    device: str


def open_session(
    connection: Connection[Any], opening: Opening, opened_at: datetime, now: datetime
) -> str:
    token = new_token()
    connection.execute(
        "INSERT INTO access.session (token_hash, id, account, role, salarie, strong, means, "
        "device, opened_at, seen_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (token_hash(token), *opening, opened_at, now),
    )
    return token


def seen(connection: Connection[Any], session: UUID, now: datetime) -> None:
    connection.execute("UPDATE access.session SET seen_at = %s WHERE id = %s", (now, session))


def close(connection: Connection[Any], token: str) -> bool:
    """False when it was closed already, by a click or by another request."""
    sql = "DELETE FROM access.session WHERE token_hash = %s"
    return connection.execute(sql, (token_hash(token),)).rowcount == 1


def set_pending(connection: Connection[Any], session: UUID, pending: bytes) -> bytes:
    """The second factor being set in this session; the first one shown stays until confirmed."""
    row = connection.execute(
        "UPDATE access.session SET pending = coalesce(pending, %s) WHERE id = %s RETURNING pending",
        (pending, session),
    ).fetchone()
    return bytes(row[0]) if row else pending


class Line(NamedTuple):
    """A session as its holder reads it."""

    id: UUID
    opened_at: datetime
    seen_at: datetime
    strong: bool
    means: str
    device: str


def of_account(connection: Connection[Any], account: UUID) -> list[Line]:
    sql = (
        "SELECT id, opened_at, seen_at, strong, means, device FROM access.session "
        "WHERE account = %s ORDER BY seen_at DESC, id"
    )
    with connection.cursor(row_factory=class_row(Line)) as cursor:
        return cursor.execute(sql, (account,)).fetchall()


def revoke(connection: Connection[Any], account: UUID, session: UUID) -> int:
    sql = "DELETE FROM access.session WHERE account = %s AND id = %s"
    return connection.execute(sql, (account, session)).rowcount


def revoke_all(connection: Connection[Any], account: UUID, but: UUID | None = None) -> int:
    sql = "DELETE FROM access.session WHERE account = %s AND id IS DISTINCT FROM %s"
    return connection.execute(sql, (account, but)).rowcount


def sweep(connection: Connection[Any], now: datetime) -> None:
    connection.execute("DELETE FROM access.session WHERE opened_at < %s", (now - ABSOLUTE,))
