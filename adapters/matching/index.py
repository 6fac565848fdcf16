"""Which known organisations bear this exact key, and which share its words?"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from msgspec import Struct

from adapters.matching.folding import compact
from adapters.matching.names import GENERIC, keys, normalise

COMMON = 1_500


class Candidate(Struct, frozen=True):
    """What is known of an organisation that a line may name."""

    id: UUID
    nom: str
    sigle: str | None = None
    alias: tuple[str, ...] = ()
    commune_nom: str | None = None
    siren: str | None = None


class Index:
    """The known organisations by name, acronym, alias, SIREN and word."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = candidates
        self.words = [frozenset(normalise(c.nom).split()) for c in candidates]
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.by_sigle: dict[str, list[int]] = defaultdict(list)
        self.by_alias: dict[str, list[int]] = defaultdict(list)
        self.by_siren: dict[str, list[int]] = defaultdict(list)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        for at, candidate in enumerate(candidates):
            self._add(at, candidate)
        self.vocabulary = sorted(self.by_word)

    def _add(self, at: int, candidate: Candidate) -> None:
        for key in keys(candidate.nom):
            self.by_name[key].append(at)
        for alias in (*candidate.alias, *_parts(candidate.nom)):
            for key in keys(alias):
                self.by_alias[key].append(at)
        if candidate.sigle and (sigle := compact(candidate.sigle)):
            self.by_sigle[sigle].append(at)
        if candidate.siren:
            self.by_siren[candidate.siren].append(at)
        for word in self.words[at]:
            self.by_word[word].append(at)

    def sharing(self, words: Iterable[str]) -> set[int]:
        """Organisations that hold one of the telling words, or a longer form of it."""
        found: set[int] = set()
        for word in words:
            if word in GENERIC:
                continue
            for longer in self.beginning(word):
                places = self.by_word[longer]
                if len(places) <= COMMON:
                    found.update(places)
        return found

    def beginning(self, word: str) -> list[str]:
        """The word itself, and the known words that it begins (three letters at least)."""
        if len(word) < 3:
            return [word] if word in self.by_word else []
        start = bisect_left(self.vocabulary, word)
        end = bisect_left(self.vocabulary, word + "\uffff")
        return self.vocabulary[start:end]


def _parts(nom: str) -> list[str]:
    """« APJ Togo : Association de… » is also known by each side of its colon."""
    sides = [side.strip() for side in nom.split(" : ")]
    return sides if len(sides) > 1 else []
