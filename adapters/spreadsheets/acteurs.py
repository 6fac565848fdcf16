"""What would importing this list of organisations do, line by line, before anything is written?"""

from collections.abc import Collection, Iterator, Sequence
from typing import Literal
from uuid import UUID

from msgspec import Struct

from adapters.matching.duplicates import nearest_twin
from adapters.matching.folding import fold
from adapters.matching.index import Candidate
from adapters.matching.matcher import Found, Matcher
from adapters.spreadsheets.actor_row import (
    IMPORTED,
    LONGEST_NAME,
    ActorRow,
    Cells,
    read_actor,
    same_text,
)
from adapters.spreadsheets.columns import columns, unread
from adapters.spreadsheets.refusals import Unreadable
from adapters.spreadsheets.table import Remark, Row, Table, column_name
from adapters.spreadsheets.values import read_countries

Verdict = Literal["nouvelle", "deja_connue", "doublon_probable", "rejetee", "ignoree"]

VERDICT_LABELS: dict[Verdict, str] = {
    "nouvelle": "nouvelle",
    "deja_connue": "déjà connue",
    "doublon_probable": "doublon probable",
    "rejetee": "rejetée",
    "ignoree": "ignorée",
}

OURSELVES = {"lianes cooperation"}


class Judged(Struct, frozen=True):
    """One line and what becomes of it; `raison` says why, `other` whom it repeats."""

    line: int
    verdict: Verdict
    row: ActorRow | None = None
    raison: str | None = None
    column: str | None = None
    other: UUID | None = None
    other_nom: str | None = None


class ActorList(Struct, frozen=True):
    """The whole file, judged; `unread` are the columns that are left in it."""

    filename: str
    lines: tuple[Judged, ...]
    remarks: tuple[Remark, ...]
    unread: tuple[str, ...]

    def count(self, verdict: Verdict) -> int:
        return sum(line.verdict == verdict for line in self.lines)


def read_actors(
    table: Table, known: Sequence[Candidate] = (), namespace: UUID = IMPORTED
) -> ActorList:
    """Each line once: refused, already known, like another, or new; nothing is lost in silence."""
    fields = columns(table.headers)
    if "nom" not in fields:
        seen = ", ".join(f"« {header} »" for header in table.headers if header)
        raise Unreadable(
            f"« {table.filename} », ligne {table.header_line} : aucune colonne ne porte le nom "
            f"des structures. Colonnes lues : {seen}. Nommez-en une « Nom », puis recommencez."
        )
    rows = _trimmed(table)
    read = [_read(row, fields, table.headers, namespace) for row in rows]
    lines = tuple(_judged(read, rows, known))
    return ActorList(table.filename, lines, table.remarks, unread(table.headers))


def _trimmed(table: Table) -> tuple[Row, ...]:
    """When every line ends with one separator more than the headers, it separates nothing."""
    width = len(table.headers)
    if all(len(row.cells) == width + 1 and not row.cells[width] for row in table.rows):
        return tuple(Row(row.line, row.cells[:width]) for row in table.rows)
    return table.rows


def _read(
    row: Row, fields: dict[str, int], headers: Sequence[str], namespace: UUID
) -> ActorRow | Judged:
    """A line of data, or why it is none."""
    cells = Cells(row, fields, headers)
    for refuse in (_no_data, _misshapen, _unnamed):
        if refused := refuse(row, cells):
            return refused
    if len(row.cells) < len(headers) - 2:
        count = f"{len(row.cells)} cellules sur {len(headers)}"
        cells.warnings.append(Remark(row.line, None, f"Ligne incomplète : {count}"))
    return read_actor(cells, namespace)


def _no_data(row: Row, cells: Cells) -> Judged | None:
    """Repeated headers, totals and mentions at the foot are no organisations."""
    filled = [fold(cell) for cell in row.cells if cell]
    if filled == [fold(header) for header in cells.headers if header]:
        return Judged(row.line, "ignoree", raison="Ligne d’en-têtes répétée")
    if filled[:1] in (["total"], ["totaux"]):
        return Judged(row.line, "ignoree", raison="Ligne de total")
    if len(filled) == 1 and not cells["nom"] and len(cells.headers) > 1:
        return Judged(row.line, "ignoree", raison=f"Mention, sans structure : « {filled[0]} »")
    return None


