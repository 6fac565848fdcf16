"""Is it still the same account of the provider that opens this one? Bound at its first use."""

import hmac
import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection


def same(
    connection: Connection[Any], account: UUID, issuer: str, subject: str, now: datetime
) -> bool:
    """Of two at once for the first time, one is bound and the other compared with it."""
    salt = secrets.token_bytes(32)
    connection.execute(
        "INSERT INTO access.oidc_subject (account, salt, subject, linked_at) "
        "VALUES (%s, %s, %s, %s) ON CONFLICT (account) DO NOTHING",
        (account, salt, digest(salt, issuer, subject), now),
    )
    row = connection.execute(
        "SELECT salt, subject FROM access.oidc_subject WHERE account = %s", (account,)
    ).fetchone()
    return row is not None and hmac.compare_digest(
        digest(bytes(row[0]), issuer, subject), bytes(row[1])
    )


def digest(salt: bytes, issuer: str, subject: str) -> bytes:
    return hmac.digest(salt, f"{issuer}\0{subject}".encode("utf-8", "surrogatepass"), "sha256")
