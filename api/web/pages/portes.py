"""What the doors show: who are you, a code, a welcome, codes to keep. No rail, no figure."""

import msgspec

Fields = tuple[tuple[str, str], ...]


class RoleButton(msgspec.Struct, frozen=True):
    """One click in the demonstration."""

    role: str
    mot: str
    sens: str


class EnterPage(msgspec.Struct, frozen=True, kw_only=True):
    """`cache`: what is carried on to the page after; `roles`: the demonstration's four, or none.

    `service`: with whose account one may enter, and where; nowhere while a text is carried.
    """

    courriel: str = ""
    dire: str = ""
    roles: tuple[RoleButton, ...] = ()
    service: str = ""
    service_ici: str = ""
    refus: dict[str, str] = {}
    cache: Fields = ()


class CodePage(msgspec.Struct, frozen=True, kw_only=True):
    """`secours`: the field of the codes on paper is open."""

    refus: dict[str, str] = {}
    cache: Fields = ()
    secours: bool = False


class WelcomePage(msgspec.Struct, frozen=True, kw_only=True):
    """`premier`: the first administrator says who they are; `nouveau`: invited, the name
    may be put right; `signes`: how many make a password."""

    lien: str
    phrase: str
    suite: str
    nom: str = ""
    courriel: str = ""
    premier: bool = False
    nouveau: bool = True
    signes: int
    refus: dict[str, str] = {}


class FactorPage(msgspec.Struct, frozen=True, kw_only=True):
    """`oblige`: the role needs it; `remplace`: there is one, so the password is asked again."""

    svg: str
    secret: str
    oblige: bool
    remplace: bool
    phrase: str
    suite: str
    retour: str
    refus: dict[str, str] = {}
    cache: Fields = ()


class CodesPage(msgspec.Struct, frozen=True, kw_only=True):
    """Shown once."""

    codes: tuple[str, ...]
    fait_le: str
    cache: Fields = ()
