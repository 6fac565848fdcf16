"""What stays counted when a person is forgotten: the same before and after (R29)."""

from uuid import UUID

from msgspec import Struct

from api.crm import Crm
from api.persons.dossier import named_in

COUNTED = """
SELECT count(DISTINCT interaction)::int AS entrees,
       coalesce(sum(contact + preparation + travel), 0)::int AS minutes,
       coalesce(sum(participation), 0)::int AS participations
  FROM read_models.part
 WHERE interaction = ANY(%(keys)s) AND known_from <= %(p)s AND %(p)s < known_to
"""


class Comptes(Struct, frozen=True):
    entrees: int
    minutes: int
    participations: int


def figures(crm: Crm, person: UUID, position: int | None = None) -> Comptes:
    """Of the entries that name the person, as known at a position."""
    known = crm.known() if position is None else position
    keys = named_in(crm, person, known)
    (row,) = crm.query(COUNTED, keys=keys, p=known)
    return Comptes(**row)
