"""How is this installation known to the provider? And what may go wrong with it."""

import re
from typing import NamedTuple

MICROSOFT = re.compile(
    r"https://login\.microsoftonline\.com/"
    r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/v2\.0",
    re.ASCII,
)


class Registered(NamedTuple):
    """`name` is what persons call the provider, `redirect` where it sends them back to."""

    issuer: str
    client_id: str
    client_secret: str
    name: str
    redirect: str
    trusts_mfa: bool = False

    @property
    def organisation(self) -> bool:
        """Microsoft, for the accounts of one organisation alone."""
        return MICROSOFT.fullmatch(self.issuer) is not None


class AwayError(Exception):
    """The provider did not answer, or not in its own language; the words are for the log."""


class UntrustedError(Exception):
    """What came back proves nothing; the words are for the log, without a value."""
