"""Which communes can a text mean: a code, a postal code, a name with or without its accents?"""

import re
from collections import defaultdict
from functools import cache

from rapidfuzz import fuzz, process

from adapters.matching.folding import fold
from adapters.reference.files import Commune, communes, former_codes, former_names

SHORT = {"st": "saint", "ste": "sainte", "s": "sur", "lez": "les", "les": "les"}


def town_key(text: str) -> str:
    """« ST-OMER CEDEX 2 » and « Saint-Omer » have the same key."""
    words = fold(re.sub(r"(?i)\bcedex\b.*", "", text)).split()
    return " ".join(SHORT.get(word, word) for word in words)


@cache
def by_name() -> dict[str, tuple[str, ...]]:
    """Key of a present name, or of an associated or delegated commune → present codes."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for commune in communes().values():
        found[town_key(commune.nom)][commune.code] = None
    for nom, code in former_names():
        found[town_key(nom)][code] = None
    return {key: tuple(codes) for key, codes in found.items()}


@cache
def by_postal() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for commune in communes().values():
        for code in commune.codes_postaux:
            found[code].append(commune.code)
    return {code: tuple(codes) for code, codes in found.items()}


def search_commune(text: str, limit: int = 10) -> list[Commune]:
    """Candidates for a form, best first: code, postal code, name, beginning, then near names."""
    postal = re.search(r"\b\d{5}\b", text)
    name = town_key(re.sub(r"\b\d{5}\b", " ", text))
    if postal is None:
        return _named(name, limit)
    coded = _coded(postal.group())
    if not name:
        return _all(coded)[:limit]
    return [c for c in _named(name, 50) if not coded or c.code in coded][:limit]


def _coded(code: str) -> list[str]:
    present = code if code in communes() else former_codes().get(code)
    return list(dict.fromkeys([*([present] if present else []), *by_postal().get(code, ())]))


def _named(name: str, limit: int) -> list[Commune]:
    if not name:
        return []
    exact = _all(by_name().get(name, ()))
    begun = [c for key, codes in by_name().items() if key.startswith(name) for c in _all(codes)]
    inside = [c for key, codes in by_name().items() if f" {name}" in key for c in _all(codes)]
    found = [*exact, *_by_size(begun), *_by_size(inside)]
    return list(dict.fromkeys(found or _near(name)))[:limit]


def _near(name: str) -> list[Commune]:
    hits = process.extract(name, by_name().keys(), scorer=fuzz.ratio, score_cutoff=80, limit=10)
    return [commune for key, _, _ in hits for commune in _all(by_name()[key])]


def _all(codes: list[str] | tuple[str, ...]) -> list[Commune]:
    return [communes()[code] for code in codes]


def _by_size(found: list[Commune]) -> list[Commune]:
    return sorted(found, key=lambda commune: -commune.population)
