"""Which column of a list of organisations holds what, under whatever header?"""

from collections.abc import Sequence

from adapters.matching.folding import fold

HEADERS = {
    "id": ("id", "identifiant", "n", "no", "numero"),
    "nom": (
        "nom",
        "raison sociale",
        "structure",
        "structure accompagnee",
        "nom de la structure",
        "intitule",
        "organisme",
        "organisation",
        "denomination",
        "acteur",
        "association",
    ),
    "sigle": ("sigle", "acronyme"),
    "alias": ("alias", "autres noms", "autre nom", "ancien nom"),
    "typologie": ("typologie", "type", "categorie", "type de structure", "type d acteur"),
    "insee": ("code insee", "insee", "code commune"),
    "postal": ("cp", "code postal"),
    "ville": ("commune", "ville", "localite", "cp commune", "commune cp", "cp ville"),
    "countries": ("pays", "pays intervention", "pays d intervention", "pays d action"),
    "themes": ("themes", "theme", "thematiques", "thematique", "secteurs", "secteur", "domaines"),
    "siren": ("siren",),
    "siret": ("siret",),
    "rna": ("rna", "n rna", "numero rna"),
    "site": ("site", "site web", "site internet", "url", "web"),
    "source": ("source", "source url"),
    "adhesion": ("adhesion", "adhesions", "annee d adhesion", "adherent"),
    "remarks": ("remarques", "remarque", "observations", "obs", "commentaires", "notes"),
}

FIELD_OF = {header: field for field, headers in HEADERS.items() for header in headers}

KNOWN = tuple(FIELD_OF)


def columns(headers: Sequence[str]) -> dict[str, int]:
    """Field → column, the first of each; a column that no one reads is absent."""
    found: dict[str, int] = {}
    for at, header in enumerate(headers):
        field = FIELD_OF.get(fold(header))
        if field and field not in found:
            found[field] = at
    return found


def unread(headers: Sequence[str]) -> tuple[str, ...]:
    """The columns that are left in the file, so that nobody believes them taken."""
    read = set(columns(headers).values())
    return tuple(header for at, header in enumerate(headers) if header and at not in read)
