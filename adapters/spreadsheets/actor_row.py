"""What does one line of a list say of an organisation?"""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid5

from msgspec import Struct

from adapters.matching.folding import fold
from adapters.matching.index import Candidate
from adapters.matching.names import normalise
from adapters.spreadsheets import values
from adapters.spreadsheets.locating import locate
from adapters.spreadsheets.table import Remark, Row, looks_like_formula
from adapters.spreadsheets.typologies import typologie
from domain.lists import Typologie

IMPORTED = UUID("5b0f6a0e-7d0c-5c55-9a3b-2f8f3a4f6d10")

LONGEST_NAME = 300
LONGEST = 200
FIRST_YEAR = 1990


class ActorRow(Struct, frozen=True):
    """An organisation as a line proposes it; `actor` is the same for the same name and commune."""

    line: int
    actor: UUID
    nom: str
    sigle: str | None = None
    alias: tuple[str, ...] = ()
    typologie: Typologie | None = None
    commune: str | None = None
    commune_nom: str | None = None
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    siren: str | None = None
    siret: str | None = None
    rna: str | None = None
    site: str | None = None
    adhesions: tuple[int, ...] = ()
    source: str | None = None
    comments: str | None = None
    warnings: tuple[Remark, ...] = ()

    @property
    def candidate(self) -> Candidate:
        """The same organisation, as the matcher knows it."""
        return Candidate(self.actor, self.nom, self.sigle, self.alias, self.commune_nom, self.siren)


class Cells:
    """The cells of a line by field, and the doubts met while reading them."""

    def __init__(self, row: Row, columns: Mapping[str, int], headers: Sequence[str]) -> None:
        self.row, self.columns, self.headers = row, columns, headers
        self.warnings: list[Remark] = []

    def __getitem__(self, field: str) -> str:
        at = self.columns.get(field)
        return self.row.cells[at] if at is not None and at < len(self.row.cells) else ""

    def column(self, *fields: str) -> str | None:
        """The header that the person sees for the first of these fields."""
        return next((self.headers[self.columns[f]] for f in fields if f in self.columns), None)

    def warn(self, message: str, *fields: str) -> None:
        self.warnings.append(Remark(self.row.line, self.column(*fields), message))

    def checked(self, field: str, value: str | None, what: str) -> str | None:
        """The value, or a warning that names what was written and left out."""
        if value is None and self[field]:
            self.warn(f"{what} : « {self[field][:60]} » n’est pas repris", field)
        return value


def read_actor(cells: Cells, namespace: UUID = IMPORTED) -> ActorRow:
    """The row with its sure values; each doubtful one is left out and told."""
    nom = " ".join(cells["nom"].split())
    located = locate(cells["insee"], cells["postal"], cells["ville"], nom)
    if located.remark:
        cells.warn(located.remark, *(("insee",) if cells["insee"] else ()), "ville", "postal")
    known, unknown = values.read_countries(cells["countries"])
    if unknown:
        cells.warn(f"Pays non reconnu : {', '.join(unknown)[:100]}", "countries")
    siren, siret = _identifiers(cells)
    return ActorRow(
        line=cells.row.line,
        actor=actor_id(nom, located.code, namespace),
        nom=nom,
        sigle=_sigle(cells),
        alias=tuple(word[:LONGEST] for word in values.read_words(cells["alias"])[:100]),
        typologie=_typologie(cells),
        commune=located.code,
        commune_nom=located.nom,
        countries=known,
        themes=tuple(word[:LONGEST] for word in values.read_words(cells["themes"]))[:100],
        siren=siren,
        siret=siret,
        rna=cells.checked("rna", values.read_rna(cells["rna"]), "Numéro RNA mal formé"),
        site=cells.checked("site", values.read_site(cells["site"]), "Adresse illisible"),
        adhesions=_adhesions(cells),
        source=cells["source"] or None,
        comments=cells["remarks"] or None,
        warnings=tuple(cells.warnings),
    )


def actor_id(nom: str, commune: str | None, namespace: UUID = IMPORTED) -> UUID:
    """The same name in the same commune is the same actor, whichever file names it again."""
    return uuid5(namespace, f"{normalise(nom)}|{commune or ''}")


def _sigle(cells: Cells) -> str | None:
    sigle = cells["sigle"] or None
    if sigle and (looks_like_formula(sigle) or len(sigle) > LONGEST):
        sigle = None
    return cells.checked("sigle", sigle, "Sigle illisible")


def _typologie(cells: Cells) -> Typologie | None:
    text = cells["typologie"]
    found = typologie(text)
    if found is None and "typologie" in cells.columns:
        said = f"Typologie « {text[:60]} » non reconnue" if text else "Typologie absente"
        cells.warn(f"{said} : à choisir parmi les dix-sept", "typologie")
    return found


def _identifiers(cells: Cells) -> tuple[str | None, str | None]:
    siret = cells.checked("siret", values.read_identifier(cells["siret"], 14), "SIRET faux")
    siren = cells.checked("siren", values.read_identifier(cells["siren"], 9), "SIREN faux")
    if siren and siret and siret[:9] != siren:
        cells.warn("Le SIRET n’est pas celui de ce SIREN : aucun des deux n’est repris", "siret")
        return None, None
    return siren or (siret[:9] if siret else None), siret


def _adhesions(cells: Cells) -> tuple[int, ...]:
    years = values.read_years(cells["adhesion"])
    if years is None or any(year < FIRST_YEAR for year in years):
        said = "sans année" if years is None else "trop ancienne"
        cells.warn(f"Adhésion « {cells['adhesion'][:60]} » {said} : à préciser", "adhesion")
    return tuple(year for year in years or () if year >= FIRST_YEAR)


def same_text(row: Row) -> tuple[str, ...]:
    """What makes two lines of a file one line copied twice."""
    return tuple(fold(cell) for cell in row.cells if cell)
