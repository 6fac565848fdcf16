"""Which address does the provider vouch for, and how was it proved there?"""

from collections.abc import Mapping
from typing import Any

from adapters.oidc.registered import Registered


def vouched(claims: Mapping[str, Any], by: Registered) -> str | None:
    """None when nobody checked that the address is theirs.

    One organisation of Microsoft gives its own members their addresses, and says so nowhere: it is
    believed for its members, not for its guests, whose address another organisation wrote.
    """
    if claims.get("email_verified") is True:
        return text(claims.get("email"))
    if by.organisation and member(claims, by):
        return text(claims.get("email")) or text(claims.get("preferred_username"))
    return None


def member(claims: Mapping[str, Any], by: Registered) -> bool:
    """`idp` is told of guests; `email_verified: false` is believed as it is said."""
    return claims.get("idp", by.issuer) == by.issuer and "email_verified" not in claims


def text(value: object) -> str | None:
    return value if isinstance(value, str) and "@" in value else None


def several_factors(claims: Mapping[str, Any]) -> bool:
    methods = claims.get("amr")
    return isinstance(methods, list) and "mfa" in methods
