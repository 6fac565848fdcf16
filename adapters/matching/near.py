"""How near is a line to a name, when they are not the same?"""

from rapidfuzz import fuzz

from adapters.matching.names import GENERIC

NEAR = 65.0
WHOLE = 70.0
ALIKE = 86.0


def abbreviates(line: list[str], name: list[str]) -> bool:
    """Word for word, an initial or a beginning: « lycee r luzarches », « lycee robert luzarches ».

    One telling word must be whole on both sides.
    """
    if len(line) != len(name) or line == name:
        return False
    whole = any(a == b and a not in GENERIC and len(a) > 3 for a, b in zip(line, name, strict=True))
    return whole and all(
        a == b or (b.startswith(a) and (len(a) == 1 or len(a) > 2))
        for a, b in zip(line, name, strict=True)
    )


def adds_only(line: frozenset[str], name: frozenset[str], commune: frozenset[str]) -> bool:
    """The line is the whole name and the whole commune, nothing else."""
    telling = name - GENERIC - commune
    return bool(telling and commune) and line == name | commune and line != name


def nearness(line: str, name: str, commune: frozenset[str]) -> float:
    """0 to 100; a shared town or a shared generic word is no likeness, but for town bodies."""
    words, others = line.split(), name.split()
    if (words[:1] == ["ville"]) != (others[:1] == ["ville"]):
        return 0.0
    of_town = words[:1] == others[:1] and words[:1] in (["ville"], ["jumelage"])
    shared = [word for word in words if _held(word, others)]
    if all(word in GENERIC or (word in commune and not of_town) for word in shared):
        return 0.0
    alike = fuzz.token_sort_ratio(line, name)
    covered = 100 * _weight(shared) / _weight(words)
    holds = WHOLE if set(others) <= set(words) else 0.0
    return max(alike if alike >= ALIKE else 0.0, min(covered, 95.0), holds)


def _held(word: str, others: list[str]) -> bool:
    return any(
        other == word
        or (len(word) > 2 and other.startswith(word))
        or (len(word) > 4 and fuzz.ratio(word, other) >= ALIKE)
        for other in others
    )


def _weight(words: list[str]) -> float:
    return sum(0.3 if word in GENERIC else 1.0 for word in words)
