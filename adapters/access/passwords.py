"""Is this the password? Argon2id, 64 MiB a check: two at a time, a short queue, then a refusal."""

import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1, type=Type.ID)
NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=1$YW5vYm9keWF0YWxsIQ$J6/w5XQmRr5lJd4Ew1YOGOXlYh7rNZ5n9C1oX1vQ0kA"
)
"""Checked when no account has the address, so that a refusal takes the same time; no password
has this hash: it was not made from one."""


class TooBusyError(Exception):
    """Too many passwords are being checked at once."""


class Gate:
    """At most `slots` at work, at most `queue` behind them, each for `patience` seconds at most."""

    def __init__(self, slots: int, queue: int, patience: float) -> None:
        self.slots = threading.BoundedSemaphore(slots)
        self.places = threading.BoundedSemaphore(slots + queue)
        self.patience = patience

    @contextmanager
    def entered(self) -> Iterator[None]:
        if not self.places.acquire(blocking=False):
            raise TooBusyError
        try:
            if not self.slots.acquire(timeout=self.patience):
                raise TooBusyError
            try:
                yield
            finally:
                self.slots.release()
        finally:
            self.places.release()


GATE = Gate(slots=2, queue=12, patience=5)


def plain(password: str) -> bytes:
    """The same bytes whatever keyboard composed its accents."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def hashed(password: str) -> str:
    with GATE.entered():
        return HASHER.hash(plain(password))


def matches(password: str, kept: str | None) -> bool:
    """Without a kept hash, the same work for nothing."""
    with GATE.entered():
        try:
            HASHER.verify(kept or NOBODY, plain(password))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Was it made with other costs than today's? Then it is made again at the next sign-in."""
    return HASHER.check_needs_rehash(kept)
