"""« Qui peut voir quoi »: the table of rights, told from the policy itself."""

import msgspec


class RightLine(msgspec.Struct, frozen=True):
    """One action, and one cell for each role: empty when it is refused."""

    mot: str
    cellules: tuple[str, ...]


class RoleColumn(msgspec.Struct, frozen=True):
    mot: str
    sens: str
    moi: bool
    facteur: bool


class RightsPage(msgspec.Struct, frozen=True, kw_only=True):
    """`vous`: what the reader may do, with its limit; `pas`: what they may not."""

    role: str
    vous: tuple[str, ...]
    pas: tuple[str, ...]
    colonnes: tuple[RoleColumn, ...]
    lignes: tuple[RightLine, ...]
