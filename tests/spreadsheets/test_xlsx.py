"""A workbook is read apart, under limits; what is none, or is a trap, is refused in words."""

import subprocess
import sys
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from adapters.spreadsheets.refusals import Unreadable
from adapters.spreadsheets.table import read_table
from adapters.spreadsheets.xlsx_child import CPU_SECONDS, FILES, MEMORY
from adapters.spreadsheets.xlsx_in import CHILD


def workbook(sheets: dict[str, list[list[object]]]) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(at, column, value, day if isinstance(value, date) else None)
    book.close()
    return out.getvalue()


def archive(files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def test_cells_read_as_a_person_reads_them() -> None:
    content = workbook(
        {
            "Vide": [],
            "Liste": [
                ["Annuaire"],
                [],
                ["Nom", "CP", "Depuis", "Part", "Actif"],
                ["Essor", 59700, date(2021, 1, 12), 0.5, True],
                ["=1+1", "02400", None, None, None],
            ],
            "Autre": [["x"]],
        }
    )
    table = read_table(content, "liste.xlsx")
    assert (table.header_line, table.headers[:2]) == (3, ("Nom", "CP"))
    assert table.rows[0].line == 4
    assert table.rows[0].cells == ("Essor", "59700", "2021-01-12", "0.5", "oui")
    messages = [remark.message for remark in table.remarks]
    assert "Feuille lue : « Liste ». Non lues : « Autre »." in messages
    assert "Formule gardée comme texte : « =1+1 »" in messages


def test_a_sheet_can_be_asked_for_by_name() -> None:
    content = workbook({"A": [["Nom", "CP"], ["x", 1]], "B": [["Nom", "CP"], ["y", 2]]})
    assert read_table(content, "l.xlsx", sheet="B").rows[0].cells == ("y", "2")
    with pytest.raises(Unreadable, match=r"de feuille « C »\. Il contient : « A », « B »"):
        read_table(content, "l.xlsx", sheet="C")


def test_a_bomb_is_seen_in_the_directory_and_never_opened() -> None:
    bomb = archive({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * 5_000_000})
    with pytest.raises(Unreadable, match="démesuré"):
        read_table(bomb, "bombe.xlsx")


def test_a_workbook_of_too_many_parts_is_refused() -> None:
    parts = {f"xl/p{n}.xml": b"" for n in range(2_001)} | {"xl/workbook.xml": b"<x/>"}
    with pytest.raises(Unreadable, match="démesuré"):
        read_table(archive(parts), "parts.xlsx")


def test_a_sheet_that_claims_a_billion_cells_is_refused() -> None:
    content = workbook({"A": [["Nom", "CP"]]})
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for entry in source.namelist():
            data = source.read(entry)
            if entry == "xl/worksheets/sheet1.xml":
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                data = data.replace(b"</sheetData>", far)
            packed.writestr(entry, data)
    with pytest.raises(Unreadable, match="trop de mémoire ou de temps"):
        read_table(out.getvalue(), "loin.xlsx")


def test_one_long_text_named_by_every_cell_is_refused() -> None:
    """A small file: the text stands once in it, and would be answered thousands of times."""
    content = workbook({"A": [["Nom", "CP"], *[["x" * 32_000, "y"]] * 2_000]})
    assert len(content) < 200_000
    with pytest.raises(Unreadable, match="trop de mémoire ou de temps"):
        read_table(content, "long.xlsx")


LIMITED = """
import resource, sys
sys.path.insert(0, sys.argv[1])
import xlsx_child
xlsx_child.limit()
kinds = ("AS", "CPU", "FSIZE", "CORE", "NOFILE")
print([resource.getrlimit(getattr(resource, f"RLIMIT_{kind}")) for kind in kinds])
try:
    bytearray(2 * xlsx_child.MEMORY)
except MemoryError:
    print("refused")
"""


def test_the_child_cannot_go_beyond_its_limits() -> None:
    asked = [sys.executable, "-I", "-c", LIMITED, str(CHILD.parent)]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    most = (MEMORY, CPU_SECONDS, 0, 0, FILES)
    assert told == [str([(each, each) for each in most]), "refused"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 tronqu\xc3\xa9", "est abîmé"),
        (archive({"word/document.xml": b"<x/>"}), "n’est pas un classeur XLSX"),
        (archive({"xl/workbook.xml": b"pas du xml <<<"}), "n’arrive pas à lire"),
        (workbook({"A": []}), "est vide"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_table(content, "liste.xlsx")
    assert said in str(refusal.value)
    assert "liste.xlsx" in str(refusal.value)
