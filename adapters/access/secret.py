"""How is a secret made, and what is kept of it? Only a hash, or a code under the master key."""

import hashlib
import hmac
import secrets
import unicodedata

from adapters.vault.master_key import MasterKey

TOKEN_PREFIX = "maillage_"  # noqa: S105 - what every API token begins with, no secret


def new_token() -> str:
    """192 random bits, for a cookie or an address."""
    return secrets.token_urlsafe(24)


def new_api_token() -> str:
    return TOKEN_PREFIX + secrets.token_urlsafe(24)


def token_hash(token: str) -> bytes:
    """A token is random: a plain hash tells nothing of it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def lookup(master: MasterKey, courriel: str) -> bytes:
    """The same address however it is typed; nobody without the master key finds it by trying."""
    normal = unicodedata.normalize("NFKC", courriel.strip()).casefold()
    return keyed(master, "maillage-login/1", normal)


def keyed(master: MasterKey, purpose: str, text: str) -> bytes:
    message = purpose.encode() + text.encode("utf-8", "surrogatepass")
    return hmac.digest(master.secret, message, "sha256")
