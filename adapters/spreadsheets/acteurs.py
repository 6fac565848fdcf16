"""What would importing this list of organisations do, line by line, before anything is written?"""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from adapters.matching.duplicates import nearest_twin
from adapters.matching.index import Candidate
from adapters.matching.matcher import Found, Matcher
from adapters.spreadsheets.actor_row import IMPORTED, ActorRow, Cells, read_actor, same_text
from adapters.spreadsheets.columns import columns, unread
from adapters.spreadsheets.no_actor import misshapen, no_data, unnamed
from adapters.spreadsheets.refusals import Unreadable
from adapters.spreadsheets.table import Remark, Row, Table
from adapters.spreadsheets.verdicts import ActorList, Judged


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
    for refuse in (no_data, misshapen, unnamed):
        if refused := refuse(row, cells):
            return refused
    if len(row.cells) < len(headers) - 2:
        count = f"{len(row.cells)} cellules sur {len(headers)}"
        cells.warnings.append(Remark(row.line, None, f"Ligne incomplète : {count}"))
    return read_actor(cells, namespace)


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
