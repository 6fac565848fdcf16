"""What should a person be asked, when no rule recognised the line?"""

import re

from rapidfuzz import fuzz, process

from adapters.matching.names import normalise
from adapters.matching.near import ALIKE, NEAR, nearness
from adapters.matching.sure import Reasons, Sure, halves

NEAR_NAME = "Nom proche, à confirmer"


class Doubt:
    """Towns alone, two names on a line, near names: proposed, never assumed."""

    def __init__(self, sure: Sure) -> None:
        self.sure, self.index, self.towns = sure, sure.index, frozenset(sure.towns)

    def doubtful(self, text: str) -> Reasons:
        line = normalise(text)
        town = self.index.by_name.get(f"ville{line}".replace(" ", ""), ())
        if town or line in self.towns:
            return dict.fromkeys(town, (80.0, "Nom de la commune seule"))
        return self._together(text) or self._near(line) | self._half(text)

    def _together(self, text: str) -> Reasons:
        parts = [part for part in re.split(r"[/+&;]", text) if part.strip()]
        found = [self.sure.exact(part) for part in parts]
        if len(parts) < 2 or not all(found):
            return {}
        return {at: (85.0, "Plusieurs structures sur la ligne") for one in found for at in one}

    def _half(self, text: str) -> Reasons:
        first, _ = halves(text)
        return dict.fromkeys(self.sure.exact(first), (85.0, "Même nom, autre précision"))

    def _near(self, line: str) -> Reasons:
        found: Reasons = {}
        for at in self.index.sharing(self._corrected(line.split())):
            commune = self.sure.commune(at)
            score = nearness(line, normalise(self.sure.at(at).nom), commune)
            if score >= NEAR:
                found[at] = (round(score, 1), self._why(at, commune, line))
        return found

    def _why(self, at: int, commune: frozenset[str], line: str) -> str:
        if commune and commune <= set(line.split()):
            return f"Nom proche, même commune : {self.sure.at(at).commune_nom}"
        return NEAR_NAME

    def _corrected(self, words: list[str]) -> list[str]:
        """The words, and for a word nobody bears, the known words one or two slips away."""
        unknown = [w for w in words if len(w) > 4 and not self.index.beginning(w)]
        close = [
            hit
            for word in unknown
            for hit, _, _ in process.extract(
                word, self.index.vocabulary, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5
            )
        ]
        return words + close
