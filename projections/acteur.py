"""What is known of one actor."""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from domain.personal import Personal
from projections.texts import Words

Values = tuple[tuple[date | None, str | None], ...]


class Contact(Struct, frozen=True, omit_defaults=True):
    """A person of the actor; role and identity stay sealed, with the line they stand on."""

    person: UUID
    role: str | Personal
    identity: Personal
    version: int
    ground: str
    source: str
    on: date
    left: date | None = None


class Fait(Struct, frozen=True, omit_defaults=True):
    """Where a value comes from: the fact that set it."""

    position: int
    recorded_at: datetime | None
    author: str
    tag: str
    reason: Words = ""


class Acteur(Struct, frozen=True, omit_defaults=True):
    """`typologies` and `sieges` are (since, value), oldest first, None = from the start."""

    id: UUID
    nom: str | Personal
    nom_version: int
    effective_on: date
    sigle: str | None = None
    alias: tuple[str, ...] = ()
    typologies: tuple[tuple[date | None, str | None], ...] = ()
    sieges: tuple[tuple[date | None, str | None], ...] = ()
    archives: tuple[tuple[date, date | None], ...] = ()
    successor: UUID | None = None
    survivor: UUID | None = None
    absorbed: tuple[UUID, ...] = ()
    connu_depuis: date | None = None
    siren: str | None = None
    siret: str | None = None
    rna: str | None = None
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    site: str | None = None
    source: str = ""
    generated: bool = False
    confirmed_on: date | None = None
    referents: tuple[tuple[date, UUID | None, Words], ...] = ()
    adhesions: tuple[int, ...] = ()
    members: tuple[UUID, ...] = ()
    contacts: tuple[Contact, ...] = ()
    sources: dict[str, Fait] = {}

    @property
    def typologie(self) -> str | None:
        return self.typologies[-1][1] if self.typologies else None

    @property
    def commune(self) -> str | None:
        return self.sieges[-1][1] if self.sieges else None
