"""The log of accesses: what happened at the doors, in words."""

import msgspec

from api.web.pages.choices import Group


class AccessLine(msgspec.Struct, frozen=True, kw_only=True):
    """`qui` is whose account it is, `par` who did it when that is somebody else."""

    position: int
    instant: str
    quand: str
    quoi: str
    qui: str
    detail: str
    sorte: str


class SecurityPage(msgspec.Struct, frozen=True, kw_only=True):
    phrase: str
    lignes: tuple[AccessLine, ...]
    comptes: Group
    sortes: Group
    compte: str
    sorte: str
    fichier: str
    plus: str
