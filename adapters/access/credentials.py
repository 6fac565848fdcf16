"""What proves that somebody is the holder: a password, a second factor, recovery codes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection


class Credential(NamedTuple):
    password: str
    totp: bytes | None
    totp_step: int | None


def read(connection: Connection[Any], account: UUID) -> Credential | None:
    row = connection.execute(
        "SELECT password, totp, totp_step FROM access.credential WHERE account = %s", (account,)
    ).fetchone()
    return Credential(row[0], bytes(row[1]) if row[1] else None, row[2]) if row else None


def having_password(connection: Connection[Any]) -> set[UUID]:
    return {row[0] for row in connection.execute("SELECT account FROM access.credential")}


def having_second_factor(connection: Connection[Any]) -> set[UUID]:
    sql = "SELECT account FROM access.credential WHERE totp IS NOT NULL"
    return {row[0] for row in connection.execute(sql)}


def set_password(connection: Connection[Any], account: UUID, hashed: str, now: datetime) -> None:
    """The second factor stays: whoever forgot a password still has their telephone."""
    connection.execute(
        "INSERT INTO access.credential (account, password, changed_at) VALUES (%s, %s, %s) "
        "ON CONFLICT (account) DO UPDATE SET password = excluded.password, "
        "changed_at = excluded.changed_at",
        (account, hashed, now),
    )


def replace_hash(connection: Connection[Any], account: UUID, old: str, new: str) -> None:
    """The same password under today's costs, unless it was changed meanwhile."""
    connection.execute(
        "UPDATE access.credential SET password = %s WHERE account = %s AND password = %s",
        (new, account, old),
    )


def set_totp(
    connection: Connection[Any], account: UUID, totp: bytes | None, step: int | None
) -> bool:
    """The code that confirmed it has served; False when the account has no password yet."""
    done = connection.execute(
        "UPDATE access.credential SET totp = %s, totp_step = %s WHERE account = %s",
        (totp, step, account),
    )
    return done.rowcount == 1


def use_step(connection: Connection[Any], account: UUID, step: int) -> bool:
    """A code serves once: of two requests with the same one, one is told True."""
    done = connection.execute(
        "UPDATE access.credential SET totp_step = %s "
        "WHERE account = %s AND (totp_step IS NULL OR totp_step < %s)",
        (step, account, step),
    )
    return done.rowcount == 1


def set_recovery(connection: Connection[Any], account: UUID, hashes: Iterable[bytes]) -> None:
    """New codes replace the old ones, used or not."""
    connection.execute("DELETE FROM access.recovery WHERE account = %s", (account,))
    connection.execute(
        "INSERT INTO access.recovery (account, code_hash) SELECT %s, unnest(%s::bytea[])",
        (account, list(hashes)),
    )


def use_recovery(
    connection: Connection[Any], account: UUID, code_hash: bytes, now: datetime
) -> bool:
    done = connection.execute(
        "UPDATE access.recovery SET used_at = %s "
        "WHERE account = %s AND code_hash = %s AND used_at IS NULL",
        (now, account, code_hash),
    )
    return done.rowcount == 1


def recovery_left(connection: Connection[Any], account: UUID) -> int:
    row = connection.execute(
        "SELECT count(*) FROM access.recovery WHERE account = %s AND used_at IS NULL", (account,)
    ).fetchone()
    return int(row[0]) if row else 0
