"""Put the written demonstration into an empty journal: whole, or not at all."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec
import psycopg
from psycopg import Connection

from adapters.demo.figures import TODAY
from adapters.demo.memory import Memory
from adapters.demo.script import PARIS, Script, Told
from adapters.journal.lines import Line
from adapters.journal.mapper import EntryMapper
from adapters.journal.recorder import APPEND_DATED, columns, key_columns
from domain.commands.listing import AnyCommand
from domain.commands.shared import Command
from domain.events import Entry

DECODER: msgspec.json.Decoder[Command] = msgspec.json.Decoder(AnyCommand)
BATCH = 200


class Loaded(NamedTuple):
    """What the journal took: commands, and the facts they made."""

    commands: int
    facts: int


class Prepared(NamedTuple):
    """A command as the doors read it, with the facts it makes."""

    told: Told
    sent: bytes
    facts: list[Entry]


def prepared(script: Script) -> Iterable[Prepared]:
    """Each command passes by JSON and the rules, as one sent by a person does."""
    memory = Memory()
    for told in script:
        encoded = msgspec.json.encode(told.command)
        command = DECODER.decode(encoded)
        facts = memory.decide(command, told.at.astimezone(PARIS).date())
        yield Prepared(told, encoded, facts)


def load(conninfo: str, mapper: EntryMapper, script: Script) -> Loaded:
    """`conninfo` logs in as a role that may become the journal's owner: R53 opens no other door."""
    commands = facts = 0
    with psycopg.connect(conninfo) as connection:
        connection.execute("SET ROLE maillage_owner")
        connection.execute("SELECT journal.mark_demonstration(%s)", (TODAY,))
        for batch in batches(prepared(script)):
            append(connection, mapper, batch)
            commands += len(batch)
            facts += sum(len(one.facts) for one in batch)
    return Loaded(commands, facts)


def batches(commands: Iterable[Prepared]) -> Iterable[list[Prepared]]:
    batch: list[Prepared] = []
    for one in commands:
        batch.append(one)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def append(connection: Connection[Any], mapper: EntryMapper, batch: list[Prepared]) -> None:
    """One call a command, so one receipt; the calls of a batch travel together."""
    with connection.pipeline(), connection.cursor(binary=True) as cursor:
        for told, sent, facts in batch:
            request = mapper.vault.fingerprint(sent)
            lines: list[Line] = [mapper.to_stored_event(fact) for fact in facts]  # type: ignore[misc]  # ours
            keys = [key for line in lines for key in line.keys]
            head = (told.command_id, request, told.author, told.at)
            cursor.execute(APPEND_DATED, (*head, *columns(lines), *key_columns(keys)))
