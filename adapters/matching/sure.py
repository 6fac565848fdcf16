"""Which organisations answer to a line by a rule that leaves no guess?"""

import re
from collections.abc import Sequence

from adapters.matching.folding import compact, fold
from adapters.matching.index import Candidate, Index
from adapters.matching.names import GENERIC, LINKS, keys, normalise, same_name
from adapters.matching.near import abbreviates, adds_only

Reasons = dict[int, tuple[float, str]]


class Sure:
    """The rules in the order they are tried; each answers with a score and a reason."""

    def __init__(self, index: Index, towns: Sequence[str]) -> None:
        self.index, self.towns = index, towns

    def at(self, at: int) -> Candidate:
        return self.index.candidates[at]

    def commune(self, at: int) -> frozenset[str]:
        """The words of the town of an organisation, none when it is unknown."""
        return frozenset(normalise(self.at(at).commune_nom or "").split())

    def exact(self, text: str) -> Reasons:
        """Same SIREN, name, acronym or alias; when several kinds answer, all of them count."""
        index, key = self.index, compact(text)
        if not key:
            return {}
        found = dict.fromkeys(index.by_siren.get(key, ()), (100.0, "SIREN identique"))
        for at in index.by_name.get(key, ()):
            found.setdefault(at, (100.0, same_name(text, self.at(at).nom)))
        for at in index.by_sigle.get(key, ()):
            found.setdefault(at, (99.0, "Sigle identique"))
        for at in index.by_name.get(keys(text)[-1], ()):
            found.setdefault(at, (99.0, same_name(text, self.at(at).nom)))
        return found or self._aliased(text)

    def _aliased(self, text: str) -> Reasons:
        found = [at for key in keys(text) for at in self.index.by_alias.get(key, ())]
        return dict.fromkeys(found, (98.0, "Autre nom connu, identique"))

    def decorated(self, text: str) -> Reasons:
        """« Name (ACRONYM) », « ACRONYM - Name », « Name (Town) »: both halves must agree."""
        first, second = halves(text)
        whole, other = self.exact(first), self.exact(second)
        if both := whole.keys() & other.keys():
            return dict.fromkeys(both, (97.0, "Nom et sigle identiques"))
        return self._explained(whole, second) or self._explained(other, first)

    def _explained(self, found: Reasons, rest: str) -> Reasons:
        words = set(fold(rest).split())
        if words <= GENERIC | LINKS:
            return found
        return {
            at: (96.0, f"Même nom, même commune : {self.at(at).commune_nom}")
            for at in found
            if self.commune(at) and self.commune(at) <= words
        }

    def same_town(self, text: str) -> Reasons:
        """The whole name and its town; or « Ville de » and the beginning of one town alone."""
        words = normalise(text).split()
        line = frozenset(words)
        found = [
            at
            for at in self.index.sharing(words)
            if adds_only(line, self.index.words[at], self.commune(at))
        ]
        return {
            at: (94.0, f"Nom proche, même commune : {self.at(at).commune_nom}")
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
            if self.commune(at) and normalise(self.at(at).nom).startswith(start)
        ]

    def abbreviated(self, text: str) -> Reasons:
        words = normalise(text).split()
        found = [
            at
            for at in self.index.sharing(words)
            if abbreviates(words, normalise(self.at(at).nom).split())
        ]
        return dict.fromkeys(found, (92.0, "Même nom, écrit en abrégé"))


def halves(text: str) -> tuple[str, str]:
    """The two sides of a dash, a colon or a parenthesis; empty when there are not just two."""
    halves = [half.strip() for half in re.split(r"\s[-–—:]\s|[()]", text) if half.strip()]
    return (halves[0], halves[1]) if len(halves) == 2 else ("", "")
