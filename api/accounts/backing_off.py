"""May somebody try now? After five failures the wait grows; nobody is ever locked out.

A try is counted before its secret is looked at, and given back when it was right: during a wait,
even the right secret is not read. A new link (invitation, reset) clears the wait of its account.
"""

from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from adapters.access import attempts
from adapters.access.attempts import ACCOUNT, NETWORK, Limit
from adapters.access.secret import keyed, lookup
from adapters.vault.master_key import MasterKey
from api.accounts.desk import Desk
from domain.decider import Refused


class Waiting(Refused):
    """Too early; `seconds` says how long is left."""

    def __init__(self, seconds: int, why: str) -> None:
        super().__init__(f"{why} Réessayez dans {told(seconds)} : d’ici là, rien n’est vérifié.")
        self.seconds = seconds


class Trial(NamedTuple):
    """A try that took its place; `failures` in a row if this one is wrong."""

    key: bytes
    network: bytes | None
    failures: int

    @property
    def noted(self) -> bool:
        """Refusals are recorded at the 1st, 2nd, 4th, 8th…, else they would fill the journal."""
        return self.failures & (self.failures - 1) == 0


def begin(desk: Desk, master: MasterKey, subject: str, network: str | None = None) -> Trial:
    """Raises Waiting."""
    key = attempt_key(master, subject)
    taken = take(desk, key, ACCOUNT)
    if taken.wait:
        raise Waiting(taken.wait, "Trop d’essais de suite.")
    if network is None:
        return Trial(key, None, taken.failures)
    wide = attempt_key(master, f"network:{network}")
    around = take(desk, wide, NETWORK)
    if around.wait:
        with desk.rows() as connection:
            attempts.give_back(connection, key)
        raise Waiting(around.wait, "Trop d’essais depuis votre réseau.")
    return Trial(key, wide, taken.failures)


def take(desk: Desk, key: bytes, limit: Limit) -> attempts.Taken:
    with desk.rows() as connection:
        return attempts.take(connection, key, limit, desk.now())


def by_address(master: MasterKey, courriel: str) -> str:
    """What the failures of a password are counted under, whether an account has the address."""
    return f"account:{lookup(master, courriel).hex()}"


def by_code(account: UUID) -> str:
    return f"code:{account}"


def forgive(connection: Connection[Any], master: MasterKey, account: UUID, courriel: str) -> None:
    """Whoever holds a new link pays for nobody's failures."""
    for subject in (by_address(master, courriel), by_code(account)):
        attempts.clear(connection, attempt_key(master, subject))


def attempt_key(master: MasterKey, subject: str) -> bytes:
    return keyed(master, "maillage-attempt/1", subject)


def passed(desk: Desk, trial: Trial) -> None:
    """It was right: the failures of this account are over, the network's stay as they were."""
    with desk.rows() as connection:
        attempts.clear(connection, trial.key)
        if trial.network is not None:
            attempts.give_back(connection, trial.network)


def not_read(desk: Desk, trial: Trial) -> None:
    """Nothing was verified: nothing is counted."""
    with desk.rows() as connection:
        attempts.give_back(connection, trial.key)
        if trial.network is not None:
            attempts.give_back(connection, trial.network)


def next_step(trial: Trial) -> str:
    """What a wrong try is told of the next ones."""
    left = ACCOUNT.free - trial.failures
    if left > 1:
        return f"Il reste {left} essais avant une pause."
    if left == 1:
        return "Il reste 1 essai avant une pause."
    return f"Attendez {told(ACCOUNT.wait(trial.failures))} avant de réessayer."


def told(seconds: int) -> str:
    """« 45 secondes », « 2 minutes 5 secondes »."""
    minutes, rest = divmod(seconds, 60)
    parts = [counted(minutes, "minute"), counted(rest, "seconde")]
    return " ".join(part for part in parts if part)


def counted(many: int, word: str) -> str:
    return f"{many} {word}{'s' if many > 1 else ''}" if many else ""
