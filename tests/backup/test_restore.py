"""A backup restores: every text, every figure; and nobody who was erased comes back."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from adapters.backup.archive import Archive, BackupError
from adapters.backup.saving import save
from adapters.vault.export import ExportError, read_export, write_export
from adapters.vault.ledger import Ledger
from adapters.vault.rotation import rotate
from api.crm import Crm
from api.opening import opened, prepare_database
from api.questions import Question, ask
from api.restoring import Asked, Restored, restore
from api.settings import Settings
from domain.commands.actors import Identity, RecordContact, RegisterActor
from domain.commands.persons import ErasePerson
from domain.personal import Erased
from projections.texts import Text
from tests.backup.conftest import Installed
from tests.domain.people import ARRAS, DAY, TEAM, log

PERSON, CONTACT = uuid4(), uuid4()
SPOKEN = (
    *TEAM,
    RegisterActor(PERSON, "Personne 12", "consultant", "59350", natural_person=True),
    RecordContact(ARRAS, CONTACT, "élue", Identity("Personne 13"), "contrat", DAY),
    log("rendez_vous", ARRAS, interaction=uuid4(), resume="Avec la personne 13."),
)


@pytest.fixture
def running(installed: Installed) -> Iterator[tuple[Settings, Crm]]:
    settings = installed("première")
    prepare_database(owner(settings))
    with opened(settings, 4) as crm:
        for command in SPOKEN:
            crm.execute(command, "test")
        yield settings, crm


def owner(settings: Settings) -> str:
    return str(settings.migration_database_url)


def told(crm: Crm) -> list[Any]:
    names = ("charge", "couverture", "participations", "journal", "annuaire")
    return [ask(crm, name, Question()) for name in names]


def figures(crm: Crm) -> list[Any]:
    return [ask(crm, name, Question()) for name in ("charge", "couverture", "participations")]


def saved(settings: Settings, tmp_path: Path, name: str = "sauvegarde") -> Path:
    path = tmp_path / name
    save(owner(settings), path)
    return path


def exported(settings: Settings, tmp_path: Path) -> Path:
    path = tmp_path / "export"
    with psycopg.connect(owner(settings)) as connection:
        write_export(connection, path)
    return path


def restored(settings: Settings, file: Path, export: Path | None = None) -> Restored:
    return restore(settings, Asked(file, export, settings.erasures_file))


def test_everything_comes_back(
    running: tuple[Settings, Crm], installed: Installed, tmp_path: Path
) -> None:
    settings, crm = running
    file = saved(settings, tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    other = installed("autre")
    done = restored(other, file)
    assert (done.position, done.forgotten, done.unreadable) == (crm.journal.head(), 0, 0)
    with opened(other, 4) as again:
        assert told(again) == told(crm)
        assert again.journal.after(0) == crm.journal.after(0)
        assert again.nom(PERSON) == "Personne 12"
        again.execute(log("rendez_vous", ARRAS, interaction=uuid4(), resume="La suite"), "test")
    with psycopg.connect(owner(other)) as connection, pytest.raises(psycopg.Error):
        connection.execute("DELETE FROM journal.entries")


def test_who_was_erased_since_the_backup_is_forgotten_again(
    running: tuple[Settings, Crm], installed: Installed, tmp_path: Path
) -> None:
    settings, crm = running
    file, before = saved(settings, tmp_path), figures(crm)
    text = resume_key(crm)
    crm.execute(ErasePerson(CONTACT, "demande", (text.sealed.key,)), "test")  # type: ignore[union-attr]
    assert [one.person for one in Ledger(settings.erasures_file).read()] == [CONTACT]
    other = installed("autre")
    assert restored(other, file).forgotten == 1
    with opened(other, 4) as again:
        assert again.read([text]) == [Erased()]
        assert again.query("SELECT 1 FROM vault.keys WHERE person = %(p)s", p=str(CONTACT)) == []
        assert again.nom(PERSON) == "Personne 12"
        assert figures(again) == before
        head = again.journal.after(0)[-1]
        assert (type(head.event).__name__, head.author) == ("PersonErased", "restauration")
    assert {one.person for one in Ledger(settings.erasures_file).read()} == {CONTACT}


def test_the_control_without_the_ledger_they_come_back(
    running: tuple[Settings, Crm], installed: Installed, tmp_path: Path
) -> None:
    settings, crm = running
    file = saved(settings, tmp_path)
    text = resume_key(crm)
    crm.execute(ErasePerson(CONTACT, "demande", (text.sealed.key,)), "test")  # type: ignore[union-attr]
    ledger = settings.erasures_file.rename(tmp_path / "ailleurs")
    other = installed("autre")
    with pytest.raises(BackupError, match="--sans-effacements"):
        restored(other, file)
    restore(other, Asked(file, None, None))
    with opened(other, 4) as again:
        assert again.read([text]) == ["Avec la personne 13."]
    ledger.rename(settings.erasures_file)
    with opened(other, 4) as again:  # whatever brought old rows back, the ledger tells
        assert again.read([text]) == [Erased()]


def resume_key(crm: Crm) -> Text:
    entry = next(one for one in crm.journal.stream(ARRAS) if getattr(one.event, "resume", None))
    event: Any = entry.event
    return Text(event.resume, entry.originator_id, entry.originator_version)


def test_a_backup_of_a_former_epoch_reads_with_the_export_and_not_without(
    running: tuple[Settings, Crm], installed: Installed, tmp_path: Path
) -> None:
    settings, crm = running
    file, before = saved(settings, tmp_path), told(crm)
    stale = exported(settings, tmp_path)
    rotate(owner(settings), settings.kek_file)
    other = installed("autre")
    with pytest.raises(BackupError, match="--cles"):
        restored(other, file)
    with pytest.raises(BackupError, match="époque 1"):
        restored(other, file, stale)
    stale.unlink()
    done = restored(other, file, exported(settings, tmp_path))
    assert done.unreadable == 0
    with opened(other, 4) as again:
        assert told(again) == before
        assert again.nom(PERSON) == "Personne 12"
        again.execute(log("rendez_vous", ARRAS, interaction=uuid4(), resume="La suite"), "test")
    rotate(owner(other), settings.kek_file)
    with opened(other, 4) as again:
        assert again.nom(PERSON) == "Personne 12"


def test_only_an_empty_database_takes_a_backup(
    running: tuple[Settings, Crm], installed: Installed, tmp_path: Path
) -> None:
    settings, crm = running
    file, before = saved(settings, tmp_path), crm.journal.head()
    Ledger(settings.erasures_file).add([])
    with pytest.raises(BackupError, match="vide"):
        restored(settings, file)
    assert crm.journal.head() == before
    other = installed("autre")
    prepare_database(owner(other))  # migrated, and nothing in it
    assert restored(other, file).position == before


def test_a_damaged_backup_is_refused_before_anything_is_touched(
    running: tuple[Settings, Crm], installed: Installed, tmp_path: Path
) -> None:
    settings, _ = running
    file = saved(settings, tmp_path)
    other = installed("autre")
    for name, content in damaged(file).items():
        broken = tmp_path / name
        broken.write_bytes(content)
        with pytest.raises(BackupError):
            restored(other, broken)
    with psycopg.connect(owner(other)) as connection:
        row = connection.execute("SELECT to_regclass('journal.entries')").fetchone()
    assert row == (None,)


def damaged(file: Path) -> dict[str, bytes]:
    content = file.read_bytes()
    half = len(content) // 2
    flipped = bytes([content[half] ^ 1])
    return {
        "coupée": content[:half],
        "un bit": content[:half] + flipped + content[half + 1 :],
        "rien": b"",
        "autre chose": b"bonjour",
    }


def test_a_manifest_that_says_another_journal_is_refused(
    running: tuple[Settings, Crm], installed: Installed, tmp_path: Path
) -> None:
    settings, _ = running
    file = saved(settings, tmp_path)
    for change in ({"position": 3}, {"head": "00"}, {"migrations": ["999_autre"]}):
        forged = rewritten(file, tmp_path / f"forgée-{next(iter(change))}", change)
        other = installed(next(iter(change)))
        Ledger(other.erasures_file).add([])
        with pytest.raises(BackupError):
            restored(other, forged)


def rewritten(file: Path, target: Path, change: dict[str, Any]) -> Path:
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            content = source.read(name)
            if name == "manifeste.json":
                content = json.dumps({**json.loads(content), **change}).encode()
            out.writestr(name, content)
    return target


def test_a_backup_holds_nothing_in_clear_and_never_the_master_key(
    running: tuple[Settings, Crm], tmp_path: Path
) -> None:
    settings, _ = running
    archive = Archive(saved(settings, tmp_path))
    content = b"".join(b"".join(archive.chunks(name)) for name in archive.manifest.tables)
    secret = bytes.fromhex(settings.kek_file.read_text().split(":")[1])
    assert b"Arras".hex().encode() in content  # the control: a clear word, as COPY says it
    for word in ("Personne 1", "personne 13"):
        assert word.encode().hex().encode() not in content
    assert secret.hex().encode() not in content
    assert not any(name.startswith("read_models") for name in archive.manifest.tables)
    assert "access.session" not in archive.manifest.tables


def test_a_damaged_export_is_refused(running: tuple[Settings, Crm], tmp_path: Path) -> None:
    settings, _ = running
    export = exported(settings, tmp_path)
    assert len(read_export(export).keys) == 3
    lines = export.read_bytes().splitlines(keepends=True)
    for broken in (lines[:-1], lines[:2] + lines[3:], [*lines, lines[1]], [], [b"bonjour"]):
        export.write_bytes(b"".join(broken))
        with pytest.raises(ExportError):
            read_export(export)


def test_no_file_is_ever_overwritten(running: tuple[Settings, Crm], tmp_path: Path) -> None:
    settings, _ = running
    (tmp_path / "sauvegarde").write_text("précieux")
    (tmp_path / "export").write_text("précieux")
    with pytest.raises(BackupError, match="existe déjà"):
        saved(settings, tmp_path)
    with pytest.raises(ExportError):
        exported(settings, tmp_path)
    assert (tmp_path / "sauvegarde").read_text() == "précieux"
    assert (tmp_path / "export").read_text() == "précieux"
