"""Reads one workbook from standard input, alone, under limits of memory and time.

Run as a script in a process of its own: a hostile workbook can only kill this one.
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

MEMORY = 1_000_000_000
CPU_SECONDS = 20
FILES = 32
CELLS = 3_000_000
SIGNS = 50_000_000
"""One long text may be named by every cell: what is answered has a limit of its own."""


class TooLargeError(Exception):
    """More text than anybody keeps in a list."""


def main() -> None:
    """Limits first, then the library that reads what a stranger wrote."""
    limit()
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)


def limit() -> None:
    """No core either: it would hold the list in clear."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, FILES),
    ):
        resource.setrlimit(kind, (most, most))


def read(content: bytes) -> dict[str, Any]:
    from python_calamine import (  # noqa: PLC0415 - after the limits, on purpose
        CalamineError,
        CalamineWorkbook,
        SheetTypeEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        kept = [m.name for m in book.sheets_metadata if m.typ is SheetTypeEnum.WorkSheet]
        sheets = [book.get_sheet_by_name(name) for name in kept]
        if sum(sheet.total_height * sheet.total_width for sheet in sheets) > CELLS:
            return {"error": "large"}
        return {"sheets": _within(SIGNS, sheets)}
    except (MemoryError, TooLargeError):
        return {"error": "large"}
    except (CalamineError, ValueError, OSError):
        return {"error": "unreadable"}


def _within(signs: int, sheets: list[Any]) -> list[dict[str, Any]]:
    found = []
    for sheet in sheets:
        rows = _rows(sheet)
        signs -= sum(len(cell) for row in rows for cell in row)
        if signs < 0:
            raise TooLargeError
        found.append({"name": sheet.name, "rows": rows})
    return found


def _rows(sheet: Any) -> list[list[str]]:
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    return rows if any(cell for row in rows for cell in row) else []


def _text(cell: Any) -> str:
    """A cell as a person reads it: 59000 for 59000.0, 2021-01-12 for a date."""
    match cell:
        case bool():
            return "oui" if cell else "non"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return str(cell)


if __name__ == "__main__":
    main()
