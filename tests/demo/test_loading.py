"""Loading: into an empty journal alone, once, and as if each command had been sent."""

import re
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest

from adapters.demo.loader import Prepared, prepared
from adapters.demo.memory import Memory
from adapters.demo.written import write
from api.crm import Crm
from api.demonstration import load_demonstration
from api.opening import opened
from api.settings import Settings
from domain.commands.actors import MergeActors, RecordContact, RegisterActor
from domain.commands.entries import LogInteraction, LogTempsInterne
from domain.commands.persons import SetHold
from domain.commands.projects import OpenProject
from domain.commands.shared import Command
from domain.decider import Refused
from domain.events import Entry
from domain.personal import Sealed, Secret
from tests.demonstration import settings_on

CREATED = {
    RegisterActor: "actor",
    RecordContact: "person",
    OpenProject: "project",
    LogInteraction: "interaction",
    LogTempsInterne: "interaction",
}


@pytest.fixture(scope="module")
def decided() -> list[Prepared]:
    return list(prepared(write()))


def test_the_journal_holds_what_was_decided_at_the_instants_that_were_written(
    demo_crm: Crm, decided: list[Prepared]
) -> None:
    held = demo_crm.journal.after(0, 100_000)
    by_command = [list(found) for _, found in groupby(held, lambda entry: entry.command_id)]
    assert [found[0].command_id for found in by_command] == [one.told.command_id for one in decided]
    for found, one in zip(by_command, decided, strict=True):
        assert {entry.recorded_at for entry in found} == {one.told.at}
        assert {entry.author for entry in found} == {one.told.author}
        assert list(map(told, found)) == list(map(told, one.facts))


def told(entry: Entry) -> tuple[UUID, int, Any]:
    """A fact without the texts that are sealed under keys drawn at each loading."""
    return entry.originator_id, entry.originator_version, without_texts(entry.event)


def without_texts(value: Any) -> Any:
    if isinstance(value, Secret | Sealed):
        return "text"
    if not isinstance(value, msgspec.Struct):
        return value
    return type(value), [without_texts(getattr(value, name)) for name in value.__struct_fields__]


def test_texts_are_sealed_and_can_be_read(demo_crm: Crm) -> None:
    sql = "SELECT state FROM journal.entries WHERE topic = 'actor.rendez_vous_held' LIMIT 1"
    assert b"rien de tel" not in demo_crm.query(sql)[0]["state"]
    row = demo_crm.query("SELECT interaction FROM read_models.part WHERE kind = 'relecture'")[0]
    entry = demo_crm.interaction(row["interaction"])
    assert entry is not None
    assert entry.resume is not None
    assert "démonstration" in str(demo_crm.read([entry.resume])[0])


def test_each_command_left_its_receipt(demo_crm: Crm, decided: list[Prepared]) -> None:
    one = decided[-1]
    again = demo_crm.execute(one.told.command, one.told.author, one.told.command_id)
    assert again.repeated
    assert len(again.positions) == len(one.facts)


def test_loading_again_says_that_it_is_there(demo_settings: Settings, demo_crm: Crm) -> None:
    before = demo_crm.journal.head()
    done = load_demonstration(demo_settings)
    assert (done.fresh, done.facts) == (False, before)
    assert demo_crm.journal.head() == before


def test_a_journal_that_holds_something_else_is_refused_and_left_alone(
    owner: str, tmp_path: Path
) -> None:
    settings = settings_on(owner, tmp_path)
    with opened(settings) as crm:
        crm.execute(RegisterActor(UUID(int=1), "Une structure"), "test")
    with pytest.raises(Refused, match=r"journal vide.*DATA_DIR="):
        load_demonstration(settings)
    with psycopg.connect(owner) as connection:
        assert connection.execute("SELECT count(*) FROM journal.entries").fetchone() == (1,)
        assert connection.execute("SELECT demonstration FROM journal.nature").fetchone() == (False,)


def test_memory_decides_what_the_application_decides_command_by_command(
    crm: Crm, decided: list[Prepared]
) -> None:
    """On a part of the demonstration that stands by itself: some actors and all about them."""
    part = about_some(decided)
    memory = Memory()
    assert len(part) > 200
    for command in part:
        expected = memory.decide(command, crm.today)
        positions = crm.execute(command, "test").positions
        found = crm.journal.after(positions[0] - 1, len(positions))
        assert list(map(told, found)) == list(map(told, expected))


def about_some(decided: list[Prepared]) -> list[Command]:
    """The merged record and its survivor, and whatever names no actor but some sixty.

    No hold: its last day passes one day, and it would be refused.
    """
    commands = [one.told.command for one in decided]
    merge = next(one for one in commands if isinstance(one, MergeActors))
    registered = [one.actor for one in commands if isinstance(one, RegisterActor)]
    kept = {merge.absorbed, merge.survivor, *registered[:60], *registered[200:320]}
    dropped = {str(one) for one in registered if one not in kept}
    part = []
    for command in commands:
        if dropped.isdisjoint(re.findall(r"[0-9a-f-]{36}", msgspec.json.encode(command).decode())):
            part.append(command)
        elif field := CREATED.get(type(command)):
            dropped.add(str(getattr(command, field)))
    return [one for one in part if not isinstance(one, LogTempsInterne | SetHold)]
