"""Which commands does a judged list ask for, under ids that make a second import a repeat?"""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID, uuid5

import msgspec

from adapters.spreadsheets.actor_row import ActorRow
from adapters.spreadsheets.verdicts import ActorList, Judged
from domain.commands.actors import RecordAdhesion, RegisterActor

SOURCE = "import"

Asked = RegisterActor | RecordAdhesion


class Order(NamedTuple):
    """A command for one line of the file, with the id that stands for its very content."""

    line: int
    command_id: UUID
    command: Asked


def orders(actors: ActorList, keep: frozenset[int] = frozenset()) -> Iterator[Order]:
    """New lines, in file order; `keep` are lines like another that a person wants all the same."""
    for judged in actors.lines:
        if judged.row and (judged.verdict == "nouvelle" or _kept(judged, keep)):
            yield from _orders(judged.row)


def _kept(judged: Judged, keep: frozenset[int]) -> bool:
    """A line that bears the very id of another cannot be a second actor."""
    row = judged.row
    return (
        judged.verdict == "doublon_probable"
        and judged.line in keep
        and row is not None
        and row.actor != judged.other
    )


def _orders(row: ActorRow) -> Iterator[Order]:
    asked: list[Asked] = [registration(row)]
    asked += [RecordAdhesion(row.actor, year) for year in row.adhesions]
    for command in asked:
        yield Order(row.line, uuid5(row.actor, msgspec.json.encode(command).decode()), command)


def registration(row: ActorRow) -> RegisterActor:
    """The record as the line proposes it; remarks stay in the file, they may name persons."""
    return RegisterActor(
        actor=row.actor,
        nom=row.nom,
        typologie=row.typologie.value if row.typologie else None,
        commune=row.commune,
        sigle=row.sigle,
        alias=row.alias,
        source=SOURCE,
        siren=row.siren,
        siret=row.siret,
        rna=row.rna,
        themes=row.themes,
        countries=row.countries,
        site=row.site,
    )
