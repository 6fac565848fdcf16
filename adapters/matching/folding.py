"""Which words does a French text hold, whatever the accents, case, ligatures or punctuation?"""

import re
import unicodedata
from functools import lru_cache

LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "’": "'", "‘": "'", "ʼ": "'"}
)


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Lower case words without accents, one space between them: « L'Étoile » → "l etoile"."""
    plain = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    letters = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return " ".join(re.findall(r"[^\W_]+", letters))


def without_accents(text: str) -> str:
    """The same text and punctuation, without accents, ligatures or capitals."""
    plain = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).lower().split())


def compact(text: str) -> str:
    """Letters and digits alone: « A.S.N.B.N.F. » and « ASNBNF » read the same."""
    return fold(text).replace(" ", "")
