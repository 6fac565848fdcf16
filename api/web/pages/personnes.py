"""The pages about persons: rights, retention, the register."""

from collections.abc import Mapping

import msgspec
from markupsafe import Markup

from api.persons.dossier import Dossier
from api.persons.figures import Comptes
from api.web.pages.choices import Group
from api.web.pages.frame import Fact


class MessagePage(msgspec.Struct, frozen=True, kw_only=True):
    """A text to copy, and what to do next."""

    phrase: str
    texte: str
    suite: str
    retour: str
    retour_mot: str


class FoundPerson(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    nom: str
    detail: str


class FoundText(msgspec.Struct, frozen=True, kw_only=True):
    """`cle`: the key that would be destroyed with the person."""

    cle: str
    adresse: str
    ou: str
    quand: str
    extrait: str


class PersonsPage(msgspec.Struct, frozen=True, kw_only=True):
    phrase: Markup
    q: str = ""
    trouvees: tuple[FoundPerson, ...] = ()
    textes: tuple[FoundText, ...] = ()
    cherche: bool = False
    entier: bool = True


class PersonPage(msgspec.Struct, frozen=True, kw_only=True):
    phrase: Markup
    dossier: Dossier
    identite: tuple[Fact, ...]
    lieux: tuple[Fact, ...]
    entrees: tuple[Fact, ...]
    textes: tuple[FoundText, ...] | None
    consultations: tuple[Fact, ...]
    conservation: tuple[Fact, ...]
    obligations: tuple[tuple[str, str, str, bool], ...]
    choix_obligations: tuple[Group, ...]
    commandes: tuple[str, ...]
    jour: str
    fait: str = ""
    refus: Mapping[str, str] = {}
    message: str = ""


class ErasePage(msgspec.Struct, frozen=True, kw_only=True):
    """`mot` is what must be typed: an erasure cannot be taken back."""

    id: str
    phrase: Markup
    illisible: tuple[str, ...]
    textes: tuple[FoundText, ...]
    coches: frozenset[str]
    comptes: Comptes
    motifs: tuple[tuple[str, str], ...]
    motif: str
    mot: str
    commande: str
    empeche: str = ""
    message: str = ""
    refus: Mapping[str, str] = {}


class CertificatePage(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    phrase: Markup
    faits: tuple[Fact, ...]
    avant: Comptes
    apres: Comptes
    destinataires: tuple[Fact, ...]
    message: str
    obligations: tuple[Fact, ...]


class DueLine(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    titre: str
    detail: str
    etape: str
    prevenue: str
    gardee: str
    message: str
    a_prevenir: bool
    effacable: bool
    commandes: tuple[str, str]


class DuePage(msgspec.Struct, frozen=True, kw_only=True):
    phrase: Markup
    groupes: tuple[tuple[str, tuple[DueLine, ...]], ...]
    jour: str
    fait: str = ""
    refus: str = ""


class RegisterLine(msgspec.Struct, frozen=True, kw_only=True):
    nom: str
    faits: tuple[Fact, ...]


class RegisterPage(msgspec.Struct, frozen=True, kw_only=True):
    phrase: Markup
    lignes: tuple[RegisterLine, ...]
    mesures: tuple[str, ...]
