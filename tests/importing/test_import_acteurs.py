"""A list comes in: each line told, nothing lost, the same file again changes nothing."""

import csv
import json
from pathlib import Path
from uuid import UUID

import pytest
import xlsxwriter

from api.crm import Crm
from api.questions import Question, ask
from domain.commands.actors import ArchiveActor, MergeActors, RegisterActor
from domain.decider import Refused
from tests.importing.door import head, opened_door

# As the Lille office exports it: a separator announced, a title, quoted breaks, cells that look
# like formulas, a total, a cell too many.
LIST = """sep=;
Annuaire antenne – export du 14/06/2021;;;;;;;;
ID;Raison sociale ;Sigle;Typologie;CP;Ville;Pays d'intervention;Adhésion;Remarques
1;Angata Lesquin;;Association locale;59810;Lesquin;Mali;janv-21;
2;Angata (Lesquin);;asso locale;59810;LESQUIN;mali;;
3;ANGATA LAMBERSART;;Association locale;59130;LAMBERSART;MALI;;autre comité
4;"Maison Régionale de l’Environnement
et des Solidarités";MRES;Réseau / collectif;59000;Lille;;2019;=cmd|' /C calc'!A0
5;;;Association locale;59000;Lille;Sénégal;2021;
6;RAUCCA Région Nord;RAUCCA;Association locale;;;Sénégal;Guinée;;Urgence
7;Humanis;;Réseau, collectif associatif;67300;Schiltigheim;Sénégal;;hors région
8;BFPTC;BFPTC;Entreprise;;;;;
9;M.R.E.S.;;Réseau / collectif;59000;Lille;;;
10;Réseau Lianes coopération;;;59000;Lille;;;
TOTAL;9 structures;;;;;;;
"""


@pytest.fixture
def liste(tmp_path: Path) -> Path:
    path = tmp_path / "liste.csv"
    path.write_bytes(LIST.encode("cp1252"))
    return path


