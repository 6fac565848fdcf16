"""Did this browser leave for the provider, and is it back for the first time? By hashes, once."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any

from psycopg import Connection

from adapters.access.secret import token_hash

LASTS = timedelta(minutes=10)


def begin(connection: Connection[Any], state: str, secret: str, retour: str, now: datetime) -> None:
    """`secret` stands in the cookie of this browser, `state` in the address of the provider."""
    connection.execute("DELETE FROM access.oidc WHERE expires_at <= %s", (now,))
    connection.execute(
        "INSERT INTO access.oidc (state_hash, browser_hash, retour, expires_at) "
        "VALUES (%s, %s, %s, %s)",
        (token_hash(state), token_hash(secret), retour, now + LASTS),
    )


def use(connection: Connection[Any], state: str, secret: str, now: datetime) -> str | None:
    """Where it wanted to go. Of two returns one is told; another browser's takes nothing away."""
    row = connection.execute(
        "DELETE FROM access.oidc WHERE state_hash = %s AND browser_hash = %s "
        "AND expires_at > %s RETURNING retour",
        (token_hash(state), token_hash(secret), now),
    ).fetchone()
    return str(row[0]) if row else None


def derived(secret: str, state: str, purpose: str) -> str:
    """A nonce or a verifier: known to this browser's cookie for this one way out, kept nowhere."""
    message = f"maillage-oidc-{purpose}/1:{state}".encode("utf-8", "surrogatepass")
    digest = hmac.digest(secret.encode("utf-8", "surrogatepass"), message, "sha256")
    return unpadded(digest)


def challenge(verifier: str) -> str:
    """PKCE, S256."""
    return unpadded(hashlib.sha256(verifier.encode()).digest())


def unpadded(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
