"""Who is who? One row an actor or a project, with the text a search looks into."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from domain.personal import Readable, Secret
from domain.words import folded
from projections.acteur import Acteur
from projections.interaction import Text
from projections.network import Network
from projections.projet import Projet

Reveal = Callable[[Text], Readable]


class Ligne(NamedTuple):
    """`recherche` is folded: name, acronym, aliases, identifiers, commune."""

    id: UUID
    type: str
    nom: str
    sigle: str | None
    commune: str | None
    departement: str | None
    typologie: str | None
    archive: bool
    survivor: UUID | None
    recherche: str


def acteur_ligne(row: Acteur, network: Network, reveal: Reveal) -> Ligne:
    place = network.place(row.commune)
    nom = nom_of(row, reveal)
    words = [nom, row.sigle, *row.alias, row.siren, row.siret, row.rna, place.nom]
    return Ligne(
        row.id,
        "actor",
        nom,
        row.sigle,
        place.commune or row.commune,
        place.departement,
        row.typologie,
        bool(row.archives and row.archives[-1][1] is None),
        row.survivor,
        folded(" | ".join(word for word in words if word)),
    )


def nom_of(row: Acteur, reveal: Reveal) -> str:
    """A natural person's name is opened, or said to be forgotten."""
    if isinstance(row.nom, str):
        return row.nom
    if isinstance(row.nom, Secret):
        return row.nom.text
    return str(reveal(Text(row.nom, row.id, row.nom_version)))


def projet_ligne(row: Projet, network: Network) -> Ligne:
    place = network.place(row.commune)
    words = [row.titre, *(partner.nom for partner in row.partners_abroad)]
    return Ligne(
        row.id,
        "project",
        row.titre,
        None,
        place.commune,
        place.departement,
        None,
        row.closed_on is not None,
        None,
        folded(" | ".join(words)),
    )
