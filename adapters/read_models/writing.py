"""How do rows reach the tables? A few by one pipelined round trip, many by COPY."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection, Cursor
from psycopg.sql import SQL, Identifier, Literal, Placeholder

from adapters.read_models import packing
from domain.personal import Erased
from projections import FICHES
from projections.working_set import FOR_EVER, Written

DERIVED_KEY = {
    "situation": "actor",
    "annuaire": "id",
    "part": "interaction",
    "imputation": "interaction",
    "dossier": "interaction",
    "lien": "fiche",
    "mention": "interaction",
}
KEPT = {fiche.table: fiche.kept for fiche in FICHES}
DERIVED_OF = {fiche.table: fiche.derived for fiche in FICHES}
WIDTH = {
    "situation": 10,
    "annuaire": 10,
    "part": 12,
    "imputation": 5,
    "dossier": 3,
    "lien": 6,
    "mention": 3,
}
ENCODER = msgspec.json.Encoder()


def write_few(connection: Connection[Any], written: Written) -> None:
    """Ended versions, new rows and the position, in the caller's transaction and pipeline."""
    with connection.cursor() as cursor:
        for fait in written.faits:
            cursor.execute(INSERTS["fait"], fait)
        for table, closings in written.closings.items():
            for target, owner in targets(table):
                for key, position in closings:
                    cursor.execute(CLOSES[target, owner], (position, key))
        for table, versions in written.documents.items():
            for version in versions:
                cursor.execute(INSERTS[table], document_values(version))
        for table, rows in written.rows.items():
            for of_one, start, end in rows:
                for row in of_one:
                    cursor.execute(INSERTS[table], (*row, start, end))
        forget(cursor, "read_models", written)
        cursor.execute("UPDATE read_models.position SET position = %s", (written.position,))


def forget(cursor: Cursor[Any], schema: str, written: Written) -> None:
    """An erased name leaves every version at once: a past view shows today's words (R60)."""
    if written.forgotten:
        line = SQL("UPDATE {} SET nom = %s, recherche = '' WHERE id = ANY(%s)")
        values = (str(Erased()), written.forgotten)
        cursor.execute(line.format(Identifier(schema, "annuaire")), values)


def targets(table: str) -> list[tuple[str, str]]:
    """A fiche's own table and those derived from it, with the column of the owner."""
    own = [(table, "id")] if KEPT[table] else []
    return [*own, *((derived, DERIVED_KEY[derived]) for derived in DERIVED_OF[table])]


def closing_sql(table: str, owner: str) -> Any:
    return SQL("UPDATE read_models.{} SET known_to = %s WHERE {} = %s AND known_to = {}").format(
        Identifier(table), Identifier(owner), Literal(FOR_EVER)
    )


CLOSES: dict[tuple[str, str], Any] = {
    target: closing_sql(*target) for fiche in FICHES for target in targets(fiche.table)
}
INSERTS: dict[str, Any] = {
    table: SQL("INSERT INTO read_models.{} VALUES ({})").format(
        Identifier(table), SQL(", ").join([Placeholder()] * columns)
    )
    for table, columns in [
        *((fiche.table, 4) for fiche in FICHES if fiche.kept),
        ("fait", 2),
        *((table, width + 2) for table, width in WIDTH.items()),
    ]
}


def document_values(version: tuple[UUID, int, int, Any]) -> tuple[Any, ...]:
    key, known_from, known_to, document = version
    return key, known_from, known_to, ENCODER.encode(document).decode()


def copy_many(cursor: Cursor[Any], schema: str, written: Written) -> None:
    """The same rows into a schema that is being rebuilt; ends are kept aside for the last step."""
    for table, versions in written.documents.items():
        copy_lines(cursor, schema, table, map(document_line, versions))
    if written.faits:
        copy_packed(cursor, schema, "fait", [packing.fait(*fait) for fait in written.faits])
    for table, rows in written.rows.items():
        if table == "part":
            parts = [packing.part(row, *known) for of_one, *known in rows for row in of_one]
            copy_packed(cursor, schema, table, parts)
        else:
            lines = [any_line(row, *known) for of_one, *known in rows for row in of_one]
            copy_lines(cursor, schema, table, lines)
    ends = [f"{owner}\t{at}\n" for closings in written.closings.values() for owner, at in closings]
    if ends:
        copy_lines(cursor, schema, "closing", ends)
    forget(cursor, schema, written)


def copy_lines(cursor: Cursor[Any], schema: str, table: str, lines: Iterable[str]) -> None:
    statement = SQL("COPY {} FROM STDIN").format(Identifier(schema, table))
    with cursor.copy(statement) as copy:
        copy.write("".join(lines))


def copy_packed(cursor: Cursor[Any], schema: str, table: str, rows: list[bytes]) -> None:
    statement = SQL("COPY {} FROM STDIN (FORMAT binary)").format(Identifier(schema, table))
    with cursor.copy(statement) as copy:
        copy.write(b"".join([packing.HEADER, *rows, packing.TRAILER]))


def document_line(version: tuple[UUID, int, int, Any]) -> str:
    key, known_from, known_to, document = version
    text = ENCODER.encode(document).decode().replace("\\", "\\\\")
    return f"{key}\t{known_from}\t{known_to}\t{text}\n"


def any_line(row: tuple[Any, ...], known_from: int, known_to: int) -> str:
    return "\t".join([cell(value) for value in (*row, known_from, known_to)]) + "\n"


NULL = "\\N"


def cell(value: Any) -> str:
    """One value as COPY reads it."""
    if value is None:
        return NULL
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        escaped = text.replace("\\", "\\\\").replace("\t", "\\t")
        return escaped.replace("\n", "\\n").replace("\r", "\\r")
    return text
