"""Where does an INSEE code lie: in which commune, EPCI and département of today?"""

import re
from functools import cache

from msgspec import Struct

from adapters.matching.folding import fold
from adapters.reference.files import (
    VERSION,
    Commune,
    communes,
    countries,
    departements,
    former_codes,
)
from adapters.reference.search import search_commune

ELSEWHERE = re.compile(r"(?:0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5])\d{3}|97[1-8]\d{2}|98[4-9]\d{2}")


class Place(Struct, frozen=True):
    """The key of one place at every level; the region's total needs no key."""

    commune: str
    epci: str
    departement: str


HORS_REGION = Place("hors_region", "hors_region", "hors_region")


class UnknownCommune(ValueError):  # noqa: N818 - named as what happened, like Refused
    """No commune has this code, now or before; the sentence names the nearest ones."""


def present_code(code: str) -> str | None:
    """The present commune of a present or former code of the region (R18), else None."""
    return code if code in communes() else former_codes().get(code)


@cache
def _places() -> dict[str, Place]:
    return {c.code: Place(c.code, c.epci, c.departement) for c in communes().values()}


def place(code: str) -> Place:
    """The place of a code, HORS_REGION for a plausible code elsewhere, else a refusal."""
    if present := present_code(code):
        return _places()[present]
    if not ELSEWHERE.fullmatch(code) or code[:2] in departements() or _postal_elsewhere(code):
        raise UnknownCommune(_why(code))
    return HORS_REGION


def why_not_commune(code: str) -> str | None:
    """None for a commune that exists, here or elsewhere, else the sentence of the refusal."""
    try:
        place(code)
    except UnknownCommune as refusal:
        return str(refusal)
    return None


def why_not_country(code: str) -> str | None:
    """None for an ISO alpha-2 code, else a sentence that names the code meant, if any."""
    if code in countries():
        return None
    meant = [f"{nom} ({key})" for key, nom in countries().items() if fold(nom) == fold(code)]
    hint = f"Vouliez-vous {meant[0]} ?" if meant else "Donnez un code ISO, par exemple ML."
    return f"Le pays « {code} » est inconnu. {hint}"


def _postal_elsewhere(code: str) -> bool:
    """« 75000 » is how people write a postal code; no INSEE code ends with 000."""
    return code.endswith("000")


def _why(code: str) -> str:
    known = f"Le code commune « {code} » est inconnu ({VERSION})."
    near = near_communes(code)
    if not near:
        return f"{known} Donnez le code INSEE de la commune : cinq caractères, par exemple 59350."
    names = " ou ".join(f"{commune.nom} ({commune.code})" for commune in near)
    postal = any(code in commune.codes_postaux for commune in near)
    if postal:
        return f"{known} C’est un code postal : le code INSEE attendu est celui de {names}."
    return f"{known} Vouliez-vous {names} ?"


def near_communes(text: str, limit: int = 3) -> list[Commune]:
    """Communes that a mistyped code or name may mean: postal code, name, then one slip away."""
    found = search_commune(text, limit)
    if found or not re.fullmatch(r"\d{5}", text):
        return found
    near = [c for c in communes().values() if _one_slip(text, c.code)]
    return sorted(near, key=lambda commune: -commune.population)[:limit]


def _one_slip(typed: str, code: str) -> bool:
    """One digit changed, or two neighbours swapped, in the same département."""
    wrong = [i for i in range(5) if typed[i] != code[i]]
    if typed[:2] != code[:2] or not 1 <= len(wrong) <= 2:
        return False
    if len(wrong) == 1:
        return True
    first, second = wrong
    return second == first + 1 and typed[first] == code[second] and typed[second] == code[first]
