"""The one cookie: under which name, how closely kept, and how it goes away."""

from typing import NamedTuple

from litestar.datastructures import Cookie


class Style(NamedTuple):
    """`__Host-` binds a cookie to this very name, in https (or on this machine itself)."""

    name: str = "__Host-maillage"
    secure: bool = True

    def holding(self, secret: str) -> Cookie:
        """Until the browser closes: how long a session lives is the server's to say."""
        return Cookie(
            key=self.name,
            value=secret,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )

    def gone(self) -> Cookie:
        return Cookie(
            key=self.name,
            value="",
            path="/",
            max_age=0,
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )


DEMONSTRATION = Style("maillage-demo", secure=False)
"""Some browsers keep no secure cookie on a machine without https: nothing is at stake there."""


def style(*, demonstration: bool, alone: bool) -> Style:
    """`alone`: the server listens on this machine only."""
    return DEMONSTRATION if demonstration and alone else Style()