def _misshapen(row: Row, cells: Cells) -> Judged | None:
    """A cell too many has pushed its neighbours: no one can say which cell is which."""
    width = len(cells.headers)
    if len(row.cells) <= width or not any(row.cells[width - 1 :]):
        return None
    return Judged(
        row.line,
        "rejetee",
        raison=(
            f"{len(row.cells)} cellules pour {width} colonnes : un séparateur s’est glissé dans "
            "une cellule. Mettez-la entre guillemets, puis importez à nouveau."
        ),
        column=_split_column(row, cells),
    )


def _split_column(row: Row, cells: Cells) -> str:
    """The column that was cut: countries, when the next cell still names one."""
    at = cells.columns.get("countries")
    if at is not None and read_countries(" ".join(row.cells[at + 1 : at + 2]))[0]:
        return column_name(cells.headers, at)
    return column_name(cells.headers, len(cells.headers))


def _unnamed(row: Row, cells: Cells) -> Judged | None:
    nom, column = fold(cells["nom"]), cells.column("nom")
    if not nom:
        why = "Nom absent : complétez la ligne, puis importez à nouveau."
    elif nom in OURSELVES:
        why = "Lianes coopération n’est pas un acteur de son propre recensement."
    elif len(cells["nom"]) > LONGEST_NAME:
        why = f"Nom de plus de {LONGEST_NAME} caractères : vérifiez les guillemets de la ligne."
    else:
        return None
    return Judged(row.line, "rejetee", raison=why, column=column)


def _judged(
    read: Sequence[ActorRow | Judged], rows: Sequence[Row], known: Sequence[Candidate]
) -> Iterator[Judged]:
    proposed = [one.candidate for one in read if isinstance(one, ActorRow)]
    judge = _Judge(known, proposed)
    for one, row in zip(read, rows, strict=True):
        yield one if isinstance(one, Judged) else judge.verdict(one, row)


class _Judge:
    """Remembers the lines already judged: each is held against the known and the earlier."""

    def __init__(self, known: Sequence[Candidate], proposed: Sequence[Candidate]) -> None:
        self.matcher = Matcher([*known, *proposed])
        self.among: dict[UUID, Candidate] = {one.id: one for one in known}
        self.known: Collection[UUID] = frozenset(self.among)
        self.texts: dict[tuple[str, ...], int] = {}
        self.lines: dict[UUID, int] = {}

    def verdict(self, row: ActorRow, source: Row) -> Judged:
        copied = self.texts.setdefault(same_text(source), row.line)
        if copied != row.line:
            return Judged(row.line, "deja_connue", row, f"Même ligne que la ligne {copied}")
        if row.actor in self.known:
            return self._known(row)
        found = self._repeated(row) or nearest_twin(row.candidate, self.matcher, self.among)
        if found:
            return self._twin(row, found)
        self.among[row.actor] = row.candidate
        self.lines[row.actor] = row.line
        return Judged(row.line, "nouvelle", row)

    def _known(self, row: ActorRow) -> Judged:
        other = self.among[row.actor].nom
        why = "Même nom dans la même commune : déjà dans l’annuaire"
        return Judged(row.line, "deja_connue", row, why, other=row.actor, other_nom=other)

    def _repeated(self, row: ActorRow) -> Found | None:
        same = row.actor in self.lines
        return Found(row.actor, 100.0, "Même nom dans la même commune") if same else None

    def _twin(self, row: ActorRow, found: Found) -> Judged:
        other = self.among[found.id].nom
        where = f" (ligne {self.lines[found.id]})" if found.id in self.lines else ""
        why = f"{found.raison}{where}"
        return Judged(row.line, "doublon_probable", row, why, other=found.id, other_nom=other)
