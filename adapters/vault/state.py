"""Where do the keys stand? What the two persons who keep them read before and after."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg import Connection

from adapters.vault.envelope import key_id, unwrap
from adapters.vault.key_files import left_over
from adapters.vault.ledger import Ledger, erasures, same
from adapters.vault.master_key import MasterKey, read_master_key

MONTHLY, AFTER_ERASURE = timedelta(days=30), timedelta(days=7)
EPOCHS = "SELECT epoch, started_at, destroyed_at FROM vault.epochs ORDER BY epoch DESC"
COUNTS = "SELECT count(*), count(person), count(DISTINCT person) FROM vault.keys"


class State(NamedTuple):
    """`due`: the day before which the master key must be changed."""

    epoch: int
    started_at: datetime
    keys: int
    persons: int
    erased_since: int
    due: datetime
    unfinished: bool
    not_in_ledger: int


def state(owner: str, kek_file: Path, erasures_file: Path) -> State:
    with psycopg.connect(owner) as connection:
        (epoch, started, _), *former = connection.execute(EPOCHS).fetchall()
        keys, _, persons = connection.execute(COUNTS).fetchone() or (0, 0, 0)
        recorded = erasures(connection)
    since = [one.at for one in recorded if one.at >= started]
    written = {same(one) for one in Ledger(erasures_file).read()}
    return State(
        epoch,
        started,
        keys,
        persons,
        len(since),
        min([started + MONTHLY, *(at + AFTER_ERASURE for at in since)]),
        left_over(kek_file) or any(destroyed is None for _, _, destroyed in former),
        sum(same(one) not in written for one in recorded),
    )


class Checked(NamedTuple):
    opened: int
    closed: int


def check_keys(owner: str, kek_file: Path) -> Checked:
    """Does every key of the database open, and is it the one its name says?"""
    master = read_master_key(kek_file)
    with psycopg.connect(owner) as connection:
        good = [opens(master, *row) for row in rows(connection)]
    return Checked(sum(good), len(good) - sum(good))


def rows(connection: Connection[Any]) -> Any:
    return connection.execute("SELECT key_id, wrapped FROM vault.keys")


def opens(master: MasterKey, name: str, wrapped: bytes) -> bool:
    secret = unwrap(master, bytes(wrapped))
    return secret is not None and key_id(secret) == name
