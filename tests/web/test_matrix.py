"""The matrix of the documentation is that of the code, and every route says which right it asks."""

import pytest
from litestar import Litestar, Router, get
from litestar.testing import TestClient

from adapters.measure.verdicts import Verdict
from api.app import create_app
from api.crm import Crm
from api.measures import matrix
from api.measures.matrix_cells import Way, ways
from api.measures.matrix_table import document
from api.measures.stage import NEAR
from api.measures.visitors import Visitor
from domain.policy import RIGHTS, Action, Who
from domain.policy_commands import ACTION_OF
from tests.web.matrix import PAGE, regenerated

AGAIN = "docs/matrice.md is not that of the code: .venv/bin/python -m tests.web.matrix"


def test_the_page_of_the_documentation_is_that_of_the_code() -> None:
    assert PAGE.read_text(encoding="utf-8") == regenerated(), AGAIN


@get("/oubliee", sync_to_thread=False)
def forgotten() -> str:
    return "une route qui ne dit rien"


@pytest.fixture
def careless(crm: Crm) -> Litestar:
    app = create_app(crm, "maillage.local")
    app.register(Router("/", route_handlers=[forgotten]))
    return app


def test_a_route_that_declares_no_right_fails_the_matrix_and_opens_to_nobody(
    careless: Litestar,
) -> None:
    found = [way for way in ways(careless) if way.actions is None]
    assert [way.name for way in found] == ["GET /oubliee"]
    assert "it declares no right" in document(careless)
    with TestClient(careless, base_url="https://maillage.local") as client:
        assert client.get("/oubliee").status_code == 403


def test_every_public_command_and_every_route_of_ours_is_in_the_matrix(crm: Crm) -> None:
    known = ways(create_app(crm, "maillage.local"))
    assert {way.command for way in known if way.command} == set(ACTION_OF)
    assert {"GET /journal", "POST /sortir", "GET /api/sante"} <= {way.name for way in known}


@pytest.fixture(scope="session")
def quick() -> int:
    """One way in so many: the whole set is for `./maillage trust`."""
    return 30


def test_cells_are_asked_for_real_and_the_control_opens_what_was_refused(
    crm: Crm, quick: int
) -> None:
    rights = {action: dict(rules) for action, rules in RIGHTS.items()}
    verdict: Verdict = matrix.measure_matrix(crm, quick)
    assert verdict.failures == 0
    assert verdict.trials > 40
    assert verdict.control > 0
    assert rights == RIGHTS


def test_a_cell_that_differs_is_seen() -> None:
    way = Way("GET /charge", "GET", "/charge", (Action.LIRE_CHARGE,))
    cell = matrix.Cell(way, Visitor("nobody", Who()), NEAR)
    assert cell.expected() == matrix.NO
    assert not matrix.right(cell, matrix.NO, matrix.YES, 200)
    assert not matrix.right(cell, matrix.YES, matrix.BROKEN, 500)
