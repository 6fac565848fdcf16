"""Kill -9 under load, again and again: is anything acknowledged lost, is anything doubled?

After each kill, what was sent without an answer is sent again under its own id. At the end the
tables kept live must be those of a rebuild.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import msgspec
import psycopg

from adapters.measure.verdicts import Verdict, verdict
from adapters.read_models.rebuild import VERSIONED, rebuild
from adapters.reference.tables import place_of
from api.crm import Crm
from api.measures.base import Ground, application
from api.measures.client import command, send
from api.measures.commanding import ACTORS, AUTHOR, past

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = 2
ENOUGH = 5
PATIENCE = 90.0
COUNTED = (
    "SELECT theme, count(*) FROM (SELECT convert_from(state, 'UTF8')::json"
    " -> 'contexte' -> 'themes' ->> 0 AS theme FROM journal.entries) told "
    "WHERE theme IS NOT NULL GROUP BY 1"
)
"""A command says its own id where nothing is sealed: among the themes of its entry."""


class Client:
    """One process of ours under load, and what it said so far."""

    def __init__(self, ground: Ground, owner: str, actor: UUID, salarie: UUID) -> None:
        self.actor = actor
        self.sent: list[UUID] = []
        self.done: list[UUID] = []
        home = str(ground.settings.data_dir)
        words = [sys.executable, "-P", "-m", "api.measures.client"]
        with (ground.settings.data_dir / "clients.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*words, home, owner, str(actor), str(salarie)],
                stdout=subprocess.PIPE,
                stderr=log,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                text=True,
            )
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()

    def _listen(self) -> None:
        for line in self.process.stdout or ():
            if line.endswith("\n"):
                word, key = line.split()
                (self.sent if word == "sent" else self.done).append(UUID(key))

    def wait_for(self, more: int) -> None:
        """Until it has `more` answers than now; a client that says nothing is a failed trial."""
        goal, deadline = len(self.done) + more, time.monotonic() + PATIENCE
        while len(self.done) < goal:
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise TimeoutError("un client ne répond plus")
            time.sleep(0.01)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.listener.join()

    def unanswered(self) -> list[UUID]:
        return [key for key in self.sent if key not in set(self.done)]


class Tally(NamedTuple):
    kills: int
    acknowledged: int
    resent: int
    lost: int
    doubled: int
    differing: int


def measure_kills_of_clients(ground: Ground, owner: str, kills: int) -> Verdict:
    with application(ground, owner) as crm:
        salarie, actors = past(crm)
    chance = Random(7)  # noqa: S311  # the moment of a kill needs no cryptography
    sessions = []
    for rank in range(kills):
        clients = loaded(ground, owner, salarie, actors, rank)
        time.sleep(chance.random() * 0.4)
        for client in clients:
            client.kill()
        sessions += clients
        with application(ground, owner) as crm:
            resend(crm, clients, salarie)
    tally = judged(ground, owner, kills, sessions)
    control = doubled_without_receipts(ground, owner, sessions, salarie)
    return told("kill_app", tally, control, "the control, resent under other ids, doubles")


def measure_kills_of_postgres(ground: Ground, owner: str, kills: int) -> Verdict:
    """The clients live on: they send again until the server, started again, answers."""
    with application(ground, owner) as crm:
        salarie, actors = past(crm)
    chance = Random(8)  # noqa: S311  # idem
    clients = loaded(ground, owner, salarie, actors, 0)
    try:
        for _ in range(kills):
            time.sleep(chance.random() * 0.4)
            kill_postmaster(ground.settings.data_dir)
            for client in clients:
                client.wait_for(ENOUGH)
    finally:
        for client in clients:
            client.kill()
    with application(ground, owner) as crm:
        resend(crm, clients, salarie)
    tally = judged(ground, owner, kills, clients)
    control = lost_without_waiting(ground, owner)
    return told("kill_postgres", tally, control, "the control, not waiting for the disk, loses")


def told(name: str, tally: Tally, control: int, words: str) -> Verdict:
    return verdict(
        name,
        "commands lost or doubled, rows that differ",
        tally.kills,
        tally.lost + tally.doubled + tally.differing,
        control,
        f"0; {words}",
        tally._asdict(),
    )


def loaded(
    ground: Ground, owner: str, salarie: UUID, actors: list[UUID], rank: int
) -> list[Client]:
    """Clients that have all begun to be answered."""
    clients = [
        Client(ground, owner, actors[(rank * CLIENTS + one) % ACTORS], salarie)
        for one in range(CLIENTS)
    ]
    for client in clients:
        client.wait_for(ENOUGH)
    return clients


def resend(crm: Crm, clients: list[Client], salarie: UUID) -> None:
    for client in clients:
        for key in client.unanswered():
            send(crm, key, client.actor, salarie)


def judged(ground: Ground, owner: str, kills: int, clients: list[Client]) -> Tally:
    found = counted(owner)
    done = [key for client in clients for key in client.done]
    sent = [key for client in clients for key in client.sent]
    return Tally(
        kills,
        len(done),
        sum(len(client.unanswered()) for client in clients),
        sum(found.get(str(key), 0) == 0 for key in sent),
        sum(found.get(str(key), 0) > 1 for key in sent),
        differing(ground, owner),
    )


def counted(owner: str) -> dict[str, int]:
    with psycopg.connect(owner) as connection:
        return dict(connection.execute(COUNTED).fetchall())


def differing(ground: Ground, owner: str) -> int:
    """Tables whose rows, kept live through the kills, are not those of a rebuild."""
    with application(ground, owner) as crm:
        crm.projector.catch_up()
        live = contents(owner)
        rebuild(owner, place_of, lambda text: crm.read([text])[0])
    again = contents(owner)
    return sum(live[table] != again[table] for table in live)


def contents(owner: str) -> dict[str, Any]:
    words = "SELECT count(*), md5(string_agg(r::text, ' ' ORDER BY r::text)) FROM read_models.{} r"
    with psycopg.connect(owner) as connection:
        return {
            table: connection.execute(words.format(table).encode()).fetchone()
            for table in [*(table for table, _ in VERSIONED), "fait"]
        }


def doubled_without_receipts(
    ground: Ground, owner: str, clients: list[Client], salarie: UUID
) -> int:
    """What a client does that takes a lost answer for a failure: send it anew."""
    lost_answers = clients[0].done[:3]
    with application(ground, owner) as crm:
        for key in lost_answers:
            send_anew(crm, key, clients[0].actor, salarie)
    found = counted(owner)
    return sum(found.get(str(key), 0) > 1 for key in lost_answers)


def send_anew(crm: Crm, key: UUID, actor: UUID, salarie: UUID) -> None:
    again = command(key, actor, salarie)
    crm.execute(msgspec.structs.replace(again, interaction=uuid4()), AUTHOR)


def kill_postmaster(home: Path) -> None:
    """The first line of its own file is the server's process."""
    pid = int((home / "pg" / "postmaster.pid").read_text().split("\n")[0])
    os.kill(pid, signal.SIGKILL)


def lost_without_waiting(ground: Ground, owner: str) -> int:
    """Rows acknowledged before they reach the disk, then the same kill."""
    acknowledged = 0
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE public.hasty (one integer)")
    try:
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute("SET synchronous_commit = off")
            for one in range(2_000):
                connection.execute("INSERT INTO public.hasty VALUES (%s)", (one,))
                acknowledged += 1
                if one == 1_000:
                    kill_postmaster(ground.settings.data_dir)
    except psycopg.OperationalError:
        pass
    return acknowledged - kept(owner)


def kept(owner: str) -> int:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with psycopg.connect(owner) as connection:
                row = connection.execute("SELECT count(*) FROM public.hasty").fetchone()
                return int(row[0]) if row else 0
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
