"""Which lines does a person get back, as they were, each with the reason why it was not taken?"""

import csv
from collections.abc import Mapping
from io import StringIO

from adapters.spreadsheets.table import Row, Table

ADDED = ("Ligne", "Motif")
COMPUTED = ("=", "+", "-", "@", "\t", "\r")


def rejects(table: Table, reasons: Mapping[int, str]) -> bytes:
    """A CSV that spreadsheets of this country open, and that `import` reads once put right."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([inert(header) for header in (*table.headers, *ADDED)])
    for row in table.rows:
        if row.line in reasons:
            cells = [inert(cell) for cell in aligned(row, len(table.headers))]
            writer.writerow([*cells, row.line, reasons[row.line]])
    return out.getvalue().encode("utf-8-sig")


def aligned(row: Row, width: int) -> list[str]:
    """The reason stands in its column whatever the length of the line; nothing is cut off."""
    held, beyond = row.cells[:width], row.cells[width:]
    cells = [*held, *[""] * (width - len(held))]
    extra = " | ".join(cell for cell in beyond if cell)
    return [*cells[:-1], f"{cells[-1]} | {extra}"] if extra else cells


def inert(cell: str) -> str:
    """A text that a spreadsheet would run is only shown."""
    return f"'{cell}" if cell.startswith(COMPUTED) else cell
