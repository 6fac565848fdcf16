"""Which known organisation does a line name, how surely, and why?"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple
from uuid import UUID

from msgspec import Struct
from rapidfuzz import fuzz, process

from adapters.matching.folding import compact, fold
from adapters.matching.index import Candidate, Index
from adapters.matching.names import GENERIC, LINKS, keys, normalise, same_name
from adapters.matching.near import ALIKE, NEAR, abbreviates, adds_only, nearness

Verdict = Literal["sure", "doute", "inconnu"]
Reasons = dict[int, tuple[float, str]]

LONGEST = 300
SHOWN = 5

NEAR_NAME = "Nom proche, à confirmer"


class Found(NamedTuple):
    """One organisation that the line may name, with the reason in a person's words."""

    id: UUID
    score: float
    raison: str


class Match(Struct, frozen=True):
    """The reading of one line: alone and sure, several or near, or nobody."""

    line: str
    found: tuple[Found, ...]
    verdict: Verdict


class Matcher:
    """Reads lines against the known organisations.

    `communes` are the names of all towns: « Ville de Nogent » is sure only if one town begins so.
    """

    def __init__(self, candidates: Sequence[Candidate], communes: Sequence[str] = ()) -> None:
        self.index = Index(candidates)
        self.towns = [normalise(nom) for nom in communes]

    def match(self, line: str, but: UUID | None = None) -> Match:
        """Sure when one organisation alone answers to a rule; near ones are only proposed.

        `but` is left out: an organisation that looks for its own twins.
        """
        text = " ".join(line[:LONGEST].split())
        for search in (self._exact, self._decorated, self._same_town, self._abbreviated):
            if found := self._others(search(text), but):
                return self._answer(line, found, sure=True)
        return self._answer(line, self._others(self._doubtful(text), but), sure=False)

    def _others(self, found: Reasons, but: UUID | None) -> Reasons:
        return {at: why for at, why in found.items() if self._at(at).id != but}

    def _answer(self, line: str, found: Reasons, *, sure: bool) -> Match:
        best = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:SHOWN]
        shown = tuple(Found(self._at(at).id, score, why) for at, (score, why) in best)
        if not shown:
            return Match(line, (), "inconnu")
        alone = sure and len({one.id for one in shown}) == 1
        return Match(line, shown, "sure" if alone else "doute")

    def _at(self, at: int) -> Candidate:
        return self.index.candidates[at]

    def _exact(self, text: str) -> Reasons:
        """Same SIREN, name, acronym or alias; when several kinds answer, all of them count."""
        index, key = self.index, compact(text)
        if not key:
            return {}
        found = dict.fromkeys(index.by_siren.get(key, ()), (100.0, "SIREN identique"))
        for at in index.by_name.get(key, ()):
            found.setdefault(at, (100.0, same_name(text, self._at(at).nom)))
        for at in index.by_sigle.get(key, ()):
            found.setdefault(at, (99.0, "Sigle identique"))
        for at in index.by_name.get(keys(text)[-1], ()):
            found.setdefault(at, (99.0, same_name(text, self._at(at).nom)))
        return found or self._aliased(text)

    def _aliased(self, text: str) -> Reasons:
        found = [at for key in keys(text) for at in self.index.by_alias.get(key, ())]
        return dict.fromkeys(found, (98.0, "Autre nom connu, identique"))

    def _decorated(self, text: str) -> Reasons:
        """« Name (ACRONYM) », « ACRONYM - Name », « Name (Town) »: both halves must agree."""
        first, second = _halves(text)
        whole, other = self._exact(first), self._exact(second)
        if both := whole.keys() & other.keys():
            return dict.fromkeys(both, (97.0, "Nom et sigle identiques"))
        return self._explained(whole, second) or self._explained(other, first)

    def _explained(self, found: Reasons, rest: str) -> Reasons:
        words = set(fold(rest).split())
        if words <= GENERIC | LINKS:
            return found
        return {
            at: (96.0, f"Même nom, même commune : {self._at(at).commune_nom}")
            for at in found
            if self._commune(at) and self._commune(at) <= words
        }

    def _commune(self, at: int) -> frozenset[str]:
        return frozenset(normalise(self._at(at).commune_nom or "").split())

    def _same_town(self, text: str) -> Reasons:
        """The whole name and its town; or « Ville de » and the beginning of one town alone."""
        words = normalise(text).split()
        line = frozenset(words)
        found = [
            at
            for at in self.index.sharing(words)
            if adds_only(line, self.index.words[at], self._commune(at))
        ]
        return {
            at: (94.0, f"Nom proche, même commune : {self._at(at).commune_nom}")
            for at in found or self._town_begun(words)
        }

    def _town_begun(self, words: list[str]) -> list[int]:
        town, start = " ".join(words[1:]), " ".join(words) + " "
        begun = sum(nom.startswith(town) for nom in self.towns)
        if words[:1] != ["ville"] or len(town) < 5 or begun > 1:
            return []
        return [
            at
            for at in self.index.sharing(words)
            if self._commune(at) and normalise(self._at(at).nom).startswith(start)
        ]

    def _abbreviated(self, text: str) -> Reasons:
        words = normalise(text).split()
        found = [
            at
            for at in self.index.sharing(words)
            if abbreviates(words, normalise(self._at(at).nom).split())
        ]
        return dict.fromkeys(found, (92.0, "Même nom, écrit en abrégé"))

    def _doubtful(self, text: str) -> Reasons:
        """What a person should be asked: towns alone, two names on a line, near names."""
        line = normalise(text)
        town = self.index.by_name.get(f"ville{line}".replace(" ", ""), ())
        if town or line in self.towns:
            return dict.fromkeys(town, (80.0, "Nom de la commune seule"))
        return self._together(text) or self._near(line) | self._half(text)

    def _together(self, text: str) -> Reasons:
        parts = [part for part in re.split(r"[/+&;]", text) if part.strip()]
        found = [self._exact(part) for part in parts]
        if len(parts) < 2 or not all(found):
            return {}
        return {at: (85.0, "Plusieurs structures sur la ligne") for one in found for at in one}

    def _half(self, text: str) -> Reasons:
        first, _ = _halves(text)
        return dict.fromkeys(self._exact(first), (85.0, "Même nom, autre précision"))

    def _near(self, line: str) -> Reasons:
        found: Reasons = {}
        for at in self.index.sharing(self._corrected(line.split())):
            commune = self._commune(at)
            score = nearness(line, normalise(self._at(at).nom), commune)
            if score >= NEAR:
                found[at] = (round(score, 1), self._why(at, commune, line))
        return found

    def _why(self, at: int, commune: frozenset[str], line: str) -> str:
        if commune and commune <= set(line.split()):
            return f"Nom proche, même commune : {self._at(at).commune_nom}"
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


def _halves(text: str) -> tuple[str, str]:
    """The two sides of a dash, a colon or a parenthesis; empty when there are not just two."""
    halves = [half.strip() for half in re.split(r"\s[-–—:]\s|[()]", text) if half.strip()]
    return (halves[0], halves[1]) if len(halves) == 2 else ("", "")
