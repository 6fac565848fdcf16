"""The server did it and its answer never came: sent again, it is still one command."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from api.crm import Crm
from api.errors import UnknownOutcomeError
from api.questions import Question, ask
from tests.domain.people import ARRAS, DAY, LILLE, log
from tests.journal.proxy import Proxy, through_proxy
from tests.opened import application

AUTHOR = "auteur dont la réponse se perd"
MARK = AUTHOR.encode()


@pytest.fixture
def line(owner: str, kek_file: Path, reseau: Crm) -> Iterator[tuple[Proxy, Crm]]:
    """A Crm behind a line that can be cut, on a réseau that is already there."""
    with through_proxy(owner) as (proxy, conninfo), application(conninfo, kek_file) as crm:
        yield proxy, crm


def minutes(crm: Crm) -> int:
    total: int = ask(crm, "charge", Question(du=DAY, au=DAY, par="total"))[0]["minutes"]
    return total


@pytest.mark.parametrize("before_sending", [False, True])
def test_a_lost_answer_is_asked_for_again(line: tuple[Proxy, Crm], before_sending: bool) -> None:
    proxy, crm = line
    head = crm.journal.head()
    proxy.lose(MARK, before_sending=before_sending)
    outcome = crm.execute(log("groupe_pays", ARRAS, LILLE, resume="Une note."), AUTHOR)
    assert proxy.lost == 1
    assert outcome.positions == [head + 1, head + 2, head + 3]
    assert outcome.repeated is not before_sending
    assert crm.journal.head() == head + 3
    assert minutes(crm) == 60, "whoever asks next sees it"


def test_lost_twice_the_outcome_is_unknown_until_it_is_sent_again(
    line: tuple[Proxy, Crm],
) -> None:
    proxy, crm = line
    head = crm.journal.head()
    command_id, command = uuid4(), log("rendez_vous", ARRAS)
    proxy.lose(MARK, times=2)
    with pytest.raises(UnknownOutcomeError):
        crm.execute(command, AUTHOR, command_id)
    assert crm.execute(command, AUTHOR, command_id) == ([head + 1], True)
    assert crm.journal.head() == head + 1


def test_the_line_once_mended_the_same_stream_goes_on(line: tuple[Proxy, Crm]) -> None:
    proxy, crm = line
    for rank in range(4):
        proxy.lose(MARK)
        crm.execute(log("rendez_vous", ARRAS, interaction=uuid4()), f"{AUTHOR} {rank}")
    versions = [entry.originator_version for entry in crm.journal.stream(ARRAS)]
    assert versions == [1, 2, 3, 4, 5]
    assert minutes(crm) == 240
