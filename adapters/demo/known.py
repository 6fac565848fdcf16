"""A structure of the demonstration, as the rest of the loader needs to know it."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from adapters.reference import place
from domain.lists import Typologie


class Known(NamedTuple):
    """`commune` is None for an organisation whose commune is not sure (R56)."""

    id: UUID
    nom: str
    typologie: Typologie | None
    commune: str | None
    effective_on: date
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    sigle: str | None = None
    generated: bool = False

    @property
    def departement(self) -> str:
        return place(self.commune).departement if self.commune else ""
