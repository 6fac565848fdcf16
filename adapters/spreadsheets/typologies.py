"""Which of the 17 typologies did the person mean?"""

import re

from adapters.matching.folding import fold
from domain.lists import TYPOLOGIE_LABELS, Typologie

OTHER_NAMES = {
    "agence organisme public": Typologie.AGENCE_PUBLIQUE,
    "antenne nationale": Typologie.ANTENNE_ASSOCIATION_NATIONALE,
    "asso nationale": Typologie.ANTENNE_ASSOCIATION_NATIONALE,
    "bureau etudes": Typologie.CONSULTANT,
    "collectif": Typologie.RESEAU_COLLECTIF,
    "collectivite": Typologie.COLLECTIVITE_TERRITORIALE,
    "commune": Typologie.COLLECTIVITE_TERRITORIALE,
    "comite jumelage": Typologie.COMITE_JUMELAGE,
    "espace culturel": Typologie.ESPACE_CULTUREL,
    "etablissement culturel": Typologie.ESPACE_CULTUREL,
    "etablissement public": Typologie.AGENCE_PUBLIQUE,
    "expert": Typologie.CONSULTANT,
    "jumelage": Typologie.COMITE_JUMELAGE,
    "laboratoire": Typologie.LABORATOIRE,
    "mairie": Typologie.COLLECTIVITE_TERRITORIALE,
    "organisation solidarite internationale issue migrations": Typologie.OSIM,
    "reseau collectif": Typologie.RESEAU_COLLECTIF,
    "scolaire": Typologie.ETABLISSEMENT_SCOLAIRE,
    "universite": Typologie.ENSEIGNEMENT_SUPERIEUR,
}

LINKS = {"d", "de", "des", "du", "et", "l", "la", "le", "les", "ou", "issue"}


def typologie(text: str) -> Typologie | None:
    """« Asso. locale », « Etablissement scolaire », « Ens. sup. »: None when it could be two."""
    words = _words(text)
    if not words:
        return None
    for known, tag in _known().items():
        if words == known:
            return tag
    begun = {tag for known, tag in _known().items() if _begins(words, known)}
    return begun.pop() if len(begun) == 1 else None


def _known() -> dict[tuple[str, ...], Typologie]:
    labels = {_words(label): tag for tag, label in TYPOLOGIE_LABELS.items()}
    tags = {_words(tag.value): tag for tag in Typologie}
    return labels | tags | {_words(name): tag for name, tag in OTHER_NAMES.items()}


def _words(text: str) -> tuple[str, ...]:
    return tuple(
        word for word in re.findall(r"\w+", fold(text.replace("_", " "))) if word not in LINKS
    )


def _begins(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Every word begins one of the label's words, in the same order; the first begins the first."""
    rest = list(known)
    if len(words[0]) < 3 or not known[0].startswith(words[0]):
        return False
    for word in words:
        while rest and not rest[0].startswith(word):
            rest.pop(0)
        if not rest:
            return False
        rest.pop(0)
    return True
