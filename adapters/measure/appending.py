"""How fast is an append, against a raw prepared INSERT of the same bytes on the same disk?

Both in turn (A B A B), so that whatever else the machine does weighs on both.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from datetime import date
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import Connection

from adapters.journal.journal import Journal
from adapters.journal.mapper import ENCODER, salted
from adapters.journal.recorder import Sending
from adapters.measure.figures import Figure, median, spread, timed
from domain.events import Entry, tag
from domain.facts.actor_entries import ActorRendezVousHeld
from domain.facts.shared import Contexte, StaffLine

RAW_TABLE = """
CREATE TABLE IF NOT EXISTS public.raw_insert (
  originator_id uuid, originator_version bigint, topic text, state bytea, position bigserial,
  PRIMARY KEY (originator_id, originator_version)
);
CREATE UNIQUE INDEX IF NOT EXISTS raw_insert_position ON public.raw_insert (position);
"""
RAW = (
    "INSERT INTO public.raw_insert (originator_id, originator_version, topic, state) "
    "VALUES (%b, %b, %b, %b)"
)
Writer = Callable[[], None]


def fact() -> ActorRendezVousHeld:
    """A meeting as most are: one salarié, no text."""
    lines = (StaffLine(uuid4(), contact=60, preparation=15),)
    contexte = Contexte(date(2022, 3, 1), lines, mode="visio", pole="CID", countries=("ML",))
    return ActorRendezVousHeld(uuid4(), contexte)


def raw_writer(owner: str) -> AbstractContextManager[Connection[Any]]:
    return psycopg.connect(owner, autocommit=True)


def raw_insert(connection: Connection[Any]) -> None:
    event = fact()
    state = salted(ENCODER.encode(event))
    connection.execute(RAW, (uuid4(), 1, tag(event), state), prepare=True)


def append(journal: Journal) -> None:
    journal.append([Entry(uuid4(), 1, fact())], Sending(uuid4(), b"\0" * 32, "Salarié 1"))


def many(writer: Writer, times: int) -> Callable[[], None]:
    def act() -> None:
        for _ in range(times):
            writer()

    return act


def together(writers: list[Writer], times: int) -> Callable[[], None]:
    """As many threads as writers, all at once."""

    def act() -> None:
        with ThreadPoolExecutor(len(writers)) as threads:
            for done in [threads.submit(many(writer, times)) for writer in writers]:
                done.result()

    return act


def measure_append(
    journal: Journal, owner: str, clients: int, rounds: int, times: int, bar: float
) -> Figure:
    """Appends a second beside raw inserts a second, by as many clients."""
    with ExitStack() as stack:
        connections = [stack.enter_context(raw_writer(owner)) for _ in range(clients)]
        connections[0].execute(RAW_TABLE)
        raw = together([lambda c=c: raw_insert(c) for c in connections], times)  # type: ignore[misc]  # a default argument binds each connection
        ours = together([lambda: append(journal)] * clients, times)
        raw(), ours()  # prepared statements, warm pools
        pairs = [(timed(raw), timed(ours)) for _ in range(rounds)]
    count = clients * times
    ratios = [floor / own for floor, own in pairs]
    return Figure(
        name=f"append_{clients}",
        value=round(count / median([own for _, own in pairs]), 1),
        unit="append/s",
        floor=round(count / median([floor for floor, _ in pairs]), 1),
        ratio=round(median(ratios), 3),
        spread=spread(ratios),
        bar=f"ratio >= {bar:.2f}",
        ok=median(ratios) >= bar,
    )
