"""Which projects are made up so that files can be reread, judged and followed?"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from adapters.demo.chance import key
from adapters.demo.known import Known
from adapters.demo.script import OPENING, PARIS, Script
from adapters.reference import countries
from domain.commands.projects import OpenProject


class Made(NamedTuple):
    id: UUID
    porteur: Known
    rank: int
    dispositif: str | None


class Projects:
    """One project an actor and a dispositif, opened a week before anything is noted on it."""

    def __init__(self) -> None:
        self.made: dict[tuple[UUID, str | None], Made] = {}
        self.first: dict[UUID, date] = {}

    def of(self, porteur: Known, day: date, dispositif: str | None = None) -> UUID:
        """The project that this actor has on that day."""
        made = self.made.setdefault(
            (porteur.id, dispositif),
            Made(key("projet", porteur.id, dispositif), porteur, len(self.made) + 1, dispositif),
        )
        self.first[made.id] = min(day, self.first.get(made.id, day))
        return made.id

    def tell(self, script: Script) -> None:
        for made in self.made.values():
            opened = self.first[made.id] - timedelta(days=7)
            at = datetime.combine(opened, time(8, 40), PARIS)
            script.tell(max(at, OPENING + timedelta(hours=1)), as_opened(made, opened))


def as_opened(made: Made, opened: date) -> OpenProject:
    porteur = made.porteur
    about = [*porteur.themes[:1], *(countries()[code] for code in porteur.countries[:1])]
    named = f" ({', '.join(about)})" if about else ""
    return OpenProject(
        made.id,
        f"Projet généré {made.rank}{named}",
        porteur.id,
        commune=porteur.commune,
        countries=porteur.countries[:1],
        themes=porteur.themes[:1],
        dispositifs=(made.dispositif,) if made.dispositif else (),
        opened_on=opened,
        source="demonstration",
        generated=True,
    )
