"""A file that is no list: one French sentence that names it, nothing recorded."""

from pathlib import Path

import pytest

from api.cli import import_
from api.cli.__main__ import read_options
from api.crm import Crm
from api.settings import read_settings
from tests.importing.door import head, opened_door

HOSTILE = {
    "vide": (b"", "vide"),
    "vide aussi": (b"\n;;\n", "vide"),
    "trop lourd": (b"Nom;Ville\n" + b"x" * 10_000_001, "10,0 Mo"),
    "caractère nul": (b"Nom;Ville\nAngata\x00;Lesquin\n", "ligne 2, caractère 7"),
    "sans nom": (b"Pr\xc3\xa9nom;\xc3\x82ge\nAda;36\n", "aucune colonne ne porte le nom"),
    "PDF": (b"%PDF-1.7\n", "un PDF"),
    "archive": (b"PK\x03\x04rien", "abîmé"),
    "guillemet ouvert": (b'Nom;Ville\n"Angata;Lesquin\nEssor;Lille\n', "guillemet"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_whole(
    crm: Crm, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    content, why = HOSTILE[name]
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    assert opened_door(crm, path) == 1
    said = capsys.readouterr()
    assert "« liste.csv »" in said.err
    assert why in said.err
    assert said.out == ""
    assert head(crm) == 0


def test_formulas_stay_text_and_are_given_back_inert(crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes("Nom;Sigle;Ville\n=1+1;@SUM(A1);Lesquin\n;=2+2;Lille\n".encode("cp1252"))
    opened_door(crm, path)
    told = path.with_suffix(".rejets.csv").read_text(encoding="utf-8-sig")
    assert "'=2+2" in told
    assert not [cell for line in told.splitlines() for cell in line.split(";") if cell[:1] == "="]


def test_a_file_that_is_not_there_is_told_before_the_database_is_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = read_options("import", import_, ["acteurs", str(tmp_path / "absent.csv")])
    assert import_.run(options, read_settings({"DATA_DIR": str(tmp_path / "rien")})) == 2
    assert "n’existe pas" in capsys.readouterr().err
    assert not (tmp_path / "rien").exists()
