"""Which facts of an actor do its rules need to know?"""

from datetime import date
from uuid import UUID

from msgspec import Struct

from domain import checks
from domain.aggregates.entries import Entries
from domain.aggregates.presence import Presences
from domain.decider import Refused


class Actor(Struct, frozen=True):
    """Only what the rules below need to know."""

    registered: bool = False
    archived: date | None = None
    survivor: UUID | None = None
    absorbed: frozenset[UUID] = frozenset()
    nom: str | None = ""  # None: a natural person's, sealed
    sigle: str | None = None
    alias: frozenset[str] = frozenset()
    typologies: dict[date, str | None] = {}
    communes: dict[date, str | None] = {}
    identifiers: tuple[str | None, str | None, str | None] = (None, None, None)
    activities: tuple[tuple[str, ...], tuple[str, ...], str | None] = ((), (), None)
    connu_depuis: date | None = None
    referent: tuple[UUID, date] | None = None
    confirmed: tuple[date, str] | None = None
    adhesions: dict[int, int | None] = {}
    members: frozenset[UUID] = frozenset()
    contacts: frozenset[UUID] = frozenset()
    former_contacts: frozenset[UUID] = frozenset()
    entries: Entries = {}
    presences: Presences = {}

    def refuse_unless_open(self, day: date, field: str = "present") -> None:
        """New entries go to a known, unmerged actor, not archived on that day (R30)."""
        if not self.registered:
            raise Refused("Cet acteur est inconnu : inscrivez-le d’abord.", field=field)
        if self.survivor is not None:
            raise Refused(
                "Cette fiche a été fusionnée : notez avec la fiche qui reste.",
                field=field,
                about=self.survivor,
            )
        if self.archived is not None and day >= self.archived:
            raise Refused(
                f"Cet acteur est archivé depuis le {checks.french(self.archived)} : "
                "réintégrez-le avant de noter.",
                field=field,
            )
