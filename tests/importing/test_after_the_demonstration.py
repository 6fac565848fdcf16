"""The published lists imported on top of the demonstration: the totals of 2021 stay (R56)."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from adapters.demo.figures import RECENSES
from api.crm import Crm
from api.opening import opened
from api.questions import Question, ask
from api.settings import Settings
from tests.importing.door import head, opened_door

EXPORT = """ID;Raison sociale;Sigle;Typologie;CP;Ville;Pays d'intervention;Adhésion
1;Le Partenariat;;Association locale;59000;Lille;Sénégal, Maroc, Guinée;01/01/2021
7;MRES;MRES;Réseau, collectif associatif;59000;LILLE;;
14;ANGATA LAMBERSART;;Association locale;59130;LAMBERSART;MALI;
44;UVHC;UVHC;Enseignement supérieur;59300;Valenciennes;Maroc;
61;Humanis;;Réseau, collectif associatif;67300;Schiltigheim;Sénégal, Guinée;
"""


def recenses(crm: Crm, au: date) -> dict[str, int]:
    rows = ask(crm, "couverture", Question(du=date(au.year, 1, 1), au=au))
    return {row["code"]: row["recenses"] for row in rows if row["code"] in RECENSES}


def test_the_list_it_was_made_from_is_known_line_by_line(
    own_demo_settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "acteurs.csv"
    path.write_bytes(files("adapters.demo").joinpath("data/acteurs.csv").read_bytes())
    with opened(own_demo_settings) as crm:
        before = head(crm)
        assert opened_door(crm, path) == 0
        assert head(crm) == before
    said = capsys.readouterr().out
    assert "acteurs.csv : 180 déjà connues, 1 ignorée." in said
    assert "Aucune structure à ajouter." in said


def test_an_export_adds_what_is_new_from_the_day_of_the_demonstration(
    own_demo_settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "annuaire.csv"
    path.write_bytes(EXPORT.encode("cp1252"))
    with opened(own_demo_settings) as crm:
        assert opened_door(crm, path) == 1
        assert recenses(crm, date(2021, 12, 31)) == RECENSES
        assert recenses(crm, date(2022, 9, 30)) == {**RECENSES, "59": RECENSES["59"] + 1}
        before = head(crm)
        opened_door(crm, path)
        assert head(crm) == before
    said = capsys.readouterr().out
    assert "2 nouvelles, 2 déjà connues, 1 doublon probable." in said
    assert "Ajoute, à compter du 30/09/2022 : 1 structure recensée (Nord 1), 1 hors région." in said
    assert "Adhésion reprise : 2021" in said
