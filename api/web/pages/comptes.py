"""Accounts as the administration reads and changes them."""

import msgspec

from api.web.pages.choices import Choice, Group


class AccountRow(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list; `etat` is empty for an account that enters as it should."""

    id: str
    nom: str
    courriel: str
    role: str
    salarie: str
    facteur: str
    derniere: str
    etat: str
    ferme: bool
    conventions: tuple[str, ...] = ()


class AccountsPage(msgspec.Struct, frozen=True, kw_only=True):
    phrase: str
    comptes: tuple[AccountRow, ...]


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed of the holder of an account."""

    nom: str = ""
    courriel: str = ""
    role: str = ""
    salarie: str = ""


class InvitePage(msgspec.Struct, frozen=True, kw_only=True):
    roles: tuple[Choice, ...]
    equipe: Group
    saisie: Holding
    refus: dict[str, str] = {}


class OpenedLine(msgspec.Struct, frozen=True):
    """A convention that an auditeur reads."""

    id: str
    mot: str
    jusque: str
    finie: bool


class HolderPage(msgspec.Struct, frozen=True, kw_only=True):
    """One account, with everything that can be changed of it."""

    id: str
    moi: bool
    ligne: AccountRow
    entre: bool
    facteur: bool
    sessions: int
    """All of them, with those that `attente` counts: the second factor is not given yet."""
    attente: int
    auditeur: bool
    roles: tuple[Choice, ...]
    equipe: Group
    saisie: Holding
    ouvertes: tuple[OpenedLine, ...]
    conventions: Group
    jusque: str
    aujourdhui: str
    dire: str = ""
    libre: str = ""
    refus: dict[str, str] = {}


class LinkPage(msgspec.Struct, frozen=True, kw_only=True):
    """A link to hand over, shown once."""

    phrase: str
    nom: str
    lien: str
    fin: str
    compte: str
