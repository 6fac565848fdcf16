"""A form in progress: everything as it was typed, and what was recognised in it."""

from collections.abc import Mapping

import msgspec


class Saisie(msgspec.Struct, kw_only=True, frozen=True):
    """Everything as the person typed it: it comes back untouched when something is refused."""

    kind: str = "rendez_vous"
    titre: str = ""
    jour: str = ""
    debut: str = ""
    mode: str = ""
    commune: str = ""
    lieu: str = ""
    pays: str = ""
    pole: str = ""
    dispositif: str = ""
    projet: str = ""
    themes: str = ""
    odd: tuple[int, ...] = ()
    suite: str = ""
    suite_jour: str = ""
    resume: str = ""
    feuille: str = ""
    q: str = ""
    to: str = ""
    canal: str = ""
    forme: str = ""
    need: str = ""
    partners_abroad_count: str = ""
    reason: str = ""


def _whole(text: str) -> bool:
    return text.isascii() and text.isdigit()


class Minutes(msgspec.Struct, frozen=True):
    """What was typed for one salarié, in minutes or not."""

    contact: str = ""
    preparation: str = ""
    travel: str = ""

    def total(self) -> int:
        return sum(
            int(text) for text in (self.contact, self.preparation, self.travel) if _whole(text)
        )


class Chip(msgspec.Struct, frozen=True):
    """A structure or a project that came; `valeur` is `actor:UUID` or `project:UUID`."""

    valeur: str
    nom: str
    detail: str = ""


class Matched(msgspec.Struct, frozen=True):
    """A line of the sheet that is one actor for sure, and why."""

    lu: str
    valeur: str
    nom: str
    raison: str
    coche: bool = True


class Candidate(msgspec.Struct, frozen=True):
    valeur: str
    nom: str
    raison: str = ""


class Doubt(msgspec.Struct, frozen=True):
    """A line that may be several actors: the person chooses, or settles it later."""

    rang: int
    lu: str
    candidats: tuple[Candidate, ...]
    choisi: str = ""


class Unknown(msgspec.Struct, frozen=True):
    lu: str


class Lines(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet once read; `empreinte` tells a sheet already seen from a new one."""

    lues: int
    reconnues: tuple[Matched, ...]
    a_regler: tuple[Doubt, ...]
    inconnues: tuple[Unknown, ...]
    empreinte: str


class Twin(msgspec.Struct, frozen=True):
    """An entry that may be the same meeting, in one line."""

    id: str
    phrase: str


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A form in progress: opened, searched in, refused, or about to be recorded."""

    commande: str
    interaction: str
    saisie: Saisie
    minutes: Mapping[str, Minutes]
    presents: tuple[Chip, ...] = ()
    trouves: tuple[Chip, ...] | None = None
    lignes: Lines | None = None
    refus: Mapping[str, str] = {}
    refus_libre: str | None = None
    double: Twin | None = None
