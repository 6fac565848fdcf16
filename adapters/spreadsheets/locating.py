"""In which commune is an organisation that gives a code, a postal code, a town, or its name?"""

import re
from collections import defaultdict
from functools import cache

from msgspec import Struct

from adapters.matching.folding import fold
from adapters.reference import UnknownCommune, communes, departements, place, present_code
from adapters.reference.files import Town, former_names, towns_elsewhere
from adapters.reference.search import by_name, by_postal, town_key


class Located(Struct, frozen=True):
    """A sure commune, or None and what to ask a person. `nom` is the town's present name."""

    code: str | None = None
    nom: str | None = None
    remark: str | None = None


def locate(insee: str, postal: str, ville: str, nom: str = "") -> Located:
    """The commune of a row, from the surest column to the least sure; never a guess."""
    if insee:
        return _coded(insee)
    if not postal and ville.strip(" ()") in departements():
        return _departement(ville)
    postal = postal or _postal_in(ville)
    town = re.sub(r"[\d()]+", " ", ville).strip()
    if postal and not _plausible(postal):
        return _without(town, f"Le code postal « {postal} » n’existe pas")
    code = postal.zfill(5)
    restored = f"Zéro initial rendu au code postal : {code}" if postal and code != postal else None
    found = _crossed(code, town) if postal else _named(town, nom)
    return Located(found.code, found.nom, found.remark or restored)


def _coded(insee: str) -> Located:
    code = insee.strip().upper().zfill(5)
    try:
        place(code)
    except UnknownCommune as refusal:
        return Located(remark=str(refusal))
    return _sure(present_code(code) or code)


def _sure(code: str, remark: str | None = None) -> Located:
    commune = communes().get(code)
    return Located(code, commune.nom if commune else _elsewhere_name(code), remark)


def _postal_in(ville: str) -> str:
    found = re.search(r"\b\d{4,5}\b", ville)
    return found.group() if found else ""


def _plausible(postal: str) -> bool:
    return bool(re.fullmatch(r"\d{4,5}", postal)) and not postal.zfill(5).startswith("00")


def _without(town: str, problem: str) -> Located:
    found = _named(town, "")
    return Located(found.code, found.nom, f"{problem} ; {found.remark or 'ville retenue'}")


def _crossed(postal: str, town: str) -> Located:
    """Postal code and town must agree; a postal code of one commune alone is enough."""
    coded, named = by_postal().get(postal, ()), by_name().get(town_key(town), ())
    both = [code for code in coded if code in named] or [c for c in coded if _begun(c, town)]
    if len(both) == 1:
        return _sure(both[0])
    if coded:
        return _by_postal_alone(postal, coded, town, named)
    if postal[:2] in departements():
        here = [code for code in named if communes()[code].departement == postal[:2]]
        return _sure(here[0]) if len(here) == 1 else _ask(f"{postal} {town}".strip())
    return _elsewhere(postal, town)


def _by_postal_alone(
    postal: str, coded: tuple[str, ...], town: str, named: tuple[str, ...]
) -> Located:
    names = ", ".join(communes()[code].nom for code in coded[:6])
    if named:
        return Located(
            remark=f"Le code postal {postal} ({names}) ne va pas avec « {town} » : commune à donner"
        )
    if len(coded) == 1:
        seen = f"« {town} » lu comme {names}" if town else f"Commune du code postal : {names}"
        return _sure(coded[0], seen)
    return Located(remark=f"Le code postal {postal} est partagé ({names}) : commune à donner")


def _begun(code: str, town: str) -> bool:
    """« V. d'Ascq », « FACHES »: word for word, a beginning of the name, present or associated."""
    words = town_key(town).split()
    names = [communes()[code].nom, *(nom for nom, present in former_names() if present == code)]
    return bool(words) and any(_abbreviates(words, town_key(nom).split()) for nom in names)


def _abbreviates(words: list[str], name: list[str]) -> bool:
    pairs = zip(words, name, strict=False)
    return len(words) <= len(name) and all(full.startswith(word) for word, full in pairs)


def _named(town: str, nom: str) -> Located:
    """A town alone must bear a name that no other commune of the region bears."""
    if not town:
        return _from_name(nom)
    if fold(town) in {fold(departement.nom) for departement in departements().values()}:
        return _departement(town)
    found = by_name().get(town_key(town), ())
    if len(found) == 1:
        return _sure(found[0])
    return _several(town, found) if found else _ask(town)


def _departement(text: str) -> Located:
    return Located(remark=f"« {text} » est un département : commune à donner")


def _several(town: str, found: tuple[str, ...]) -> Located:
    where = ", ".join(f"{departements()[communes()[c].departement].nom} {c}" for c in found)
    return Located(remark=f"« {town} » existe plusieurs fois ({where}) : commune à donner")


def _from_name(nom: str) -> Located:
    """« Ville d'Orchies » says where it is; no other name is read so."""
    said = re.fullmatch(r"(?i)(?:ville|commune|mairie) (?:de |d['’]|du )(.+)", nom.strip())
    if not said:
        return Located(remark="Commune absente : à donner")
    found = by_name().get(town_key(said.group(1)), ())
    if len(found) == 1:
        return _sure(found[0], f"Commune lue dans le nom : {communes()[found[0]].nom}")
    return _several(said.group(1), found) if found else _ask(said.group(1))


def _ask(text: str) -> Located:
    return Located(remark=f"Commune « {text} » non reconnue : à donner")


@cache
def _towns_by_postal() -> dict[str, list[Town]]:
    found: dict[str, list[Town]] = defaultdict(list)
    for town in towns_elsewhere():
        for code in town.codes_postaux:
            found[code].append(town)
    return found


def _elsewhere(postal: str, town: str) -> Located:
    towns = _towns_by_postal().get(postal, [])
    same = [one for one in towns if town_key(one.nom) == town_key(town)] or towns
    if len(same) == 1:
        return Located(same[0].code, same[0].nom, f"{same[0].nom} est hors Hauts-de-France")
    return _ask(f"{postal} {town}".strip())


def _elsewhere_name(code: str) -> str | None:
    return next((town.nom for town in towns_elsewhere() if town.code == code), None)
