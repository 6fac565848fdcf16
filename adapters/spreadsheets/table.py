"""What does a spreadsheet hold, line by line, and what should a person know about it?"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from adapters.matching.folding import fold
from adapters.spreadsheets import csv_in, xlsx_in
from adapters.spreadsheets.refusals import Unreadable

SIZE = 10_000_000
ROWS = 50_000
TOP = 25

FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d\s().]*$)\S")


class Remark(Struct, frozen=True):
    """Something seen in the file that a person may want to know; column None for a whole line."""

    line: int
    column: str | None
    message: str


class Row(Struct, frozen=True):
    """One line of data: its number in the file and its cells, as text."""

    line: int
    cells: tuple[str, ...]


class Table(Struct, frozen=True):
    """The headers, the rows under them and what was met on the way."""

    filename: str
    headers: tuple[str, ...]
    header_line: int
    rows: tuple[Row, ...]
    remarks: tuple[Remark, ...]


def read_table(
    source: Path | bytes,
    filename: str,
    *,
    sheet: str | None = None,
    known: Iterable[str] = (),
    size: int = SIZE,
    rows: int = ROWS,
) -> Table:
    """Read a CSV or XLSX file; `known` are header names that tell the header from titles."""
    content = _content(source, filename, size)
    remarks: list[Remark] = []
    if content.startswith(b"PK"):
        lines, notes = xlsx_in.read(content, filename, sheet)
    else:
        lines, notes = csv_in.read(content, filename)
    remarks += [Remark(line, None, message) for line, message in notes]
    filled = [(number, cells) for number, cells in lines if any(c.strip() for c in cells)]
    if not filled:
        raise Unreadable(f"« {filename} » est vide : aucune ligne n’y porte de texte.")
    if len(filled) > rows:
        raise Unreadable(
            f"« {filename} » compte {len(filled)} lignes, plus que les {rows} lues en une fois. "
            "Coupez-le en plusieurs fichiers."
        )
    return _table(filename, filled, remarks, {fold(name) for name in known})


def _content(source: Path | bytes, filename: str, size: int) -> bytes:
    length = len(source) if isinstance(source, bytes) else source.stat().st_size
    if length > size:
        raise Unreadable(
            f"« {filename} » pèse {_megabytes(length)}, plus que les {_megabytes(size)} acceptés. "
            "Coupez-le en plusieurs fichiers."
        )
    return source if isinstance(source, bytes) else source.read_bytes()


def _megabytes(length: int) -> str:
    return f"{length / 1_000_000:.1f} Mo".replace(".", ",")


def _table(
    filename: str,
    filled: Sequence[tuple[int, Sequence[str]]],
    remarks: list[Remark],
    known: set[str],
) -> Table:
    at = _header(filled, known)
    line, cells = filled[at]
    headers = tuple(" ".join(cell.split()) for cell in cells)
    remarks += [
        Remark(number, None, f"Ligne de titre, non lue : « {_short(' '.join(title))} »")
        for number, title in filled[:at]
    ]
    rows = []
    for number, values in filled[at + 1 :]:
        remarks += _formulas(number, headers, values)
        rows.append(Row(number, tuple(value.strip() for value in values)))
    return Table(filename, headers, line, tuple(rows), tuple(remarks))


def _header(filled: Sequence[tuple[int, Sequence[str]]], known: set[str]) -> int:
    """The first line with two known names; else the first as wide as the widest at the top."""
    top = [[cell for cell in cells if cell.strip()] for _, cells in filled[:TOP]]
    for at, cells in enumerate(top):
        if sum(fold(cell) in known for cell in cells) >= min(2, len(known)) > 0:
            return at
    widest = max(len(cells) for cells in top)
    return next(at for at, cells in enumerate(top) if len(cells) >= 0.6 * widest)


def _formulas(number: int, headers: tuple[str, ...], cells: Sequence[str]) -> list[Remark]:
    return [
        Remark(number, column_name(headers, at), f"Formule gardée comme texte : « {_short(cell)} »")
        for at, cell in enumerate(cells)
        if looks_like_formula(cell)
    ]


def looks_like_formula(cell: str) -> bool:
    """Would a spreadsheet run this text? A phone number or a negative amount is none."""
    return bool(FORMULA.match(cell)) and bool(cell.strip())


def column_name(headers: Sequence[str], at: int) -> str:
    """The header of a column, else its rank."""
    named = headers[at] if at < len(headers) else ""
    return named or f"colonne {at + 1}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:59] + "…"
