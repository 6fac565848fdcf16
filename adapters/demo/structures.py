"""Which 989 structures does the réseau know: the real ones first, the others generated (R56)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate

from adapters.demo.chance import Chance, key
from adapters.demo.figures import RECENSES, RECENSES_BY_TYPOLOGIE
from adapters.demo.known import Known
from adapters.reference import Commune, communes
from domain.lists import TYPOLOGIE_LABELS, Typologie

COUNTRIES = ("ML", "SN", "MA", "BF", "TG", "MG", "BJ", "CM", "TN", "GN", "PL", "DE", "HT", "VN")
THEMES = (
    "Éducation",
    "Eau - Assainissement",
    "Santé",
    "Agriculture - Souveraineté alimentaire",
    "Mobilité des jeunes",
    "ECSI",
    "Énergie",
    "Culture",
    "Développement économique",
    "Environnement - Climat",
)
AT_HOME = frozenset({Typologie.STRUCTURE_JEUNESSE, Typologie.AGENCE_PUBLIQUE, Typologie.FONDATION})
"""Families whose countries of intervention are mostly not told."""


def generated(real: Sequence[Known], chance: Chance) -> list[Known]:
    """What the published counts leave room for once the real ones stand in them."""
    there = [one for one in real if one.commune]
    taken = {one.commune for one in there if one.typologie == Typologie.COLLECTIVITE_TERRITORIALE}
    families = missing_families(there, chance)
    found: list[Known] = []
    for departement, total in RECENSES.items():
        places = sampled(departement, total - count(there, departement), chance)
        for commune in places:
            typologie = next_family(families, commune, taken)
            found.append(structure(len(found) + 1, typologie, commune, chance))
    return found


def count(actors: Sequence[Known], departement: str) -> int:
    return sum(one.departement == departement for one in actors)


def missing_families(there: Sequence[Known], chance: Chance) -> list[Typologie]:
    """As many of each as the chosen totals lack, in an order drawn by lot."""
    held = Counter(one.typologie for one in there)
    left = [
        typologie
        for typologie, total in RECENSES_BY_TYPOLOGIE.items()
        for _ in range(total - held[typologie])
    ]
    chance.shuffle(left)
    return left


def next_family(families: list[Typologie], commune: Commune, taken: set[str | None]) -> Typologie:
    """A commune has one town hall: the next family that can stand there."""
    for at, typologie in enumerate(families):
        town_hall = typologie == Typologie.COLLECTIVITE_TERRITORIALE
        if not (town_hall and commune.code in taken):
            taken.update({commune.code} if town_hall else ())
            return families.pop(at)
    raise LookupError("only town halls are left, and every commune drawn has its own")


def sampled(departement: str, total: int, chance: Chance) -> list[Commune]:
    """In proportion to population: every so many inhabitants, one structure."""
    towns = [one for one in communes().values() if one.departement == departement]
    reached = list(accumulate(town.population for town in towns))
    step = reached[-1] / total
    start = chance.random() * step
    found, at = [], 0
    for rank in range(total):
        while reached[at] <= start + rank * step:
            at += 1
        found.append(towns[at])
    chance.shuffle(found)
    return found


def structure(number: int, typologie: Typologie, commune: Commune, chance: Chance) -> Known:
    """A name that says what it is."""
    countries = () if typologie in AT_HOME else tuple(some(COUNTRIES, chance))
    return Known(
        key("structure", number),
        f"Structure générée {number} ({TYPOLOGIE_LABELS[typologie]}), {commune.nom}",
        typologie,
        commune.code,
        known_on(typologie, chance),
        countries,
        tuple(some(THEMES, chance)),
        generated=True,
    )


def some(words: Sequence[str], chance: Chance) -> Iterator[str]:
    yield from chance.sample(words, chance.one_of({0: 1.0, 1: 5.0, 2: 2.5, 3: 1.0}))


def known_on(typologie: Typologie, chance: Chance) -> date:
    """Most since the twenty years that the réseau exists; some of the large families in 2021."""
    if RECENSES_BY_TYPOLOGIE[typologie] > 50 and chance.happens(0.08):
        return date(2021, 2, 1) + timedelta(days=chance.randint(0, 300))
    return date(2004, 1, 5) + timedelta(days=int(6_200 * chance.random() ** 0.7))
