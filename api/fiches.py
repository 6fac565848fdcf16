"""The fiches and names as known at a position."""

from typing import Any
from uuid import UUID

from adapters.read_models.reading import DECODERS
from api.crm import Crm
from domain.policy import CONSOLE, Who
from domain.roles import Role
from projections.acteur import Acteur
from projections.salarie import FicheSalarie
from projections.working_set import FOR_EVER

UNNAMED = "Personne physique"
"""For those who read no personal data: an actor that is a person has no name."""


def names(crm: Crm, ids: list[UUID], who: Who = CONSOLE) -> dict[str, str]:
    sql = (
        "SELECT DISTINCT ON (id) id::text, nom FROM read_models.annuaire WHERE id = ANY(%(ids)s) "
        "ORDER BY id, known_from DESC"
    )
    found = {row["id"]: row["nom"] for row in crm.query(sql, ids=ids)}
    hidden = natural_persons(crm, ids) if who.role is Role.AUDITEUR else set()
    return {key: UNNAMED if key in hidden else nom for key, nom in found.items()}


NATURAL = "SELECT document FROM read_models.acteur WHERE id = ANY(%(ids)s) AND known_to = %(end)s"


def natural_persons(crm: Crm, ids: list[UUID]) -> set[str]:
    """Which of these actors are persons: their name is sealed (R29)."""
    rows = crm.query(NATURAL, ids=ids, end=FOR_EVER)
    actors: list[Acteur] = [DECODERS["acteur"].decode(row["document"]) for row in rows]
    return {str(one.id) for one in actors if not isinstance(one.nom, str)}


DOCUMENTS = "SELECT document FROM read_models.{} WHERE known_from <= %(p)s AND %(p)s < known_to"


def documents(crm: Crm, table: str, position: int, key: UUID | None = None) -> list[Any]:
    """The fiches of a table as known at a position; one only when its key is given."""
    one = " AND id = %(key)s" if key else ""
    rows = crm.query(DOCUMENTS.format(table) + one, p=position, key=key)
    return [DECODERS[table].decode(row["document"]) for row in rows]


def fiches_salaries(crm: Crm, position: int) -> list[FicheSalarie]:
    found: list[FicheSalarie] = documents(crm, "salarie", position)
    return sorted(found, key=lambda one: (one.departed is not None, one.repere, one.joined))
