"""Settings are read once, refused kindly, and told in one table."""

import re
from pathlib import Path

import pytest

from api.settings import DEFAULTS, EXAMPLES, SettingError, read_settings

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "reglages.md"


def test_nothing_set_is_a_whole_installation() -> None:
    settings = read_settings({})
    assert settings.database_url is None
    assert settings.data_dir.name == "var"
    assert settings.kek_file == settings.data_dir / "cle-maitresse"
    assert (settings.host, settings.port, settings.testing) == ("127.0.0.1", 8000, False)


def test_the_migration_login_defaults_to_the_serving_one() -> None:
    settings = read_settings({"DATABASE_URL": "postgresql://a@/b"})
    assert settings.migration_database_url == "postgresql://a@/b"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("LOG_LEVEL", "bavard"),
        ("MAILLAGE_ENV", "essai"),
        ("DATABASE_URL", "mysql://a/b"),
        ("MIGRATION_DATABASE_URL", "maillage"),
        ("PUBLIC_URL", "maillage.example.org"),
        ("PUBLIC_URL", "http://maillage.example.org"),
        ("PUBLIC_URL", "https://maillage.example.org/crm"),
        ("PUBLIC_URL", "https://"),
    ],
)
def test_a_refusal_names_the_variable_and_an_example(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"{name}.*Exemple : {name}="):
        read_settings({name: value})


@pytest.mark.parametrize("host", ["::", "192.0.2.1", "maillage.example.org"])
def test_listening_to_other_machines_needs_a_public_name(host: str) -> None:
    with pytest.raises(
        SettingError, match=r"PUBLIC_URL est nécessaire.*Exemple : PUBLIC_URL="
    ):
        read_settings({"HOST": host})
    named = read_settings({"HOST": host, "PUBLIC_URL": "https://Maillage.example.org/"})
    assert named.public_url == "https://maillage.example.org"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_a_machine_of_ones_own_needs_none(host: str) -> None:
    assert read_settings({"HOST": host}).public_url is None


def test_every_example_is_accepted() -> None:
    assert read_settings(EXAMPLES).port == 8000


def test_the_guide_lists_the_settings_that_exist() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| ", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == list(DEFAULTS)
