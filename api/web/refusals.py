"""What was refused is noted in the journal: the 1st, 2nd, 4th, 8th… time, lest it fill."""

import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from uuid import UUID

import structlog
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.types import Scope

from api.crm import Crm
from api.errors import ConflictError, UnavailableError, UnknownOutcomeError
from api.web.access import Forbidden, arrival_of
from domain.facts.security import AccessRefused
from domain.policy import Action

HOUR = 3_600.0
MOST = 10_000
Key = tuple[UUID | None, Action]
log = structlog.get_logger()


class Refusals:
    """How often each account was refused each action within the hour, in this process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.counts: dict[Key, tuple[float, int]] = {}
        self.mutex = threading.Lock()

    def again(self, key: Key) -> int:
        """One more: its number when it is to be noted, else 0."""
        with self.mutex:
            now = self.clock()
            since, times = self.counts.get(key, (now, 0))
            if now - since >= HOUR:
                since, times = now, 0
            if len(self.counts) >= MOST:
                self.counts.clear()
            self.counts[key] = since, times + 1
        return times + 1 if power_of_two(times + 1) else 0


def power_of_two(number: int) -> bool:
    return number & (number - 1) == 0


def noting(crm: Crm) -> Callable[[Exception, Scope], Awaitable[None]]:
    """Before the page that tells a refusal, the journal knows of it."""
    refusals = Refusals()

    async def note(error: Exception, scope: Scope) -> None:
        if not isinstance(error, Forbidden):
            return
        arrival = arrival_of(ASGIConnection(scope))
        account = arrival.who.account
        if times := refusals.again((account, error.action)):
            fact = AccessRefused(error.action, times, account)
            with suppress(ConflictError, UnavailableError, UnknownOutcomeError):
                await sync_to_thread(crm.note, fact, arrival.author)
                log.info("access_refused", action=str(error.action), times=times)

    return note
