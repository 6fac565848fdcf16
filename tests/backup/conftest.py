"""An installation of its own: a named database, its master key, its ledger."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from adapters.postgres.embedded import conninfo
from api.settings import Settings, read_settings
from tests.databases import fresh_database

Installed = Callable[[str], Settings]


def url(database: str) -> str:
    parts = dict(part.split("=", 1) for part in database.split())
    return f"postgresql://{parts['user']}@/{parts['dbname']}?host={parts['host']}"


@pytest.fixture
def installed(postgres_server: str, tmp_path: Path) -> Iterator[Installed]:
    """An empty database under a name, with the same key and ledger each time."""
    with ExitStack() as stack:

        def install(name: str) -> Settings:
            database = stack.enter_context(fresh_database(postgres_server))
            return read_settings(
                {
                    "DATA_DIR": str(tmp_path / name),
                    "DATABASE_URL": url(conninfo(database, user="maillage_app")),
                    "MIGRATION_DATABASE_URL": url(conninfo(database)),
                    "MAILLAGE_KEK_FILE": str(tmp_path / "cle-maitresse"),
                    "ERASURES_FILE": str(tmp_path / "effacements.jsonl"),
                    "MAILLAGE_ENV": "test",
                }
            )

        yield install