def told(crm: Crm, path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, object]:
    capsys.readouterr()
    opened_door(crm, path, "--json", *more)
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def rejects(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def test_each_line_is_told_and_the_doubtful_ones_are_given_back(
    crm: Crm, liste: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert opened_door(crm, liste) == 1
    said = capsys.readouterr().out
    assert (
        "liste.csv : 5 nouvelles, 2 doublons probables, 3 rejetées, 1 ignorée.\n"
        "Ajoute, à compter du "
    ) in said
    assert "3 structures recensées (Nord 3), 1 hors région, 1 sans commune sûre" in said
    assert "Windows-1252" in said
    back = rejects(liste.with_suffix(".rejets.csv"))
    assert [(one["Ligne"], one["Motif"].split(" : ")[0]) for one in back] == [
        ("5", "Doublon probable → « Angata Lesquin »"),
        ("9", "Rejetée"),
        ("10", "Rejetée"),
        ("13", "Doublon probable → « Maison Régionale de l’Environnement et des Solidarités »"),
        ("14", "Rejetée"),
    ]
    assert "Lianes coopération ne se recense pas elle-même" in back[-1]["Motif"]
    assert back[1]["Pays d'intervention"] == "Sénégal"


def test_the_same_file_again_changes_nothing(crm: Crm, liste: Path) -> None:
    opened_door(crm, liste)
    before = head(crm)
    assert before == 7  # five records, two adhésions
    assert opened_door(crm, liste) == 1
    assert head(crm) == before


def test_it_is_signed_import_and_stands_in_the_census_from_the_day_of_the_import(
    crm: Crm, liste: Path
) -> None:
    opened_door(crm, liste)
    authors = crm.query("SELECT DISTINCT author FROM journal.entries")
    assert authors == [{"author": "import"}]
    nord = next(row for row in ask(crm, "couverture", Question()) if row["code"] == "59")
    assert nord["recenses"] == 3


def test_a_trial_says_the_same_and_writes_nothing(
    crm: Crm, liste: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert opened_door(crm, liste, "--essai") == 1
    said = capsys.readouterr().out
    assert "Ajouterait" in said
    assert "Essai : rien n’a été enregistré." in said
    assert head(crm) == 0
    assert not liste.with_suffix(".rejets.csv").exists()


def test_a_probable_duplicate_is_kept_when_a_person_insists(
    crm: Crm, liste: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened_door(crm, liste)
    before = head(crm)
    elsewhere = tmp_path / "ailleurs.csv"
    assert opened_door(crm, liste, "--garder", "13", "--rejets", elsewhere) == 1
    assert head(crm) == before + 1
    assert "13" not in {one["Ligne"] for one in rejects(elsewhere)}
    assert opened_door(crm, liste, "--garder", "13") == 1
    assert head(crm) == before + 1


@pytest.mark.parametrize("line", ["4", "5", "999"])
def test_only_a_duplicate_by_another_name_can_be_kept(crm: Crm, liste: Path, line: str) -> None:
    with pytest.raises(Refused, match=f"--garder.*{line}"):
        opened_door(crm, liste, "--garder", line)
    assert head(crm) == 0


def test_a_list_without_a_doubt_ends_well_and_gives_nothing_back(crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "bonne.csv"
    path.write_text("Nom;Ville\nAngata Lesquin;Lesquin\nLianes coopération;Lille\n")
    assert opened_door(crm, path) == 0
    assert head(crm) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["bonne.csv"]


def test_a_workbook_is_read_too(crm: Crm, tmp_path: Path) -> None:
    path = tmp_path / "liste.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Acteurs")
        sheet.write_row(0, 0, ["Nom", "Commune", "Code INSEE"])
        sheet.write_row(1, 0, ["Angata Lesquin", "Lesquin", "59343"])
    assert opened_door(crm, path) == 0
    assert [row["nom"] for row in ask(crm, "annuaire")] == ["Angata Lesquin"]


def test_the_absorbed_and_the_archived_are_known_too(
    crm: Crm, liste: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = [UUID(int=n) for n in (1, 2, 3)]
    for key, nom in zip(ids, ("Angata Lesquin", "Angata de Lesquin", "Humanis"), strict=True):
        crm.execute(RegisterActor(key, nom, commune="59343"), "test")
    crm.execute(MergeActors(ids[0], ids[1], "La même"), "test")
    crm.execute(ArchiveActor(ids[2], crm.today, "Dissoute"), "test")
    lines = {one["ligne"]: one for one in told(crm, liste, capsys, "--essai")["lignes"]}  # type: ignore[attr-defined]
    assert lines[4]["verdict"] == "doublon_probable"
    assert lines[4]["autre"] in {str(ids[0]), str(ids[1])}


def test_an_adhesion_of_a_known_actor_is_taken_up_once(
    crm: Crm, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Nom;Ville;Adhésion\nAngata Lesquin;Lesquin;2021\n")
    opened_door(crm, path)
    path.write_text("Nom;Ville;Adhésion\nAngata Lesquin;Lesquin;2021-2022\n")
    first = told(crm, path, capsys)
    assert "Adhésion reprise : 2022" in first["lignes"][0]["remarques"]  # type: ignore[index]
    before = head(crm)
    opened_door(crm, path)
    assert head(crm) == before
    row = crm.query("SELECT topic FROM journal.entries ORDER BY notification_id")
    assert [one["topic"] for one in row].count("actor.adhesion_recorded") == 2


def test_the_json_report_holds_a_line_each_and_the_counts(
    crm: Crm, liste: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = told(crm, liste, capsys)
    assert answer["comptes"] == {
        "nouvelle": 5,
        "deja_connue": 0,
        "doublon_probable": 2,
        "rejetee": 3,
        "ignoree": 1,
    }
    assert answer["ajoute"] == {"59": 3, "hors_region": 1, "sans_territoire": 1}
    assert len(answer["lignes"]) == 11  # type: ignore[arg-type]
    assert answer["regle"] is False


def test_rejects_that_cannot_be_written_are_told(
    crm: Crm, liste: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "absent" / "rejets.csv"
    assert opened_door(crm, liste, "--rejets", nowhere) == 1
    assert "relancez avec --rejets" in capsys.readouterr().err
    assert head(crm) == 7
