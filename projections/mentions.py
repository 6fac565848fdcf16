"""Who is a contact of whom, and which entries name whom? Ids and dates only, nothing to read."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from projections.acteur import Acteur
from projections.interaction import Interaction
from projections.network import Network


class Lien(NamedTuple):
    """A person of an actor; `genre` is "contact", or "acteur" when it is the actor itself.

    `fiche` is the record it stands on, `actor` who that is after merges.
    """

    fiche: UUID
    person: UUID
    actor: UUID
    genre: str
    inscrit: date
    parti: date | None


class Mention(NamedTuple):
    """An entry in force that names a person."""

    interaction: UUID
    person: UUID
    occurred_on: date


def liens(row: Acteur, network: Network) -> list[Lien]:
    """One line a person; whoever comes back was registered on the later day."""
    actor = network.canonical(row.id)
    found = {
        one.person: Lien(row.id, one.person, actor, "contact", one.on, one.left)
        for one in sorted(row.contacts, key=lambda one: one.on)
    }
    if not isinstance(row.nom, str):
        found[row.id] = Lien(row.id, row.id, actor, "acteur", row.effective_on, None)
    return [*found.values()]


def mentions(row: Interaction) -> list[Mention]:
    if row.retracted:
        return []
    day = row.contexte.occurred_on
    return [Mention(row.id, person, day) for person in dict.fromkeys(row.contexte.contacts)]
