"""One's own account: who one is here, what protects it, where it is open, which programs use it."""

import msgspec


class SessionLine(msgspec.Struct, frozen=True, kw_only=True):
    """Somewhere this account is open."""

    id: str
    appareil: str
    moyen: str
    ouverte: str
    vue: str
    ici: bool


class KeyLine(msgspec.Struct, frozen=True, kw_only=True):
    """A key for a program; `vive` when it still opens something."""

    id: str
    label: str
    droits: tuple[str, ...]
    fin: str
    usage: str
    etat: str
    vive: bool


class RightChoice(msgspec.Struct, frozen=True):
    """An action that a key may be given."""

    action: str
    mot: str
    coche: bool = False


class AccountPage(msgspec.Struct, frozen=True, kw_only=True):
    """`refus` by field of the page; `codes`: how many codes on paper are left."""

    nom: str
    courriel: str
    role: str
    sens: str
    salarie: str = ""
    demo: bool = False
    facteur: bool = False
    oblige: bool = False
    codes: int = 0
    dire: str = ""
    sessions: tuple[SessionLine, ...] = ()
    cles: tuple[KeyLine, ...] = ()
    droits: tuple[RightChoice, ...] = ()
    label: str = ""
    fin: str = ""
    fin_max: str = ""
    signes: int = 14
    refus: dict[str, str] = {}


class NewKeyPage(msgspec.Struct, frozen=True, kw_only=True):
    """Shown once."""

    label: str
    cle: str
    droits: tuple[str, ...]
    fin: str
