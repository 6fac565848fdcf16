"""A new master key: every text still reads, what was erased opens nowhere, whatever stops it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from adapters.vault.envelope import key_id, unwrap
from adapters.vault.key_files import left_over
from adapters.vault.master_key import FORMER, NEXT, MasterKeyError, beside, read_master_key
from adapters.vault.rotation import STEPS, RotationError, finish_rotation, rotate
from adapters.vault.settling import settle_master_key
from api.crm import Crm, Outcome
from api.errors import ReusedIdError
from api.questions import Question, ask
from domain.commands.actors import AddAlias, Identity, RecordContact, RegisterActor
from projections.interaction import Text
from tests.domain.people import ARRAS, DAY, TEAM, log
from tests.journal.raw import Fact, append_one, as_app
from tests.opened import application

ROOT = Path(__file__).parents[2]
PERSON, CONTACT, SEEN = uuid4(), uuid4(), uuid4()
SPOKEN = (
    *TEAM,
    RegisterActor(PERSON, "Personne 12", "consultant", "59350", natural_person=True),
    RecordContact(ARRAS, CONTACT, "élue", Identity("Personne 13"), "contrat", DAY),
    log("rendez_vous", ARRAS, interaction=SEEN, resume="Avec la personne 13."),
)


@pytest.fixture
def kek(tmp_path: Path) -> Path:
    return tmp_path / "cle-maitresse"


@pytest.fixture
def spoken(owner: str, kek: Path) -> Iterator[Crm]:
    settle_master_key(owner, kek)
    with application(owner, kek) as crm:
        for command in SPOKEN:
            crm.execute(command, "test")
        yield crm


def said(crm: Crm) -> list[str]:
    rows = ask(crm, "journal", Question(acteur=ARRAS))
    return [str(row["resume"]) for row in rows if row.get("resume")]


def figures(crm: Crm) -> list[Any]:
    return [ask(crm, name, Question()) for name in ("charge", "couverture", "travaille_avec")]


def keys(owner: str) -> dict[str, tuple[bytes, int, str | None]]:
    with psycopg.connect(owner) as connection:
        rows = connection.execute("SELECT key_id, wrapped, epoch, person FROM vault.keys")
        return {key: (bytes(wrapped), epoch, person) for key, wrapped, epoch, person in rows}


def test_every_text_still_reads_and_no_figure_moves(spoken: Crm, owner: str, kek: Path) -> None:
    before = figures(spoken)
    former = read_master_key(kek)
    rotate(owner, kek)
    following = read_master_key(kek)
    assert (former.epoch, following.epoch) == (1, 2)
    assert {epoch for _, epoch, _ in keys(owner).values()} == {2}
    assert not left_over(kek)
    assert kek.stat().st_mode & 0o777 == 0o600
    with application(owner, kek) as again:
        assert said(again) == ["Avec la personne 13."]
        assert again.nom(PERSON) == "Personne 12"
        assert figures(again) == before


def test_a_running_server_survives_a_rotation_made_by_another(
    spoken: Crm, owner: str, kek: Path
) -> None:
    for turn in (2, 3):
        rotate(owner, kek)
        assert "Avec la personne 13." in said(spoken)
        spoken.execute(log("rendez_vous", ARRAS, interaction=uuid4(), resume=f"Tour {turn}"), "t")
        assert spoken.vault.current().epoch == turn
    assert len(said(spoken)) == 3


def stopped(owner: str, kek: Path, step: str) -> None:
    """Another process changes the key, and dies right after a step."""
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from adapters.vault.rotation import alone\n"
        "with alone(sys.argv[1], Path(sys.argv[2])) as rotation:\n"
        "    for step in rotation.steps():\n"
        "        if step == sys.argv[3]:\n"
        "            os._exit(9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, owner, str(kek), step],
        cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert done.returncode == 9


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_it_is_finished_by_the_next_start(
    spoken: Crm, owner: str, kek: Path, step: str
) -> None:
    before = figures(spoken)
    stopped(owner, kek, step)
    assert said(spoken) == ["Avec la personne 13."]  # a server reads on, whatever stands half-way
    spoken.execute(log("rendez_vous", ARRAS, interaction=uuid4(), resume="Entre-temps"), "test")
    settle_master_key(owner, kek)
    assert not left_over(kek)
    assert finish_rotation(owner, kek) == []
    assert read_master_key(kek).epoch == (1 if step == "key_written" else 2)
    with application(owner, kek) as again:
        assert sorted(said(again)) == ["Avec la personne 13.", "Entre-temps"]
    rotate(owner, kek)
    assert sorted(said(spoken)) == ["Avec la personne 13.", "Entre-temps"]
    assert ask(spoken, "couverture", Question(au=DAY)) is not None
    assert len(figures(spoken)) == len(before)


def test_a_server_without_the_owner_s_rights_puts_the_files_right(
    spoken: Crm, owner: str, kek: Path
) -> None:
    stopped(owner, kek, "rewrapped")
    with as_app(owner) as app:
        assert finish_rotation(app.info.dsn, kek) == ["renamed", "former_destroyed"]
    assert not left_over(kek)
    assert finish_rotation(owner, kek) == list(STEPS[2:])


def carved(rows: dict[str, tuple[bytes, int, str | None]], *masters: Any) -> set[str]:
    """Which of these rows, found again in an old page, open under a master key?"""
    found = set()
    for key, (wrapped, _, _) in rows.items():
        secrets = [unwrap(master, wrapped) for master in masters]
        found |= {key for secret in secrets if secret and key_id(secret) == key}
    return found


def erase(owner: str, person: UUID) -> None:
    with as_app(owner) as app:
        state = f'{{"event":"person.erased","person":"{person}","on":"2022-03-01","ground":"x"}}'
        append_one(app, Fact(uuid4(), 1, "person.erased", state.encode()))


def test_what_was_erased_is_carved_out_before_the_rotation_and_not_after(
    spoken: Crm, owner: str, kek: Path
) -> None:
    former = read_master_key(kek)
    rows = keys(owner)
    gone = {key: row for key, row in rows.items() if row[2] == str(CONTACT)}
    erase(owner, CONTACT)
    assert set(keys(owner)) == set(rows) - set(gone)
    assert carved(gone, former) == set(gone) != set()  # the control: deleting a row is not enough
    rotate(owner, kek)
    assert carved(gone, read_master_key(kek)) == set()
    assert carved(keys(owner), read_master_key(kek)) == set(rows) - set(gone)
    assert former.secret.hex() not in "".join(
        path.read_text() for path in kek.parent.iterdir() if path.is_file()
    )


def test_a_command_sent_again_after_a_rotation_gives_its_first_outcome(
    spoken: Crm, owner: str, kek: Path
) -> None:
    one, told = uuid4(), AddAlias(ARRAS, "Ville d’Arras")
    first = spoken.execute(told, "test", one)
    with pytest.raises(ReusedIdError):
        spoken.execute(AddAlias(ARRAS, "Mairie"), "test", one)
    rotate(owner, kek)
    assert spoken.execute(told, "test", one) == Outcome(first.positions, repeated=True)
    assert spoken.execute(AddAlias(ARRAS, "Mairie"), "test", one).repeated  # nobody can compare
    again = uuid4()
    spoken.execute(AddAlias(ARRAS, "Mairie d’Arras"), "test", again)
    with pytest.raises(ReusedIdError):
        spoken.execute(AddAlias(ARRAS, "Encore"), "test", again)


def test_keys_that_do_not_open_stop_it_and_nothing_has_changed(
    spoken: Crm, owner: str, kek: Path
) -> None:
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("INSERT INTO vault.keys VALUES ('abîmée', 'x', 1, NULL)")
    with pytest.raises(RotationError, match="1 clé"):
        rotate(owner, kek)
    assert not left_over(kek)
    assert read_master_key(kek).epoch == 1
    rotate(owner, kek, leave_unreadable=True)
    assert keys(owner)["abîmée"][1] == 1
    assert said(spoken) == ["Avec la personne 13."]
    rotate(owner, kek)
    assert read_master_key(kek).epoch == 3


def test_secrets_beside_the_journal_are_wrapped_anew(spoken: Crm, owner: str, kek: Path) -> None:
    from cryptography.hazmat.primitives.keywrap import (  # noqa: PLC0415  # this test alone
        aes_key_unwrap_with_padding,
        aes_key_wrap_with_padding,
    )

    secret = b"v" * 20
    wrapped = aes_key_wrap_with_padding(read_master_key(kek).secret, secret)
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO access.credential VALUES (%s, 'x', %s, 1, now())", (uuid4(), wrapped)
        )
        rotate(owner, kek)
        row = connection.execute("SELECT totp FROM access.credential").fetchone()
    assert row is not None
    assert aes_key_unwrap_with_padding(read_master_key(kek).secret, bytes(row[0])) == secret


def test_the_key_of_another_epoch_does_not_open(spoken: Crm, owner: str, kek: Path) -> None:
    former = kek.read_bytes()
    rotate(owner, kek)
    following = kek.read_bytes()
    kek.write_bytes(former)
    with pytest.raises(MasterKeyError, match="époque 2"):
        settle_master_key(owner, kek)
    kek.write_bytes(following.replace(b"2:", b"3:"))
    with pytest.raises(MasterKeyError, match="--cles"):
        settle_master_key(owner, kek)


def test_a_lost_key_is_never_made_again_over_sealed_texts(
    spoken: Crm, owner: str, kek: Path
) -> None:
    kek.unlink()
    with pytest.raises(MasterKeyError, match="manque"):
        settle_master_key(owner, kek)
    assert not kek.exists()


def test_a_new_database_starts_at_the_epoch_of_a_key_that_served(owner: str, kek: Path) -> None:
    kek.write_text(f"7:{'ab' * 32}\n")
    settle_master_key(owner, kek)
    with application(owner, kek) as crm:
        for command in SPOKEN:
            crm.execute(command, "test")
        assert said(crm) == ["Avec la personne 13."]


def test_a_next_key_half_written_goes(spoken: Crm, owner: str, kek: Path) -> None:
    beside(kek, NEXT).write_text("2:ab")
    settle_master_key(owner, kek)
    assert not left_over(kek)
    beside(kek, FORMER).hardlink_to(kek)
    settle_master_key(owner, kek)
    assert not left_over(kek)
    assert read_master_key(kek).epoch == 1


def test_texts_of_the_journal_read_by_place(spoken: Crm, owner: str, kek: Path) -> None:
    """The envelope itself never changed: only what wraps its key did."""
    lines = spoken.journal.stream(ARRAS)
    rotate(owner, kek)
    assert spoken.journal.stream(ARRAS) == lines
    sealed = next(entry for entry in lines if getattr(entry.event, "resume", None))
    resume: Any = sealed.event
    text = Text(resume.resume, sealed.originator_id, sealed.originator_version)
    assert spoken.read([text]) == ["Avec la personne 13."]
