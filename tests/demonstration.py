"""The demonstration, loaded once for a whole run and cloned for whoever asks.

A directory whose tests want it imports these fixtures in its own conftest.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from psycopg.conninfo import conninfo_to_dict

from api.crm import Crm
from api.demonstration import load_demonstration
from api.opening import opened, prepare_database
from api.settings import Settings, read_settings
from tests.databases import cloned_database, template_database

TEMPLATE = "t_demonstration"
KEK = f"1:{'5a' * 32}\n"
"""The workers of a run share the template, so each must hold the key of its texts."""


def settings_on(database: str, directory: Path) -> Settings:
    """Settings that serve this database, as its owner and as the application."""
    parts = conninfo_to_dict(database)
    host, name = quote(str(parts["host"]), safe=""), parts["dbname"]
    kek_file = directory / "cle-maitresse"
    kek_file.write_text(KEK)
    return read_settings(
        {
            "DATA_DIR": str(directory),
            "DATABASE_URL": f"postgresql://maillage_app@/{name}?host={host}",
            "MIGRATION_DATABASE_URL": f"postgresql://{parts['user']}@/{name}?host={host}",
            "MAILLAGE_KEK_FILE": str(kek_file),
            "MAILLAGE_ENV": "test",
        }
    )


@pytest.fixture(scope="session")
def demo_template(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of the loaded template."""

    def build(database: str) -> None:
        prepare_database(database)
        load_demonstration(settings_on(database, tmp_path_factory.mktemp("demo")))

    return template_database(postgres_server, TEMPLATE, build)


@pytest.fixture(scope="session")
def demo_settings(
    postgres_server: str, demo_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """One clone for a whole worker: for tests that only ask."""
    with cloned_database(postgres_server, demo_template) as database:
        yield settings_on(database, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def demo_crm(demo_settings: Settings) -> Iterator[Crm]:
    """The Crm on that clone: ask it anything, tell it nothing."""
    with opened(demo_settings) as crm:
        yield crm


@pytest.fixture
def own_demo_settings(
    postgres_server: str, demo_template: str, tmp_path: Path
) -> Iterator[Settings]:
    """A clone of this test's own, to write in."""
    with cloned_database(postgres_server, demo_template) as database:
        yield settings_on(database, tmp_path)
