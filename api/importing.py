"""Bring a list of organisations in: what each line becomes, then the commands that do it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from adapters.spreadsheets.acteurs import read_actors
from adapters.spreadsheets.columns import KNOWN
from adapters.spreadsheets.registering import Order, kept, orders
from adapters.spreadsheets.table import SIZE, Table, read_table
from adapters.spreadsheets.verdicts import ActorList, Judged, Verdict
from api.crm import Crm
from api.errors import ConflictError, ReusedIdError
from api.importing_known import adhesions, candidates, known_actors
from domain.commands.actors import RecordAdhesion
from domain.decider import Refused

AUTHOR = "import"
UNSETTLED: frozenset[Verdict] = frozenset({"rejetee", "doublon_probable"})


class Ligne(Struct, frozen=True):
    """What became of one line; `acteur` is the record that it made or that it names."""

    ligne: int
    verdict: Verdict
    nom: str | None = None
    acteur: UUID | None = None
    commune: str | None = None
    raison: str | None = None
    colonne: str | None = None
    autre: UUID | None = None
    autre_nom: str | None = None
    remarques: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        return self.verdict not in UNSETTLED


class Imported(NamedTuple):
    """`table` and `actors` as they were read; `lines` as they ended, in file order.

    `adhesions` counts those told of actors that were known already.
    """

    table: Table
    actors: ActorList
    lines: list[Ligne]
    adhesions: int

    def counts(self) -> Counter[Verdict]:
        return Counter(line.verdict for line in self.lines)

    @property
    def settled(self) -> bool:
        return all(line.settled for line in self.lines)


def import_actors(
    crm: Crm,
    source: Path | bytes,
    filename: str,
    *,
    keep: frozenset[int] = frozenset(),
    trial: bool = False,
    sheet: str | None = None,
    size: int = SIZE,
) -> Imported:
    """May raise Unreadable (the file) or Refused (`keep`), before anything is recorded."""
    table = read_table(source, filename, sheet=sheet, known=KNOWN, size=size)
    found = known_actors(crm)
    actors = read_actors(table, candidates(crm, found))
    refuse_unkept(actors, keep)
    added = list(adhesions(actors, found))
    refused = {} if trial else executed(crm, [*orders(actors, keep, crm.today), *added])
    told = [line(one, keep, refused) for one in actors.lines]
    return Imported(table, actors, [with_adhesions(one, added) for one in told], len(added))


def refuse_unkept(actors: ActorList, keep: frozenset[int]) -> None:
    """`keep` is for lines like another alone; a mistyped number is told before anything is done."""
    insisted = {one.line for one in actors.lines if kept(one, keep)}
    settled = {one.line for one in actors.lines if one.verdict == "deja_connue"}
    if wrong := sorted(keep - insisted - settled):
        listed = ", ".join(map(str, wrong))
        raise Refused(
            f"--garder ne s’applique qu’à un doublon probable d’un autre nom : vérifiez "
            f"le numéro de ligne {listed}."
        )


def executed(crm: Crm, asked: Sequence[Order]) -> dict[int, str]:
    """The lines that a rule refuses, each with its sentence; the others are recorded."""
    refused: dict[int, str] = {}
    for order in asked:
        if order.line in refused:
            continue
        try:
            crm.execute(order.command, AUTHOR, order.command_id)
        except Refused as refusal:
            refused[order.line] = refusal.why
        except (ConflictError, ReusedIdError) as error:
            refused[order.line] = error.why
    return refused


def line(judged: Judged, keep: frozenset[int], refused: dict[int, str]) -> Ligne:
    row = judged.row
    told = Ligne(
        judged.line,
        judged.verdict,
        row.nom if row else None,
        row.actor if row else None,
        row.commune if row else None,
        judged.raison,
        judged.column,
        judged.other,
        judged.other_nom,
        tuple(remark.message for remark in row.warnings) if row else (),
    )
    if judged.line in refused:
        return replace(told, verdict="rejetee", raison=refused[judged.line])
    if kept(judged, keep):
        return replace(told, verdict="nouvelle", raison=f"Gardée malgré : {judged.raison}")
    return told


def with_adhesions(told: Ligne, added: Sequence[Order]) -> Ligne:
    """What a line told of an actor known already, beside its record."""
    years = [
        str(order.command.year)
        for order in added
        if order.line == told.ligne and isinstance(order.command, RecordAdhesion)
    ]
    if not years or not told.settled:
        return told
    return replace(told, remarques=(f"Adhésion reprise : {', '.join(years)}", *told.remarques))
