"""A database that is not ours, as the README says: one login migrates, another one serves."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from adapters.migrations.run import migrations
from adapters.postgres.embedded import conninfo, embedded
from adapters.postgres.locks import is_held
from adapters.read_models.rebuild import rebuild
from adapters.reference.tables import place_of
from api.cli.do import answer
from api.opening import NotReadyError, opened, prepare_database
from api.questions import Question, ask
from api.settings import Settings

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "docs/guide/exemples/premiers-pas.jsonl").read_bytes().splitlines()


@pytest.fixture
def server() -> Iterator[str]:
    """A server of its own: roles belong to a whole server, and here nobody may be above others."""
    home = Path(tempfile.mkdtemp(prefix="maillage-prod-"))
    home.chmod(0o711)
    with embedded(home) as superuser:
        yield superuser
    while is_held(home / "pg.supervised"):
        time.sleep(0.1)
    if (home / "pg").is_symlink():
        shutil.rmtree((home / "pg").resolve())
    shutil.rmtree(home)


@pytest.fixture
def settings(server: str, tmp_path: Path) -> Settings:
    """The administrator's login may create roles, and owns the database; nothing more."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE ROLE maillage_admin LOGIN CREATEROLE")
        connection.execute("CREATE DATABASE reseau OWNER maillage_admin")
    return Settings(
        data_dir=tmp_path,
        database_url=conninfo(server, user="maillage_app", database="reseau"),
        migration_database_url=conninfo(server, user="maillage_admin", database="reseau"),
        host="127.0.0.1",
        port=8000,
        public_url=None,
        kek_file=tmp_path / "cle-maitresse",
        erasures_file=tmp_path / "effacements.jsonl",
        log_level="info",
        environment="production",
    )


def test_one_login_migrates_and_another_serves(settings: Settings) -> None:
    owner = str(settings.migration_database_url)
    assert prepare_database(owner) == [path.stem for path in migrations()]
    with opened(settings) as crm:
        assert all(answer(crm, line)["ok"] for line in LINES)
        before = ask(crm, "couverture", Question())
        assert rebuild(owner, place_of, lambda text: crm.read([text])[0]).position == 33
        assert ask(crm, "couverture", Question()) == before
    assert prepare_database(owner) == []


def test_a_database_that_was_not_migrated_is_told_and_left_alone(
    settings: Settings, server: str
) -> None:
    with psycopg.connect(server) as connection:
        connection.execute("CREATE ROLE maillage_app LOGIN")
    with pytest.raises(NotReadyError, match=r"\./maillage migrate"), opened(settings):
        pass
