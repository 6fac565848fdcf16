"""Which program is this? API tokens by their hash, with what they may do and until when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from adapters.access.secret import new_api_token, token_hash


class Token(NamedTuple):
    """A token as its holder reads it."""

    id: UUID
    account: UUID
    role: str
    label: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


COLUMNS = "id, account, role, label, scopes, created_at, expires_at, last_used_at, revoked_at"


class Asked(NamedTuple):
    id: UUID
    account: UUID
    role: str
    label: str
    scopes: Sequence[str]


def issue(connection: Connection[Any], asked: Asked, now: datetime, expires_at: datetime) -> str:
    token = new_api_token()
    connection.execute(
        "INSERT INTO access.token (token_hash, id, account, role, label, scopes, created_at, "
        "expires_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        (token_hash(token), *asked[:4], list(asked.scopes), now, expires_at),
    )
    return token


def read(connection: Connection[Any], token: str, now: datetime) -> Token | None:
    """One that stands: neither revoked nor expired."""
    sql = (
        f"SELECT {COLUMNS} FROM access.token "  # noqa: S608 - our own columns
        "WHERE token_hash = %s AND revoked_at IS NULL AND expires_at > %s"
    )
    with connection.cursor(row_factory=class_row(Token)) as cursor:
        return cursor.execute(sql.encode(), (token_hash(token), now)).fetchone()


def used(connection: Connection[Any], token: UUID, now: datetime) -> None:
    connection.execute("UPDATE access.token SET last_used_at = %s WHERE id = %s", (now, token))


def of_account(connection: Connection[Any], account: UUID) -> list[Token]:
    sql = (
        f"SELECT {COLUMNS} FROM access.token "  # noqa: S608 - our own columns
        "WHERE account = %s ORDER BY created_at DESC, id"
    )
    with connection.cursor(row_factory=class_row(Token)) as cursor:
        return cursor.execute(sql.encode(), (account,)).fetchall()


def revoke(connection: Connection[Any], account: UUID, token: UUID, now: datetime) -> bool:
    sql = (
        "UPDATE access.token SET revoked_at = %s "
        "WHERE account = %s AND id = %s AND revoked_at IS NULL"
    )
    return connection.execute(sql, (now, account, token)).rowcount == 1


def revoke_all(connection: Connection[Any], account: UUID, now: datetime) -> list[UUID]:
    sql = (
        "UPDATE access.token SET revoked_at = %s "
        "WHERE account = %s AND revoked_at IS NULL RETURNING id"
    )
    return [row[0] for row in connection.execute(sql, (now, account))]
