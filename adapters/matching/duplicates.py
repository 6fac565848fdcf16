"""Which of these organisations may be one and the same? Proposed to a person, never merged here."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from adapters.matching.doubt import NEAR_NAME
from adapters.matching.folding import fold
from adapters.matching.index import Candidate
from adapters.matching.matcher import Found, Matcher

SAME = 90.0


class Duplicate(NamedTuple):
    """Two organisations, the later one first, and why they look like one."""

    id: UUID
    other: UUID
    score: float
    raison: str


def duplicates(candidates: Sequence[Candidate]) -> list[Duplicate]:
    """Each organisation with the best earlier one that it may repeat."""
    matcher = Matcher(candidates)
    earlier: dict[UUID, Candidate] = {}
    found: list[Duplicate] = []
    for candidate in candidates:
        if twin := nearest_twin(candidate, matcher, earlier):
            found.append(Duplicate(candidate.id, twin.id, twin.score, twin.raison))
        earlier[candidate.id] = candidate
    return found


def nearest_twin(
    candidate: Candidate, matcher: Matcher, among: dict[UUID, Candidate]
) -> Found | None:
    """The organisation among these that the candidate most likely repeats."""
    spellings = (candidate.siren, candidate.nom, candidate.sigle, *candidate.alias)
    found = [
        one._replace(raison=_said(candidate, among[one.id], one, spelling))
        for spelling in spellings
        if spelling
        for one in matcher.match(spelling, but=candidate.id).found
        if one.id in among and _compatible(candidate, among[one.id], one)
    ]
    return max(found, key=lambda one: one.score, default=None)


def _said(candidate: Candidate, other: Candidate, found: Found, spelling: str) -> str:
    """Why, seen from both records: the acronym of one may be the name of the other."""
    if spelling == candidate.sigle and spelling != candidate.nom and found.score >= SAME:
        return "Sigle identique"
    if found.score < SAME or found.raison == NEAR_NAME:
        return f"Nom proche, même commune : {other.commune_nom}"
    return found.raison


def _compatible(candidate: Candidate, other: Candidate, found: Found) -> bool:
    """Two towns are two organisations; a name that is only near needs one town on both sides."""
    if found.raison == "SIREN identique":
        return True
    if candidate.siren and other.siren and candidate.siren != other.siren:
        return False
    here, there = fold(candidate.commune_nom or ""), fold(other.commune_nom or "")
    if here and there:
        return here == there
    return found.score >= SAME and found.raison != NEAR_NAME
