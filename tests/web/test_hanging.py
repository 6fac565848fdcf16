"""A database that hangs honours no timeout of a driver: the answer comes all the same, once."""

import os
import signal
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from litestar import Litestar

from api.app import create_app
from api.crm import Crm
from api.questions import ask
from domain.roles import Role
from tests.web.conftest import SALARIES
from tests.web.entered import Client, browser_of, opened_session
from tests.web.test_failures import FORM, filled, resent, send

Signal = Callable[[signal.Signals], None]
SERVING = "SELECT pid FROM pg_stat_activity WHERE usename = 'maillage_app' AND datname = %s"


@pytest.fixture
def servers(owner: str, network: Crm) -> Iterator[Signal]:
    """Stops, or lets go on, the server's processes that answer this application alone.

    They are all that its pool may have: a whole server that hangs gives no new one either.
    """
    network.pool.resize(2, 2)
    with psycopg.connect(owner, autocommit=True) as direct:
        pids = [row[0] for row in direct.execute(SERVING, (direct.info.dbname,)).fetchall()]
        assert pids

        def to_all(sign: signal.Signals) -> None:
            for pid in pids:
                os.kill(pid, sign)

        yield to_all
        to_all(signal.SIGCONT)


@pytest.fixture
def app(network: Crm) -> Litestar:
    return create_app(network, "maillage.local", deadline=1.0)


@pytest.fixture
def inside(app: Litestar, network: Crm) -> Iterator[Client]:
    _, token = opened_session(network, Role.SALARIE, SALARIES[0])
    with browser_of(app, token) as ready:
        yield ready


def test_a_hung_database_is_told_and_the_service_comes_back(
    inside: Client, network: Crm, servers: Signal, yesterday: str
) -> None:
    form = filled(yesterday)
    servers(signal.SIGSTOP)
    status, page = send(inside, "/noter", form)
    assert (status, "Inconnu, nouvel essai automatique" in page) == (503, True)
    assert inside.get("/couverture").status_code == 503
    told = inside.get("/api/questions/charge")
    assert (told.status_code, told.headers["content-type"]) == (503, "application/problem+json")
    assert inside.get("/statique/tokens.css").status_code == 200
    servers(signal.SIGCONT)
    answer = inside.post("/noter", content=body(page), headers={**FORM, "X-CSRF": ""})
    assert answer.headers["location"] == f"/entrees/{form['interaction']}?notee=1"
    assert len(ask(network, "journal")) == 1
    assert inside.get("/couverture").status_code == 200


def test_hung_in_the_middle_of_the_append_it_is_noted_once(
    inside: Client,
    network: Crm,
    servers: Signal,
    yesterday: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = network.journal.append

    def hanging(*given: Any) -> Any:
        monkeypatch.undo()
        servers(signal.SIGSTOP)
        return real(*given)

    monkeypatch.setattr(network.journal, "append", hanging)
    form = filled(yesterday)
    status, page = send(inside, "/noter", form)
    assert (status, "Inconnu, nouvel essai automatique" in page) == (503, True)
    servers(signal.SIGCONT)
    answer = inside.post("/noter", content=body(page), headers={**FORM, "X-CSRF": ""})
    assert answer.headers["location"] == f"/entrees/{form['interaction']}?notee=1"
    assert "Notée" in inside.get(answer.headers["location"]).text
    assert len(ask(network, "journal")) == 1


def body(page: str) -> str:
    return urlencode(resent(page))
