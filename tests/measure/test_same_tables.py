"""Live, rebuilt, folded: one history gives the same rows, whatever the way."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

from adapters.measure.history import History
from adapters.measure.loading import load
from adapters.read_models.rebuild import VERSIONED, read_page, rebuild
from adapters.reference.tables import place_of
from adapters.vault.master_key import read_master_key
from api.crm import Crm
from api.questions import Question, ask
from domain.commands.actors import Identity, RecordContact
from domain.commands.entries import LogInteraction
from domain.commands.persons import DeclarePerson
from domain.commands.shared import ContexteAsked, Present, StaffAsked
from projections import FICHES, fold
from projections.network import Network
from projections.working_set import FOR_EVER
from tests.opened import application

SIZE, ACTORS = 2_500, 60
TABLES = [table for table, _ in VERSIONED] + ["fait"]


def name(_: object) -> str:
    return "nom scellé"


def stored(owner: str, table: str) -> Counter[tuple[Any, ...]]:
    with psycopg.connect(owner) as connection:
        return Counter(connection.execute(f"SELECT * FROM read_models.{table}").fetchall())


def standing(rows: Counter[tuple[Any, ...]]) -> Counter[tuple[Any, ...]]:
    return Counter({row[:-2]: n for row, n in rows.items() if row[-1] == FOR_EVER})


def named(crm: Crm) -> None:
    """A contact, an entry that names it, and a sign it gave: the history has no persons."""
    known = ask(crm, "annuaire", Question(limite=100))
    actor = next(UUID(one["id"]) for one in known if one["type"] == "actor" and not one["survivor"])
    salarie = ask(crm, "salaries")[0]
    person, day = uuid4(), date.fromisoformat(salarie["arrivee"])
    identity = Identity("Personne 12")
    contexte = ContexteAsked(day, (StaffAsked(UUID(salarie["id"]), 30),), contacts=(person,))
    for command in (
        RecordContact(actor, person, "présidente", identity, "interet_legitime", day),
        LogInteraction(uuid4(), "rendez_vous", contexte, (Present(actor=actor),)),
        DeclarePerson(person, day),
    ):
        crm.execute(command, "test")


def test_a_rebuild_gives_the_rows_of_every_version_that_were_kept_live(
    owner: str, kek_file: Path
) -> None:
    load(owner, History(SIZE, ACTORS, read_master_key(kek_file), merges=0.01))
    with application(owner, kek_file) as crm:
        while crm.projector.catch_up() < crm.journal.head():
            pass
        named(crm)
        live = {table: stored(owner, table) for table in TABLES}
        rebuild(owner, place_of, lambda text: crm.read([text])[0])
    assert all(live.values())
    for table in TABLES:
        assert stored(owner, table) == live[table], table


def test_the_rows_in_force_after_a_rebuild_are_those_of_a_plain_fold(
    owner: str, kek_file: Path
) -> None:
    load(owner, History(SIZE, ACTORS, read_master_key(kek_file), merges=0.01))
    rebuild(owner, place_of, name)
    with psycopg.connect(owner) as journal:
        entries = read_page(journal, 0, 2 * SIZE)
    network = Network(place_of)
    documents = fold(entries, network)
    folded: dict[str, Counter[tuple[Any, ...]]] = {}
    for fiche in FICHES:
        for document in documents[fiche.table].values():
            for table, rows in fiche.derive(document, network, name).items():
                folded.setdefault(table, Counter()).update(tuple(row) for row in rows)
    assert sum(folded["part"].values()) > SIZE / 2
    for table, rows in folded.items():
        assert standing(stored(owner, table)) == rows, table
