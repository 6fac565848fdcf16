"""How long does a whole command take on an actor with 100 past facts?

Load, decide, append, bring every table up to date; beside a raw insert, in turn.
"""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from psycopg import Connection

from adapters.journal.recorder import Sending
from adapters.measure.appending import RAW_TABLE, fact, raw_insert, raw_writer
from adapters.measure.figures import Figure, centile, median, spread, timed
from api.crm import Crm
from domain.commands.actors import RegisterActor
from domain.commands.entries import LogInteraction
from domain.commands.salaries import JoinSalarie
from domain.commands.shared import ContexteAsked, Present, StaffAsked
from domain.events import Entry
from domain.facts.shared import Event

PAST = 100
ACTORS = 10
BAR, TAIL = 8.0, 5.0
AUTHOR = "Salarié 1"


def measure_command(crm: Crm, owner: str, times: int) -> Figure:
    salarie, actors = past(crm)
    with raw_writer(owner) as connection:
        connection.execute(RAW_TABLE)
        for actor in actors:
            command(crm, actor, salarie)
        pairs = [pair(crm, connection, actors[i % ACTORS], salarie) for i in range(times)]
        cold = [cold_command(crm, actors[i % ACTORS], salarie) for i in range(ACTORS * 2)]
    floor, own = median([raw for raw, _ in pairs]), [whole for _, whole in pairs]
    ratio, tail = median(own) / floor, centile(own, 99) / median(own)
    return Figure(
        name="command_100",
        value=round(median(own) * 1_000, 3),
        unit="ms (p50)",
        floor=round(floor * 1_000, 3),
        ratio=round(ratio, 2),
        spread=spread(own),
        bar=f"ratio <= {BAR:g}, p99 <= {TAIL:g} x p50",
        ok=ratio <= BAR and tail <= TAIL,
        detail={
            "p99_ms": round(centile(own, 99) * 1_000, 3),
            "p99_over_p50": round(tail, 2),
            "cold_ms": round(median(cold) * 1_000, 3),
        },
    )


def past(crm: Crm) -> tuple[UUID, list[UUID]]:
    """A salarié, and actors who each have a hundred facts behind them."""
    salarie = uuid4()
    crm.execute(JoinSalarie(salarie, "Salarié 1", "lille", date(2020, 1, 1), "CID"), AUTHOR)
    actors = [uuid4() for _ in range(ACTORS)]
    for actor in actors:
        named = RegisterActor(actor, "Structure", "osim", "59350", effective_on=date(2020, 1, 1))
        crm.execute(named, AUTHOR)
        met: list[Event] = [fact() for _ in range(PAST - 1)]
        entries = [Entry(actor, version, event) for version, event in enumerate(met, 2)]
        crm.journal.append(entries, Sending(uuid4(), b"\0" * 32, AUTHOR))
    crm.projector.catch_up()
    return salarie, actors


def command(crm: Crm, actor: UUID, salarie: UUID) -> None:
    contexte = ContexteAsked(date(2022, 3, 15), (StaffAsked(salarie, 45),), pole="CID")
    logged = LogInteraction(uuid4(), "rendez_vous", contexte, (Present(actor=actor),))
    crm.execute(logged, AUTHOR)


def pair(crm: Crm, connection: Connection[Any], actor: UUID, salarie: UUID) -> tuple[float, float]:
    return timed(lambda: raw_insert(connection)), timed(lambda: command(crm, actor, salarie))


def cold_command(crm: Crm, actor: UUID, salarie: UUID) -> float:
    """The actor's past is read again whole, as in a process that has just started."""
    crm.journal.forget([actor])
    return timed(lambda: command(crm, actor, salarie))
