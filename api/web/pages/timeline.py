"""A past, told newest first: what happened, what was put right since, and when it was known."""

import msgspec


class Difference(msgspec.Struct, frozen=True):
    """Both values stay visible, each introduced by a word."""

    champ: str
    avant: str
    apres: str


class Correction(msgspec.Struct, frozen=True):
    """Who put it right and when, what changed, why, and what it does to the figures."""

    titre: str
    differences: tuple[Difference, ...] = ()
    raison: str = ""
    consequence: str = ""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """One entry on a timeline."""

    id: str
    jour: str
    jour_mots: str
    quoi: str
    qui: str
    pole: str | None = None
    resume: str = ""
    tardive: str = ""
    retiree: bool = False
    rectifications: tuple[Correction, ...] = ()
