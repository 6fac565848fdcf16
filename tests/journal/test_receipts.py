"""One command id, one outcome, whatever the number of sendings."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from api.crm import Crm, Outcome
from api.errors import ReusedIdError
from domain.commands.actors import AddAlias, RegisterActor
from domain.decider import Refused
from tests.domain.people import ARRAS, LILLE, log

NEW = uuid4()


def test_sent_again_it_gives_its_first_outcome(reseau: Crm) -> None:
    command_id, command = uuid4(), log("groupe_pays", ARRAS, LILLE)
    first = reseau.execute(command, "test", command_id)
    again = reseau.execute(command, "test", command_id)
    assert (first.repeated, again.repeated) == (False, True)
    assert again.positions == first.positions
    assert reseau.journal.head() == first.positions[-1]


def test_another_content_under_a_known_id_is_refused(reseau: Crm) -> None:
    command_id = uuid4()
    reseau.execute(AddAlias(ARRAS, "Arras"), "test", command_id)
    head = reseau.journal.head()
    with pytest.raises(ReusedIdError):
        reseau.execute(AddAlias(ARRAS, "Mairie"), "test", command_id)
    assert reseau.journal.head() == head


def test_a_command_that_changed_nothing_has_its_receipt_too(reseau: Crm) -> None:
    reseau.execute(AddAlias(ARRAS, "Arras"), "test")
    command_id = uuid4()
    assert reseau.execute(AddAlias(ARRAS, "Arras"), "test", command_id) == Outcome([], False)
    assert reseau.execute(AddAlias(ARRAS, "Arras"), "test", command_id) == Outcome([], True)
    with pytest.raises(ReusedIdError):
        reseau.execute(AddAlias(ARRAS, "Mairie"), "test", command_id)


def test_one_that_would_now_be_refused_gives_its_first_outcome(reseau: Crm) -> None:
    command_id, register = uuid4(), RegisterActor(NEW, "Une association")
    first = reseau.execute(register, "test", command_id)
    assert reseau.execute(register, "test", command_id) == Outcome(first.positions, True)
    with pytest.raises(ReusedIdError):
        reseau.execute(RegisterActor(NEW, "Une autre"), "test", command_id)
    with pytest.raises(Refused, match="déjà inscrit"):
        reseau.execute(register, "test", uuid4())


def test_a_refused_command_leaves_its_id_free(reseau: Crm) -> None:
    command_id = uuid4()
    with pytest.raises(Refused):
        reseau.execute(RegisterActor(ARRAS, "Arras encore"), "test", command_id)
    assert reseau.journal.recorder.receipt(command_id) is None
    assert reseau.execute(RegisterActor(NEW, "Une association"), "test", command_id).positions


def test_another_process_knows_the_receipt(reseau: Crm, colleague: Crm) -> None:
    command_id, command = uuid4(), log("groupe_pays", ARRAS, LILLE)
    first = reseau.execute(command, "test", command_id)
    assert colleague.execute(command, "test", command_id) == Outcome(first.positions, True)


def test_sent_five_times_at_once_from_two_processes_it_is_one(reseau: Crm, colleague: Crm) -> None:
    command_id, command = uuid4(), log("groupe_pays", ARRAS, LILLE)
    head = reseau.journal.head()
    with ThreadPoolExecutor(5) as pool:
        senders = [reseau, colleague, reseau, colleague, reseau]
        told = list(pool.map(lambda one: one.execute(command, "test", command_id), senders))
    assert reseau.journal.head() == head + 3
    assert {tuple(one.positions) for one in told} == {(head + 1, head + 2, head + 3)}
    assert [one.repeated for one in told].count(False) == 1
