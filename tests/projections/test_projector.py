"""The tables keep up: at once, from several processes, and past a command they cannot count."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest

from adapters.read_models.projector import Projector
from adapters.read_models.reading import load_network
from adapters.read_models.rebuild import rebuild
from adapters.reference.tables import place_of
from api.crm import Crm
from api.questions import Question, ask
from domain.commands.actors import DeclareConnuDepuis, MergeActors, RegisterActor
from domain.commands.entries import AddAttendance
from domain.commands.projects import ChangePorteur
from domain.commands.salaries import ChangePole
from domain.commands.shared import Present
from domain.decider import Refused
from projections import parts
from projections.network import Network
from tests.domain.network import key
from tests.domain.people import AMIENS, ARRAS, DAY, FORAGE, LATER, LILLE, ONE, TWO, log
from tests.projections.comparing import all_differences, differences

POISON = key("une entrée que la projection ne sait pas compter")


def minutes(crm: Crm) -> int:
    total: int = ask(crm, "charge", Question(du=DAY, au=DAY, par="total"))[0]["minutes"]
    return total


def test_whoever_writes_reads_it_at_once_and_so_does_the_colleague(
    reseau: Crm, colleague: Crm
) -> None:
    for rank in range(1, 4):
        writer = (reseau, colleague)[rank % 2]
        writer.execute(log("rendez_vous", ARRAS, interaction=uuid4()), "test")
        assert (minutes(reseau), minutes(colleague)) == (60 * rank, 60 * rank)


def test_the_network_is_read_again_when_another_process_moved_on(
    reseau: Crm, colleague: Crm
) -> None:
    """Each process keeps merges, porteurs and pôles in mind; the other may have changed them."""
    reseau.execute(log("rendez_vous", ARRAS, interaction=uuid4()), "test")
    colleague.execute(MergeActors(ARRAS, LILLE, "même"), "test")
    colleague.execute(ChangePorteur(FORAGE, AMIENS, DAY), "test")
    colleague.execute(ChangePole(ONE, DAY, "MEIJ"), "test")
    reseau.execute(log("commission", LILLE, interaction=uuid4()), "test")
    poles = ask(reseau, "charge", Question(du=DAY, au=DAY, par="pole"))
    actors = ask(reseau, "charge", Question(du=DAY, au=DAY, par="acteur"))
    assert {row["code"]: row["minutes"] for row in poles} == {"MEIJ": 120}
    assert {row["code"]: row["minutes"] for row in actors} == {str(LILLE): 120}
    assert all_differences(reseau) == {}


def test_what_is_read_from_the_tables_is_the_network_of_the_journal(reseau: Crm) -> None:
    for command in (
        DeclareConnuDepuis(ARRAS, DAY),
        MergeActors(ARRAS, LILLE, "même"),
        MergeActors(LILLE, AMIENS, "même"),
        ChangePorteur(FORAGE, AMIENS, LATER),
        ChangePorteur(FORAGE, LILLE, DAY),
        ChangePole(TWO, LATER, "EPO"),
        ChangePole(TWO, DAY, None),
    ):
        reseau.execute(command, "test")
    folded = Network(place_of)
    for entry in reseau.journal.after(0):
        folded.evolve(entry)
    with reseau.pool.connection() as connection:
        read = load_network(connection, "read_models", Network(place_of))
    for name in ("survivors", "connus", "porteurs", "poles"):
        assert getattr(read, name) == getattr(folded, name), name


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> None:
    """One entry makes its own projection fail, as a bug would."""
    sound = parts.parts

    def counted(row: Any, network: Network) -> Any:
        if row.id == POISON:
            raise KeyError("a bug, about Mme Zwijnebourg")
        return sound(row, network)

    monkeypatch.setattr(parts, "parts", counted)


def test_a_command_that_cannot_be_counted_is_set_aside_and_named(
    reseau: Crm, poisoned: None
) -> None:
    """It is tried three times, then the others go on; health says which, and no text."""
    position = reseau.execute(log("rendez_vous", ARRAS, interaction=POISON), "test").positions[0]
    for _ in range(3):
        reseau.execute(log("rendez_vous", LILLE, interaction=uuid4()), "test")
    health = reseau.projector.health()
    assert (health.position, health.head) == (position + 3, position + 3)
    assert [at for at, _ in health.set_aside] == [position]
    assert "KeyError" in health.set_aside[0][1]
    assert "Zwijnebourg" not in str(health)
    assert minutes(reseau) == 180


def test_two_processes_that_catch_up_at_once_agree(reseau: Crm, colleague: Crm) -> None:
    def write(crm: Crm) -> None:
        for rank in range(15):
            entry, actor = uuid4(), uuid4()
            crm.execute(RegisterActor(actor, f"Association {rank}", commune="59350"), "test")
            crm.execute(log("groupe_pays", actor, interaction=entry), "test")
            crm.projector.catch_up()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (reseau, colleague)))
    reseau.projector.catch_up()
    health = reseau.projector.health()
    assert (health.position, health.set_aside) == (reseau.journal.head(), [])
    assert minutes(reseau) == 30 * 60
    assert all_differences(reseau) == {}


def test_a_backlog_is_taken_page_after_page(
    reseau: Crm, colleague: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that cut a command leave it whole for the next one."""
    monkeypatch.setattr("adapters.read_models.projector.PAGE", 4)
    monkeypatch.setattr(Projector, "catch_up", lambda *_: 0)
    for rank in range(9):
        present = (ARRAS, LILLE, AMIENS)[: rank % 4]
        reseau.execute(log("groupe_pays", *present, interaction=uuid4()), "test")
    assert minutes(reseau) == 0
    monkeypatch.undo()
    monkeypatch.setattr("adapters.read_models.projector.PAGE", 4)
    colleague.projector.catch_up()
    assert minutes(reseau) == 9 * 60
    assert all_differences(reseau) == {}


def test_an_entry_the_tables_do_not_show_yet_is_found(
    reseau: Crm, colleague: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that died between recording and counting must not let it be noted again."""
    entry = uuid4()
    monkeypatch.setattr(colleague.projector, "catch_up", lambda *_: 0)
    colleague.execute(log("rendez_vous", ARRAS, interaction=entry), "collègue")
    with pytest.raises(Refused, match="déjà notée"):
        reseau.execute(log("rendez_vous", LILLE, interaction=entry), "test")
    colleague.execute(log("groupe_pays", ARRAS, interaction=POISON), "collègue")
    reseau.execute(AddAttendance(POISON, Present(actor=LILLE)), "test")
    assert minutes(reseau) == 120


def test_a_rebuild_beside_two_writers_loses_nothing(
    reseau: Crm, colleague: Crm, owner: str
) -> None:
    def write(crm: Crm, actor: UUID) -> None:
        for _ in range(25):
            crm.execute(log("groupe_pays", actor, interaction=uuid4()), "test")

    with ThreadPoolExecutor(3) as pool:
        pairs = ((reseau, ARRAS), (colleague, LILLE))
        writing = [pool.submit(write, crm, actor) for crm, actor in pairs]
        done = rebuild(owner, place_of, lambda text: reseau.read([text])[0])
        for one in writing:
            one.result()
    reseau.projector.catch_up()
    assert done.position <= reseau.projector.position() == reseau.journal.head()
    assert minutes(reseau) == 50 * 60
    head = reseau.journal.head()
    assert differences(reseau, head, reseau.journal.after(0)) == {}
