"""A CSV as an office exports it: read whatever its dress, refused with the line to mend."""

from pathlib import Path

import pytest

from adapters.spreadsheets.refusals import Unreadable
from adapters.spreadsheets.table import Table, looks_like_formula, read_table


def read(text: str | bytes, encoding: str = "utf-8") -> Table:
    content = text.encode(encoding) if isinstance(text, str) else text
    return read_table(content, "liste.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_any_encoding_and_delimiter_of_an_office(encoding: str, delimiter: str) -> None:
    lines = [["Nom", "Ville"], ["Œuvres d’été", "Étaples"], ["Noël – Mali", "Lens"]]
    table = read("\r\n".join(delimiter.join(line) for line in lines), encoding)
    assert table.headers == ("Nom", "Ville")
    assert [row.cells for row in table.rows] == [tuple(line) for line in lines[1:]]


def test_a_sep_line_wins_and_is_not_data() -> None:
    table = read("sep=|\r\nNom|Ville\r\nA;B;C|Lille\r\n")
    assert table.headers == ("Nom", "Ville")
    assert (table.rows[0].line, table.rows[0].cells) == (3, ("A;B;C", "Lille"))


def test_titles_above_the_header_are_skipped_and_told() -> None:
    table = read("Annuaire 2021;;\n\nNom;Ville;CP\nEssor;Marcq;59700\n")
    assert (table.header_line, table.headers) == (3, ("Nom", "Ville", "CP"))
    assert [(r.line, r.message) for r in table.remarks] == [
        (1, "Ligne de titre, non lue : « Annuaire 2021 »")
    ]


def test_quoted_line_breaks_keep_the_line_numbers_of_the_file() -> None:
    table = read('Nom;Ville\n"Maison\ndes associations";Lille\nEssor;Lens\n')
    assert [(row.line, row.cells[0]) for row in table.rows] == [
        (2, "Maison\ndes associations"),
        (4, "Essor"),
    ]


def test_formulas_are_text_and_flagged_with_line_and_column() -> None:
    table = read("Nom;Note\nEssor;=1+1\nSalam;@SUM(A1)\nVois;- à rappeler\nMAAM;+33 3 20 00\n")
    assert [row.cells[1] for row in table.rows] == [
        "=1+1",
        "@SUM(A1)",
        "- à rappeler",
        "+33 3 20 00",
    ]
    assert [(r.line, r.column) for r in table.remarks] == [(2, "Note"), (3, "Note")]


@pytest.mark.parametrize("cell", ["=1", "@x", "\t=1+1", "-2+3", "+cmd", "\r=1"])
def test_these_look_like_formulas(cell: str) -> None:
    assert looks_like_formula(cell)


@pytest.mark.parametrize("cell", ["", "-", "- à rappeler", "-12", "+33 3 20", "a=b", "'+1"])
def test_these_do_not(cell: str) -> None:
    assert not looks_like_formula(cell)


def test_doubly_encoded_accents_are_put_right_and_told() -> None:
    table = read("Nom;Ville\nAmitiÃ© Lille;Béthune\n", "cp1252")
    assert table.rows[0].cells == ("Amitié Lille", "Béthune")
    assert (2, "Accents doublement encodés, rétablis.") in [
        (r.line, r.message) for r in table.remarks
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide"),
        (b"\n\n ; \n", "est vide"),
        (b"Nom;Ville\nEss\x00or;Lens\n", "ligne 2, caractère 4"),
        (b'Nom;Ville\nA;B\n"Essor;Lens\nC;D\n', "ligne 3 : un guillemet"),
        (b"Nom;Ville\nA\x81;B\xe9\n", "ligne 2 : un caractère n’est lisible"),
        (b"%PDF-1.7 ...", "est un PDF"),
        (b"\xd0\xcf\x11\xe0....", "ancien classeur .xls"),
        (b"\x89PNG\r\n", "est une image"),
    ],
)
def test_what_is_no_list_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(content)
    assert said in str(refusal.value)
    assert "liste.csv" in str(refusal.value)


def test_the_caller_sets_the_limits(tmp_path: Path) -> None:
    path = tmp_path / "gros.csv"
    path.write_text("Nom;Ville\n" + "A;B\n" * 50)
    with pytest.raises(Unreadable, match="pèse"):
        read_table(path, path.name, size=100)
    with pytest.raises(Unreadable, match="51 lignes"):
        read_table(path, path.name, rows=50)
    assert len(read_table(path, path.name, rows=51).rows) == 50


def test_a_size_is_said_in_french() -> None:
    with pytest.raises(Unreadable, match=r"pèse 1,5 Mo, plus que les 1,0 Mo acceptés\."):
        read_table(b"x" * 1_500_000, "gros.csv", size=1_000_000)
