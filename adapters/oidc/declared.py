"""What does the provider declare of itself? Its discovery document, read with suspicion."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from adapters.oidc.fetching import fetched
from adapters.oidc.registered import AwayError, Registered

WELL_KNOWN = "/.well-known/openid-configuration"


class Declared(NamedTuple):
    """`in_form`: the secret travels in the form of the exchange, else in a header."""

    authorization: str
    token: str
    keys: str
    in_form: bool


def declared(provider: Registered) -> Declared:
    """Raises AwayError."""
    found = fetched("GET", provider.issuer.rstrip("/") + WELL_KNOWN)
    if found.get("issuer") != provider.issuer:
        raise AwayError("discovery of another issuer")
    scheme = urlsplit(provider.issuer).scheme
    ways = found.get("token_endpoint_auth_methods_supported")
    return Declared(
        address(found, "authorization_endpoint", scheme),
        address(found, "token_endpoint", scheme),
        address(found, "jwks_uri", scheme),
        isinstance(ways, list) and "client_secret_post" in ways,
    )


def address(found: dict[str, Any], name: str, scheme: str) -> str:
    """In https, as the issuer is."""
    given = found.get(name)
    if not isinstance(given, str) or not given.startswith(f"{scheme}://"):
        raise AwayError(f"discovery without {name}")
    return given
