"""One embedded server for a whole run, shared by its workers and thrown away after it."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters.postgres.embedded import embedded
from adapters.postgres.locks import is_held
from adapters.vault.master_key import make_master_key
from api.crm import Crm
from api.logs import configure
from tests.databases import FAST, fresh_database, migrated_database
from tests.domain.people import TEAM
from tests.opened import application
from tests.scenarios.reading import file, waiting

SERVER_DIRECTORY = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """The controller (or the only process) chooses the directory, and tells the workers.

    It is not pytest's own temporary directory, which the server's account could not enter.
    """
    given = getattr(config, "workerinput", {}).get("server_directory")
    if given is None:
        given = tempfile.mkdtemp(prefix="maillage-tests-")
        Path(given).chmod(0o711)
    config.stash[SERVER_DIRECTORY] = Path(given)
    configure("warning")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """pytest-xdist's own hook: what the controller tells a worker."""
    node.workerinput["server_directory"] = str(node.config.stash[SERVER_DIRECTORY])


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    directory = config.stash[SERVER_DIRECTORY]
    while (directory / "pg").exists() and is_held(directory / "pg.supervised"):
        time.sleep(0.1)
    shutil.rmtree(directory)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How many figures of the worked cases were checked, and which ones wait for their issue."""
    asked = {
        outcome: [report for report in terminalreporter.stats.get(outcome, []) if figure(report)]
        for outcome in ("passed", "failed")
    }
    right, wrong = len(asked["passed"]), len(asked["failed"])
    if right + wrong == 0:
        return
    terminalreporter.section("scénarios")
    terminalreporter.write_line(
        f"{right + wrong} chiffres demandés ({file().name}) : {right} exacts, {wrong} faux."
    )
    for scenario, subject, issue in waiting():
        terminalreporter.write_line(f"En attente : {scenario} {subject} ({issue}).")


def figure(report: Any) -> str | None:
    """The name of the figure that a test asked for, if it did."""
    named: dict[str, str] = dict(getattr(report, "user_properties", ()))
    return named.get("scenario_figure")


@pytest.fixture(scope="session")
def postgres_server(request: pytest.FixtureRequest) -> Iterator[str]:
    """The superuser's conninfo on the run's own server."""
    with embedded(request.config.stash[SERVER_DIRECTORY], FAST) as server:
        yield server


@pytest.fixture
def empty_database(postgres_server: str) -> Iterator[str]:
    """The superuser's conninfo on a database of this test's own, with nothing in it."""
    with fresh_database(postgres_server) as database:
        yield database


@pytest.fixture
def owner(postgres_server: str) -> Iterator[str]:
    """The superuser's conninfo on a database of this test's own, migrated and empty."""
    with migrated_database(postgres_server) as database:
        yield database


@pytest.fixture(scope="session")
def kek_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One master key for a whole worker."""
    path = tmp_path_factory.mktemp("kek") / "cle-maitresse"
    make_master_key(path)
    return path


@pytest.fixture
def crm(owner: str, kek_file: Path) -> Iterator[Crm]:
    """A Crm on that database, logged in as the application and nothing more."""
    with application(owner, kek_file) as ready:
        yield ready


@pytest.fixture
def reseau(crm: Crm) -> Crm:
    """A Crm that already knows a small réseau (tests/domain/people.py)."""
    for command in TEAM:
        crm.execute(command, "test")
    return crm


@pytest.fixture
def colleague(owner: str, kek_file: Path, reseau: Crm) -> Iterator[Crm]:
    """The same réseau seen from another process."""
    with application(owner, kek_file) as other:
        yield other
