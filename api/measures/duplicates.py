"""A command sent several times at once: is it one fact, and the same answer to all?

The control sends the same facts without a receipt to know them by: each sending is one more.
"""

from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier
from typing import NamedTuple
from uuid import UUID, uuid4

import psycopg

from adapters.journal.recorder import Sending
from adapters.measure.appending import fact
from adapters.measure.verdicts import Verdict, verdict
from api.crm import Crm
from api.measures.commanding import AUTHOR, past
from domain.commands.entries import LogInteraction
from domain.commands.shared import ContexteAsked, Present, StaffAsked
from domain.events import Entry

MOST = 5
TIMES = (
    "SELECT count(*) FROM (SELECT command_id FROM journal.entries WHERE command_id = ANY(%s) "
    "GROUP BY command_id HAVING count(*) = 1) one"
)


class Counted(NamedTuple):
    sendings: int
    wrong: int


def measure_duplicates(crm: Crm, owner: str, commands: int) -> Verdict:
    sent = with_receipts(crm, owner, commands)
    control = without_receipts(crm, min(commands, 200))
    return verdict(
        "duplicate_submit",
        "commands without exactly one fact",
        commands,
        sent.wrong,
        control,
        f"0 of {commands} sent 1 to {MOST} times at once; the control doubles",
        {"sendings": sent.sendings},
    )


def with_receipts(crm: Crm, owner: str, commands: int) -> Counted:
    salarie, actors = past(crm)
    chance = Random(5)  # noqa: S311  # the number of sendings needs no cryptography
    ids = [uuid4() for _ in range(commands)]
    sendings = different = 0
    with ThreadPoolExecutor(MOST) as threads:
        for rank, key in enumerate(ids):
            asked = command(actors[rank % len(actors)], salarie)
            times = chance.randint(1, MOST)
            sendings += times
            different += not one_answer(crm, threads, asked, key, times)
    with psycopg.connect(owner) as connection:
        row = connection.execute(TIMES, (ids,)).fetchone()
    once = row[0] if row else 0
    return Counted(sendings, (commands - once) + different)


def command(actor: UUID, salarie: UUID) -> LogInteraction:
    day = fact().contexte.occurred_on
    contexte = ContexteAsked(day, (StaffAsked(salarie, 30),), pole="CID")
    return LogInteraction(uuid4(), "rendez_vous", contexte, (Present(actor=actor),))


def one_answer(
    crm: Crm, threads: ThreadPoolExecutor, asked: LogInteraction, key: UUID, times: int
) -> bool:
    gate = Barrier(times)

    def send() -> tuple[int, ...]:
        gate.wait()
        return tuple(crm.execute(asked, AUTHOR, key).positions)

    answers = {done.result() for done in [threads.submit(send) for _ in range(times)]}
    return len(answers) == 1 and len(answers.pop()) == 1


def without_receipts(crm: Crm, commands: int) -> int:
    """How many commands left more than one fact behind."""
    doubled = 0
    with ThreadPoolExecutor(MOST) as threads:
        for _ in range(commands):
            event, times = fact(), 2
            entries = [Entry(uuid4(), 1, event) for _ in range(times)]
            kept = list(threads.map(lambda one: under_new_id(crm, one), entries))
            doubled += sum(kept) > 1
    return doubled


def under_new_id(crm: Crm, entry: Entry) -> int:
    """A resending that takes itself for another command."""
    receipt, _ = crm.journal.append([entry], Sending(uuid4(), b"\0" * 32, AUTHOR))
    return receipt.first is not None
