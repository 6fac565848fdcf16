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
CELLS = 3_000_000


def main() -> None:
    """Limits first, then the library that reads what a stranger wrote."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)


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
        return {"sheets": [{"name": s.name, "rows": _rows(s)} for s in sheets]}
    except MemoryError:
        return {"error": "large"}
    except (CalamineError, ValueError, OSError):
        return {"error": "unreadable"}


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
