"""The provider as this process knows it: asked when somebody enters, never before.

What it declares and its keys are kept for an hour; while it is away, few requests wait for it.
"""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from joserfc.jwk import KeySet

from adapters.access.passwords import Gate, TooBusyError
from adapters.oidc.declared import Declared, declared
from adapters.oidc.fetching import fetched
from adapters.oidc.registered import AwayError, Registered, UntrustedError
from adapters.oidc.tokens import Expected, UnknownKeyError, key_set, read

KEPT = 3600.0
RENEWED = 60.0
"""Seconds between two readings of the keys, whatever keys are named by who comes."""
Kept = TypeVar("Kept")


class Provider:
    """Thread-safe: two readings at once give the same, and the last one stays."""

    def __init__(self, registered: Registered, clock: Callable[[], float] = time.monotonic) -> None:
        self.registered, self.clock = registered, clock
        self.gate = Gate(slots=2, queue=2, patience=2)
        self.known: tuple[float, Declared] | None = None
        self.keys: tuple[float, KeySet] | None = None

    def address(self, state: str, nonce: str, challenge: str) -> str:
        """Where the browser is sent. Raises AwayError."""
        asked = {
            "response_type": "code",
            "client_id": self.registered.client_id,
            "redirect_uri": self.registered.redirect,
            "scope": "openid email profile" if self.registered.organisation else "openid email",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            "prompt": "select_account",
        }
        there = self.gated(self.declared).authorization
        return f"{there}{'&' if '?' in there else '?'}{urlencode(asked)}"

    def claims(self, code: str, verifier: str, nonce: str, now: datetime) -> dict[str, Any]:
        """What is proved of whoever brought this code. Raises AwayError or UntrustedError."""
        return self.gated(lambda: self.proved(code, verifier, Expected(nonce, now)))

    def gated(self, asked: Callable[[], Kept]) -> Kept:
        try:
            with self.gate.entered():
                return asked()
        except TooBusyError as error:
            raise AwayError("too many at once") from error

    def declared(self) -> Declared:
        if self.known is None or self.clock() - self.known[0] > KEPT:
            self.known = (self.clock(), declared(self.registered))
        return self.known[1]

    def proved(self, code: str, verifier: str, expected: Expected) -> dict[str, Any]:
        token = self.exchanged(code, verifier)
        try:
            return read(token, self.signing(KEPT), self.registered, expected)
        except UnknownKeyError:
            pass
        try:
            return read(token, self.signing(RENEWED), self.registered, expected)
        except UnknownKeyError as error:
            raise UntrustedError("token under an unknown key") from error

    def signing(self, oldest: float) -> KeySet:
        """The keys, read again when they are older than that."""
        if self.keys is None or self.clock() - self.keys[0] > oldest:
            self.keys = (self.clock(), key_set(fetched("GET", self.declared().keys)))
        return self.keys[1]

    def exchanged(self, code: str, verifier: str) -> str:
        to, us = self.declared(), self.registered
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": us.redirect,
            "code_verifier": verifier,
        }
        if to.in_form:
            form |= {"client_id": us.client_id, "client_secret": us.client_secret}
            answer = fetched("POST", to.token, data=form)
        else:
            who = (quote(us.client_id, safe=""), quote(us.client_secret, safe=""))
            answer = fetched("POST", to.token, data=form, auth=who)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise UntrustedError("exchange without an ID token")
        return token
