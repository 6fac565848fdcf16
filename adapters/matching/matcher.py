"""Which known organisation does a line name, how surely, and why?"""

from collections.abc import Sequence
from typing import Literal, NamedTuple
from uuid import UUID

from msgspec import Struct

from adapters.matching.doubt import Doubt
from adapters.matching.index import Candidate, Index
from adapters.matching.names import normalise
from adapters.matching.sure import Reasons, Sure

Verdict = Literal["sure", "doute", "inconnu"]

LONGEST = 300
SHOWN = 5


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
        self.candidates = candidates
        self.sure = Sure(Index(candidates), [normalise(nom) for nom in communes])
        self.doubt = Doubt(self.sure)

    def match(self, line: str, but: UUID | None = None) -> Match:
        """Sure when one organisation alone answers to a rule; near ones are only proposed.

        `but` is left out: an organisation that looks for its own twins.
        """
        text, sure = " ".join(line[:LONGEST].split()), self.sure
        for search in (sure.exact, sure.decorated, sure.same_town, sure.abbreviated):
            if found := self._others(search(text), but):
                return self._answer(line, found, sure=True)
        return self._answer(line, self._others(self.doubt.doubtful(text), but), sure=False)

    def _others(self, found: Reasons, but: UUID | None) -> Reasons:
        return {at: why for at, why in found.items() if self.candidates[at].id != but}

    def _answer(self, line: str, found: Reasons, *, sure: bool) -> Match:
        best = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:SHOWN]
        shown = tuple(Found(self.candidates[at].id, score, why) for at, (score, why) in best)
        if not shown:
            return Match(line, (), "inconnu")
        alone = sure and len({one.id for one in shown}) == 1
        return Match(line, shown, "sure" if alone else "doute")
