"""The doors of keys, backups and restores, as two persons type them."""

from pathlib import Path
from uuid import uuid4

import pytest

from adapters.vault.ledger import Ledger
from adapters.vault.master_key import read_master_key
from api.cli import backup, cles, restore
from api.cli.options import FrenchParser
from api.opening import opened, prepare_database
from api.settings import Settings
from domain.commands.actors import Identity, RecordContact
from domain.commands.persons import ErasePerson
from tests.backup.conftest import Installed
from tests.domain.people import ARRAS, DAY, TEAM

CONTACT = uuid4()


@pytest.fixture
def settings(installed: Installed) -> Settings:
    made = installed("première")
    prepare_database(str(made.migration_database_url))
    with opened(made, 4) as crm:
        for command in (
            *TEAM,
            RecordContact(ARRAS, CONTACT, "élue", Identity("Personne 13"), "contrat", DAY),
        ):
            crm.execute(command, "test")
    return made


def typed(door: object, settings: Settings, *words: str) -> int:
    parser = FrenchParser()
    door.add_arguments(parser)  # type: ignore[attr-defined]
    return int(door.run(parser.parse_args(list(words)), settings))  # type: ignore[attr-defined]


def test_the_procedure_from_an_erasure_to_a_restore(
    settings: Settings,
    installed: Installed,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file, export = str(tmp_path / "sauvegarde"), str(tmp_path / "export")
    assert typed(backup, settings, file) == 0
    with opened(settings, 4) as crm:
        crm.execute(ErasePerson(CONTACT, "demande"), "test")
    assert typed(cles, settings, "etat") == 0
    assert "Effacements depuis le dernier changement de clé : 1." in capsys.readouterr().out
    assert typed(cles, settings, "tourner") == 0
    assert read_master_key(settings.kek_file).epoch == 2
    assert typed(cles, settings, "exporter", export) == 0
    assert typed(cles, settings, "verifier", export) == 0
    assert "ne s’ouvrent pas : 0" in capsys.readouterr().out
    other = installed("autre")
    assert typed(restore, other, file) == 1
    assert "--cles" in capsys.readouterr().err
    assert typed(restore, other, file, "--cles", export) == 0
    assert "Personnes oubliées à nouveau : 1." in capsys.readouterr().out


def test_the_journal_is_told_once_that_an_epoch_is_gone(settings: Settings) -> None:
    typed(cles, settings, "tourner")
    typed(cles, settings, "tourner")
    with opened(settings, 4) as crm:
        facts = crm.journal.facts(0, crm.journal.head(), ["security.key_epoch_destroyed"])
        assert [getattr(one.event, "epoch", None) for one in facts] == [1, 2]


def test_what_is_missing_is_told(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(cles, settings, "exporter") == 1
    assert "exporter FICHIER" in capsys.readouterr().err
    assert typed(cles, settings, "verifier", str(tmp_path / "absent")) == 1
    assert "n’existe pas" in capsys.readouterr().err
    export = tmp_path / "export"
    typed(cles, settings, "exporter", str(export))
    typed(cles, settings, "tourner")
    assert typed(cles, settings, "verifier", str(export)) == 1
    assert "autre époque" in capsys.readouterr().out


def test_an_erasure_missing_from_the_ledger_is_told_then_written(settings: Settings) -> None:
    with opened(settings, 4) as crm:
        crm.execute(ErasePerson(CONTACT, "demande"), "test")
    settings.erasures_file.unlink()
    assert typed(cles, settings, "verifier") == 1
    with opened(settings, 4):
        assert [one.person for one in Ledger(settings.erasures_file).read()] == [CONTACT]
    assert typed(cles, settings, "verifier") == 0
