"""Which published projects does the demonstration hold, at their dates, and whose are they?

Only the year is published: a project is told as opened on its first day. Amounts and stages are
left out: what is published of them has no date (R54).
"""

import re
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from adapters.demo.chance import key
from adapters.demo.figures import TODAY
from adapters.demo.known import Known
from adapters.demo.lists import Line, lines, words
from adapters.demo.script import Script
from adapters.matching.names import normalise
from domain.commands.actors import RegisterActor
from domain.commands.projects import JoinPartner, OpenProject
from domain.facts.project import PartnerAbroad

OURSELVES = "Lianes coopération"
DISPOSITIFS = {"AMP": "amp", "Acteurs de l'Énergie pour l'Afrique": "aea"}
ABROAD = re.compile(
    r"(Ville|Commune|Municipalité|Fédération des municipalités|Cercle|Oblast|Région|Conseil)\b.*"
)
SOURCE = "liste_publique"


def told(line: Line) -> bool:
    """A porteur that is an actor, and a year that had begun on the day of the demonstration."""
    porteur, year = line["porteur"], line["annee"]
    return porteur not in {"", OURSELVES} and (not year or int(year) <= TODAY.year)


def tell_projects(script: Script, real: Sequence[Known]) -> None:
    actors = {normalise(one.nom): one.id for one in real}
    for rank, line in enumerate(filter(told, lines("projets.csv"))):
        porteur = actors.get(normalise(line["porteur"])) or apart(script, line["porteur"])
        actors[normalise(line["porteur"])] = porteur
        asked = opening(line, rank, porteur, actors)
        script.at_opening(asked, minute=45)
        for partner in partners(line, actors):
            if partner != porteur:
                script.at_opening(JoinPartner(asked.project, partner), minute=50)


def apart(script: Script, nom: str) -> UUID:
    """A porteur that the list of actors does not hold: its commune is not known (R56)."""
    actor = key("porteur", nom)
    script.at_opening(RegisterActor(actor, nom, source=SOURCE), minute=40)
    return actor


def opening(line: Line, rank: int, porteur: UUID, actors: dict[str, UUID]) -> OpenProject:
    tag = DISPOSITIFS.get(line["dispositif"])
    return OpenProject(
        key("projet publié", rank, line["titre"]),
        line["titre"],
        porteur,
        countries=tuple(words(line["pays"])),
        themes=tuple(words(line["thematique"])),
        partners_abroad=tuple(abroad(line, actors)),
        dispositifs=(tag,) if tag else (),
        opened_on=opened_on(line["annee"]),
        source=SOURCE,
    )


def opened_on(year: str) -> date | None:
    return date(int(year), 1, 1) if year else None


def partners(line: Line, actors: dict[str, UUID]) -> list[UUID]:
    """Those of the list of actors; the others stay in the published file."""
    named = (normalise(nom) for nom in words(line["partenaires"]))
    return [actors[nom] for nom in dict.fromkeys(named) if nom in actors]


def abroad(line: Line, actors: dict[str, UUID]) -> list[PartnerAbroad]:
    """Public bodies that are no actor here, when the project is in one country alone."""
    countries = words(line["pays"])
    if len(countries) != 1:
        return []
    return [
        PartnerAbroad(nom, countries[0])
        for nom in words(line["partenaires"])
        if ABROAD.fullmatch(nom) and normalise(nom) not in actors
    ]
