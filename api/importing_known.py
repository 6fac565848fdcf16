"""Whom does the annuaire know already, and which adhésions does a list tell of them?"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from adapters.matching.index import Candidate
from adapters.reference.tables import place_of
from adapters.spreadsheets.registering import Order, order
from adapters.spreadsheets.verdicts import ActorList
from api.crm import Crm
from api.fiches import documents
from domain.commands.actors import RecordAdhesion
from projections.acteur import Acteur
from projections.texts import Text


def known_actors(crm: Crm) -> list[Acteur]:
    """Everyone in the annuaire: the absorbed and the archived are known too."""
    found: list[Acteur] = documents(crm, "acteur", crm.known())
    return found


def candidates(crm: Crm, found: Sequence[Acteur]) -> list[Candidate]:
    """The same, as the matcher knows them."""
    names = noms(crm, found)
    return [
        Candidate(
            one.id,
            names[one.id],
            one.sigle,
            one.alias,
            place_of(one.commune).nom if one.commune else None,
            one.siren,
        )
        for one in found
    ]


def noms(crm: Crm, found: Sequence[Acteur]) -> dict[UUID, str]:
    """Names of persons are sealed: read here, for the matcher alone."""
    clear = {one.id: one.nom for one in found if isinstance(one.nom, str)}
    sealed = {
        one.id: Text(one.nom, one.id, one.nom_version)
        for one in found
        if not isinstance(one.nom, str)
    }
    read = map(str, crm.read([*sealed.values()]))
    return {**clear, **dict(zip(sealed, read, strict=True))}


def adhesions(actors: ActorList, found: Sequence[Acteur]) -> Iterator[Order]:
    """Years that the list tells of an actor known already, from the first line that names it."""
    known = {one.id: one for one in found if one.survivor is None}
    for judged in actors.lines:
        row = judged.row
        record = known.pop(row.actor, None) if row else None
        if row and record and judged.verdict == "deja_connue":
            for year in row.adhesions:
                if year not in record.adhesions:
                    yield order(row, RecordAdhesion(row.actor, year))
