"""The record pages: actors, projects, salariés, entries, the journal, the services."""

import msgspec
from markupsafe import Markup

from api.web.pages.contacts import ContactsBlock
from api.web.pages.frame import Counted, Fact
from api.web.pages.saisie import Chip
from api.web.pages.timeline import Correction, Moment


class ActorLine(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    nom: str
    sigle: str = ""
    detail: str = ""
    suite: str = ""


class ActorsPage(msgspec.Struct, frozen=True, kw_only=True):
    phrase: Markup
    q: str
    acteurs: tuple[ActorLine, ...]
    reste: str = ""


class ProjectLine(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    titre: str
    dispositif: str = ""
    etape: str = ""
    pays: str = ""
    porteur: str = ""
    porteur_nom: str = ""


class ProjectsPage(msgspec.Struct, frozen=True, kw_only=True):
    phrase: Markup
    q: str
    projets: tuple[ProjectLine, ...]
    reste: str = ""


class ActorPage(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    nom: str
    sujet: str
    phrase: Markup
    frise: tuple[Moment, ...]
    compte_frise: str
    faits: tuple[Fact, ...]
    heures: str
    projets: tuple[ProjectLine, ...] = ()
    plus: str = ""
    avis: Markup | None = None
    contacts: ContactsBlock | None = None


class ProjectPage(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    sujet: str
    phrase: Markup
    frise: tuple[Moment, ...]
    faits: tuple[Fact, ...]


class SalariePage(msgspec.Struct, frozen=True, kw_only=True):
    sujet: str
    phrase: Markup
    frise: tuple[Moment, ...]
    plus: str = ""


class Presence(msgspec.Struct, frozen=True):
    """Who came, and the minutes that come to them when hours are shared."""

    nom: str
    adresse: str
    minutes: int = 0
    valeur: str = ""


class Adding(msgspec.Struct, frozen=True, kw_only=True):
    """One more presence, being searched for and ticked."""

    commande: str
    q: str = ""
    trouves: tuple[Chip, ...] = ()
    coches: tuple[str, ...] = ()
    refus: str | None = None


class EntryPage(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    sujet: str
    phrase: Markup
    faits: tuple[Fact, ...]
    presents: tuple[Presence, ...]
    compte: int
    parts: tuple[Presence, ...] = ()
    rectifications: tuple[Correction, ...] = ()
    retiree: str = ""
    notee: Markup | None = None
    a_regler: int = 0
    fait: str = ""
    ajout: Adding | None = None
    rectifiable: bool = False
    """By this reader; else `reserve` says who can."""
    reserve: str = ""


class JournalLine(msgspec.Struct, frozen=True, kw_only=True):
    position: int
    instant: str
    quand: str
    quoi: str
    qui: str
    tag: str = ""
    pole: str | None = None
    id: str = ""


class JournalPage(msgspec.Struct, frozen=True, kw_only=True):
    phrase: Markup
    entrees: tuple[JournalLine, ...]
    connu_au: str | None = None
    plus: str = ""


class SetAside(msgspec.Struct, frozen=True):
    position: int
    raison: str


class HealthPage(msgspec.Struct, frozen=True, kw_only=True):
    phrase: Markup
    comptes: tuple[Counted, ...]
    erreur: str = ""
    ecartees: tuple[SetAside, ...] = ()
