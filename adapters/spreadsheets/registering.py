"""Which commands does a judged list ask for, under ids that make a second import a repeat?"""

from collections.abc import Iterator
from datetime import date
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


def orders(
    actors: ActorList, keep: frozenset[int] = frozenset(), effective_on: date | None = None
) -> Iterator[Order]:
    """New lines, in file order; `keep` are lines like another that a person wants all the same."""
    for judged in actors.lines:
        if judged.row and (judged.verdict == "nouvelle" or kept(judged, keep)):
            yield from _orders(judged.row, effective_on)


def kept(judged: Judged, keep: frozenset[int]) -> bool:
    """A line that bears the very id of another cannot be a second actor."""
    row = judged.row
    return (
        judged.verdict == "doublon_probable"
        and judged.line in keep
        and row is not None
        and row.actor != judged.other
    )


def _orders(row: ActorRow, effective_on: date | None) -> Iterator[Order]:
    yield order(row, registration(row, effective_on))
    for year in row.adhesions:
        yield order(row, RecordAdhesion(row.actor, year))


def order(row: ActorRow, command: Asked) -> Order:
    return Order(row.line, uuid5(row.actor, msgspec.json.encode(command).decode()), command)


def registration(row: ActorRow, effective_on: date | None = None) -> RegisterActor:
    """The record as the line proposes it; remarks stay in the file, they may name persons.

    Without `effective_on`, the actor is recensé from the day it is recorded.
    """
    return RegisterActor(
        actor=row.actor,
        nom=row.nom,
        typologie=row.typologie.value if row.typologie else None,
        commune=row.commune,
        sigle=row.sigle,
        alias=row.alias,
        effective_on=effective_on,
        source=SOURCE,
        siren=row.siren,
        siret=row.siret,
        rna=row.rna,
        themes=row.themes,
        countries=row.countries,
        site=row.site,
    )
