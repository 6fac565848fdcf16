"""What can become of a line of a list?"""

from typing import Literal
from uuid import UUID

from msgspec import Struct

from adapters.spreadsheets.actor_row import ActorRow
from adapters.spreadsheets.table import Remark

Verdict = Literal["nouvelle", "deja_connue", "doublon_probable", "rejetee", "ignoree"]

VERDICT_LABELS: dict[Verdict, str] = {
    "nouvelle": "nouvelle",
    "deja_connue": "déjà connue",
    "doublon_probable": "doublon probable",
    "rejetee": "rejetée",
    "ignoree": "ignorée",
}


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
