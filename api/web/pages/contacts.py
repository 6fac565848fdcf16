"""The pages about the contacts of an actor."""

from collections.abc import Mapping

import msgspec
from markupsafe import Markup

from api.web.pages.frame import Fact


class ContactLine(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown without opening an identity: the role, and since when."""

    role: str
    depuis: str
    partie: str = ""
    oubliee: bool = False


class ContactsBlock(msgspec.Struct, frozen=True, kw_only=True):
    """`refus`: why this reader may not open them, and whom to ask."""

    acteur: str
    lignes: tuple[ContactLine, ...]
    raisons: tuple[tuple[str, str], ...] = ()
    refus: str = ""
    tenir: bool = False


class OpenedContact(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    acteur: str
    nom: str
    role: str
    courriel: str
    telephone: str
    partie: str
    oubliee: bool
    faits: tuple[Fact, ...]


class OpenedPage(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    phrase: Markup
    contacts: tuple[OpenedContact, ...]
    tenir: bool
    jour: str
    commandes: tuple[str, ...] = ()


class ContactTyped(msgspec.Struct, frozen=True, kw_only=True):
    nom: str = ""
    prenom: str = ""
    courriel: str = ""
    telephone: str = ""
    role: str = ""
    ground: str = ""
    source: str = ""
    on: str = ""
    reason: str = ""


class ContactForm(msgspec.Struct, frozen=True, kw_only=True):
    """A new contact, or one put right: then its ground and date stay as they were."""

    acteur: str
    acteur_nom: str
    phrase: str
    adresse: str
    commande: str
    geste: str
    saisie: ContactTyped
    personne: str = ""
    nouveau: bool = True
    motifs: tuple[tuple[str, str, str], ...] = ()
    refus: Mapping[str, str] = {}


class NamedChoice(msgspec.Struct, frozen=True):
    """A contact to tick on an entry, by role: no name."""

    valeur: str
    role: str
    detail: str = ""
    coche: bool = False


class NamedPage(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    phrase: str
    choix: tuple[NamedChoice, ...]
    commande: str
    refus: str = ""
