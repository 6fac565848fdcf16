"""Who is who? One row an actor or a project, with the text a search looks into."""

from typing import NamedTuple
from uuid import UUID

from domain.personal import Erased
from domain.words import folded
from projections.acteur import Acteur
from projections.network import Network
from projections.projet import Projet
from projections.texts import Reveal, Text, said


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
        "" if nom == FORGOTTEN else folded(" | ".join(word for word in words if word)),
    )


FORGOTTEN = str(Erased())
"""Nobody is found under this name: not by it, nor by the commune beside it."""


def nom_of(row: Acteur, reveal: Reveal) -> str:
    """A natural person's name is opened, or said to be forgotten."""
    if isinstance(row.nom, str):
        return row.nom
    return said(Text(row.nom, row.id, row.nom_version), reveal)


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
