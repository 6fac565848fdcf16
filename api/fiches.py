"""The fiches and names as known at a position."""

from typing import Any
from uuid import UUID

from adapters.read_models.reading import DECODERS
from api.crm import Crm
from projections.salarie import FicheSalarie


def names(crm: Crm, ids: list[UUID]) -> dict[str, str]:
    sql = (
        "SELECT DISTINCT ON (id) id::text, nom FROM read_models.annuaire WHERE id = ANY(%(ids)s) "
        "ORDER BY id, known_from DESC"
    )
    return {row["id"]: row["nom"] for row in crm.query(sql, ids=ids)}


DOCUMENTS = "SELECT document FROM read_models.{} WHERE known_from <= %(p)s AND %(p)s < known_to"


def documents(crm: Crm, table: str, position: int, key: UUID | None = None) -> list[Any]:
    """The fiches of a table as known at a position; one only when its key is given."""
    one = " AND id = %(key)s" if key else ""
    rows = crm.query(DOCUMENTS.format(table) + one, p=position, key=key)
    return [DECODERS[table].decode(row["document"]) for row in rows]


def fiches_salaries(crm: Crm, position: int) -> list[FicheSalarie]:
    found: list[FicheSalarie] = documents(crm, "salarie", position)
    return sorted(found, key=lambda one: (one.departed is not None, one.repere, one.joined))
