"""Is this password good enough? Its length, then how many guesses it would take (zxcvbn, offline).

zxcvbn knows 30 000 breached passwords, keyboard rows, dates and repeats; the words of the réseau,
of French keyboards and of the person are added to what an attacker would try first.
"""

import re
from collections.abc import Iterable

from zxcvbn import zxcvbn

SHORTEST, LONGEST = 14, 200
READ = 60
"""The estimate reads the beginning: its cost grows fast, and a good beginning is enough."""
SCORE = 3
"""Of 4: more than a hundred million guesses."""
LOCAL = (
    "maillage lianes cooperation solidarite internationale association region hautsdefrance lille "
    "amiens roubaix salarie direction auditeur administration motdepasse bonjour bienvenue soleil "
    "azertyuiop qsdfghjklm wxcvbn azerty qwerty printemps automne hiver janvier fevrier juillet "
    "septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche"
)
COMMON = (
    "Ce mot de passe se devine vite : prenez quatre ou cinq mots sans rapport entre eux, par "
    "exemple tirés au hasard d’un livre."
)


def why_weak(password: str, own: Iterable[str] = ()) -> str | None:
    """None when it will do; else a French sentence that tells how to do better."""
    if len(password) < SHORTEST:
        return (
            f"Ce mot de passe a {len(password)} caractères : il en faut {SHORTEST} au moins. "
            "Une phrase de quatre ou cinq mots se retient mieux qu’un mot compliqué."
        )
    if len(password) > LONGEST:
        return f"Ce mot de passe est trop long : {LONGEST} caractères au plus."
    if "\0" in password:
        return "Ce mot de passe contient un caractère invisible : retapez-le."
    words = pieces([LOCAL, *own])
    if without(password, words):
        return COMMON
    found = zxcvbn(password[:READ], words)
    return COMMON if found["score"] < SCORE else None


def pieces(own: Iterable[str]) -> list[str]:
    """The words of a name or an address, each alone."""
    found = {word for text in own for word in re.split(r"[^\w]+", text.casefold())}
    return sorted(word for word in found if len(word) > 2)


def without(password: str, words: Iterable[str]) -> bool:
    """Is next to nothing left once the expected words, figures and marks are taken away?"""
    left = password.casefold()
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return len(re.sub(r"[\W\d_]", "", left)) < 5
