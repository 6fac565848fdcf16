"""Does this ID token say who somebody is, to us, now, for this very sign-in?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from adapters.oidc.registered import AwayError, Registered, UntrustedError

ALGORITHMS = ("RS256", "ES256")
"""Signatures under a key that the provider publishes: `none` and HS* prove nothing here."""
KINDS = frozenset({"RSA", "EC"})
LEEWAY = 60
"""Seconds between two clocks."""
LONGEST = 16_384


class UnknownKeyError(Exception):
    """The token names a key that is not among those known: they may have been renewed."""


class Expected(NamedTuple):
    nonce: str
    now: datetime


def key_set(found: Mapping[str, Any]) -> KeySet:
    """The keys that sign; a kind of key that is not known here is left out."""
    keys = found.get("keys")
    wanted = [one for one in keys if signs(one)] if isinstance(keys, list) else []
    try:
        return KeySet.import_key_set({"keys": wanted})
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise AwayError("keys that do not read") from error


def signs(key: object) -> bool:
    return isinstance(key, dict) and key.get("kty") in KINDS and key.get("use") in {None, "sig"}


def read(token: str, keys: KeySet, to: Registered, expected: Expected) -> dict[str, Any]:
    """Raises UntrustedError, or UnknownKeyError before anything is believed."""
    if len(token) > LONGEST:
        raise UntrustedError("token too long")
    try:
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        registry(to, expected).validate(claims)
    except InvalidKeyIdError as error:
        raise UnknownKeyError from error
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise UntrustedError(f"token: {type(error).__name__}") from error
    if claims["aud"] not in (to.client_id, [to.client_id]):
        raise UntrustedError("token for others too")
    if claims.get("azp", to.client_id) != to.client_id:
        raise UntrustedError("token asked by another")
    return claims


def registry(to: Registered, expected: Expected) -> jwt.JWTClaimsRegistry:
    """Every one of them must be there."""
    return jwt.JWTClaimsRegistry(
        now=int(expected.now.timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": to.issuer},
        aud={"essential": True, "value": to.client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": expected.nonce},
    )
