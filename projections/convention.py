"""What is known of one convention."""

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.events import Entry
from domain.facts import convention as facts


class FicheConvention(Struct, frozen=True):
    id: UUID
    bailleur: str
    intitule: str
    first: date
    last: date


def evolve(row: FicheConvention | None, entry: Entry) -> FicheConvention | None:
    event: Any = entry.event
    match event:
        case facts.ConventionSigned(bailleur=bailleur, intitule=intitule, first=first, last=last):
            return FicheConvention(entry.originator_id, bailleur, intitule, first, last)
        case facts.ConventionAvenantSigned(first=first, last=last) if row:
            return replace(row, first=first, last=last)
    return row
