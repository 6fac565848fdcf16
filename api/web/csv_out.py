"""A table as a spreadsheet of this country opens it: semicolons, commas, a mark, no formula."""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from litestar import Response

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(name: str, rows: Sequence[Mapping[str, Any]]) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(encoded(rows), media_type="text/csv; charset=utf-8", headers=headers)


def encoded(rows: Sequence[Mapping[str, Any]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(rows[0] if rows else ())
    writer.writerows([cell(value) for value in row.values()] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def cell(value: Any) -> str:
    """A text that a spreadsheet would compute is made inert; a number keeps its sign."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(value).replace(".", ",")
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(DANGEROUS) else text
