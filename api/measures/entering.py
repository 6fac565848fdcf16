"""How long does a sign-in take, and what does asking at the door cost a page?"""

from collections.abc import Callable
from typing import NamedTuple
from unittest.mock import patch
from uuid import UUID

from litestar import Litestar
from litestar.handlers import BaseRouteHandler

import api.app
from adapters.access import passwords
from adapters.measure.figures import Figure, centile, median, spread, timed
from api.accounts import resolve, sign_in
from api.crm import Crm
from api.measures.asgi import HOST, Asked, Browser, get
from api.measures.intruder import DOOR, PASSWORD, Held, Ring
from api.measures.visitors import carried
from api.web.access import ARRIVAL, Arrival, Connection
from domain.roles import Role

PATIENCE, MOST = 400.0, 1.05
PAGES = ("/journal", "/acteurs")


class Pair(NamedTuple):
    """Seconds of one page, by the application as it is, and with its door left open."""

    guarded: list[float]
    open: list[float]

    @property
    def ratio(self) -> float:
        """From the differences within each turn: a neighbour on the machine slows both down."""
        more = [one - other for one, other in zip(self.guarded, self.open, strict=True)]
        return 1 + median(more) / median(self.open)


def measure_entering(crm: Crm, salarie: UUID, times: int, rounds: int) -> list[Figure]:
    """The history that `bench` loads has salariés: one of them signs in."""
    with Browser(api.app.create_app(crm, HOST.decode())) as browser:
        ring = Ring(crm, browser)
        held = ring.holder(Role.SALARIE, salarie)
        return [signing_in(ring, held, times), policy(browser, held, ring, rounds)]


def signing_in(ring: Ring, held: Held, times: int) -> Figure:
    """The password is checked, a session opens, the journal knows: nobody else is waiting.

    The floor is the password alone: its cost is chosen.
    """
    took, alone = [], []
    kept = passwords.hashed(PASSWORD)
    for _ in range(times):
        alone.append(timed(lambda: passwords.matches(PASSWORD, kept)))
        took.append(timed(lambda: sign_in(ring.now, held.courriel, PASSWORD, DOOR)))
    value, floor = median(took) * 1_000, median(alone) * 1_000
    return Figure(
        name="sign_in",
        value=round(value, 1),
        unit="ms (p50)",
        floor=round(floor, 1),
        ratio=round(value / floor, 2),
        spread=spread(took),
        bar=f"value <= {PATIENCE:g}",
        ok=value <= PATIENCE,
        detail={"p99_ms": round(centile(took, 99) * 1_000, 1)},
    )


def policy(browser: Browser, held: Held, ring: Ring, rounds: int) -> Figure:
    """The same pages of the same application, in turn: who is there is asked, or known already."""
    visitor = resolve(ring.now, held.session)
    arrival = Arrival(visitor, held.session)
    with Browser(without_door(ring.crm, arrival)) as other:
        answered(other, get(PAGES[0]))()  # nobody gets in there: it is open indeed
        pairs = [
            compared(browser, other, get(page, *carried(held.session)), rounds) for page in PAGES
        ]
    worst = max(pairs, key=lambda pair: pair.ratio)
    return Figure(
        name="policy",
        value=round(median(worst.guarded) * 1_000, 2),
        unit="ms (p50)",
        floor=round(median(worst.open) * 1_000, 2),
        ratio=round(worst.ratio, 3),
        spread=spread(worst.guarded),
        bar=f"ratio <= {MOST:g}",
        ok=worst.ratio <= MOST,
        detail={page: round(pair.ratio, 3) for page, pair in zip(PAGES, pairs, strict=True)},
    )


def compared(guarded: Browser, other: Browser, asked: Asked, rounds: int) -> Pair:
    """A B B A: whatever warms up or slows down meets both alike."""
    pair = Pair([], [])
    for rank in range(rounds + 2):
        turns = [(pair.guarded, guarded), (pair.open, other)]
        for kept, browser in turns if rank % 2 else reversed(turns):
            seconds = timed(answered(browser, asked))
            if rank > 1:
                kept.append(seconds)
    return pair


def answered(browser: Browser, asked: Asked) -> Callable[[], None]:
    def ask() -> None:
        answer = browser.ask(asked)
        if answer.status != 200:
            raise LookupError(f"{asked.target} answered {answer.status}")

    return ask


def without_door(crm: Crm, arrival: Arrival) -> Litestar:
    """Nobody is looked up, no right is asked, no proof is read: the visitor is given."""

    async def let_in(connection: Connection, _: BaseRouteHandler) -> None:
        connection.state[ARRIVAL] = arrival

    with patch.object(api.app, "Door", lambda *_: let_in):
        return api.app.create_app(crm, HOST.decode())
