"""Is this one-time link still good? Used once, for one purpose, in its time."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from adapters.access.secret import new_token, token_hash

LASTS = {
    "first": timedelta(hours=1),
    "invitation": timedelta(days=7),
    "reset": timedelta(hours=1),
}


class Link(NamedTuple):
    account: UUID
    purpose: str
    expires_at: datetime
    used: bool


def issue(connection: Connection[Any], account: UUID, purpose: str, now: datetime) -> str:
    """The former link of this account and purpose is worth nothing any more."""
    token = new_token()
    connection.execute(
        "INSERT INTO access.link (token_hash, account, purpose, expires_at) "
        "VALUES (%s, %s, %s, %s) ON CONFLICT (account, purpose) DO UPDATE SET used_at = NULL, "
        "token_hash = excluded.token_hash, expires_at = excluded.expires_at",
        (token_hash(token), account, purpose, now + LASTS[purpose]),
    )
    return token


def read(connection: Connection[Any], token: str) -> Link | None:
    row = connection.execute(
        "SELECT account, purpose, expires_at, used_at IS NOT NULL FROM access.link "
        "WHERE token_hash = %s",
        (token_hash(token),),
    ).fetchone()
    return Link(*row) if row else None


def use(connection: Connection[Any], token: str, now: datetime) -> Link | None:
    """Of two requests with the same link, one is told None."""
    row = connection.execute(
        "UPDATE access.link SET used_at = %s WHERE token_hash = %s AND used_at IS NULL "
        "AND expires_at > %s RETURNING account, purpose, expires_at, true",
        (now, token_hash(token), now),
    ).fetchone()
    return Link(*row) if row else None


def give_back(connection: Connection[Any], token: str) -> None:
    """What was refused did not use it."""
    sql = "UPDATE access.link SET used_at = NULL WHERE token_hash = %s"
    connection.execute(sql, (token_hash(token),))


def first_accounts(connection: Connection[Any]) -> list[UUID]:
    """Which accounts a first link was meant to open."""
    rows = connection.execute("SELECT account FROM access.link WHERE purpose = 'first'")
    return [row[0] for row in rows]


def void_first(connection: Connection[Any]) -> None:
    connection.execute("DELETE FROM access.link WHERE purpose = 'first'")


def waiting(connection: Connection[Any], now: datetime) -> dict[UUID, datetime]:
    """The invitations nobody has used yet, and until when they may be."""
    sql = (
        "SELECT account, expires_at FROM access.link "
        "WHERE purpose = 'invitation' AND used_at IS NULL AND expires_at > %s"
    )
    return dict(connection.execute(sql, (now,)).fetchall())
