"""From what is typed to a value: a day, minutes, a town, countries; or a sentence that helps."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar
from uuid import UUID

from adapters.matching.folding import fold
from adapters.reference import communes, countries, search_commune

T = TypeVar("T")
NUMBER = re.compile(r"[0-9]{1,9}")
"""No count here has more signs; Python itself refuses to read some thousands of them."""
HOURS = re.compile(r"(\d{1,2})\s*[hH:]\s*(\d{0,2})(?:\s*min)?")
CODE = re.compile(r"\d[\dAB]\d{3}")
MOST_TOWNS = 60
"""A postal code of the region covers fewer."""
NAMED = 12
DECIMAL = re.compile(r"(\d{1,2})[,.](\d{1,2})\s*[hH]")
CODED = re.compile(r".*\((\w{5})\)")


class Unreadable(ValueError):  # noqa: N818 - told to the person, like Refused
    """What was typed has no value; the sentence says what to write."""


def attempt(refus: dict[str, str], field: str, read: Callable[[str], T], text: str) -> T | None:
    """The value, or None with the sentence filed under its field: all are told at once."""
    try:
        return read(text) if text else None
    except Unreadable as why:
        refus[field] = str(why)
        return None


def a_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable(
            f"« {text} » n’est pas une date : écrivez par exemple 2022-09-30."
        ) from None


def minutes(text: str) -> int:
    """90 is ninety minutes; « 1h30 » is understood too."""
    if NUMBER.fullmatch(text):
        return int(text)
    if found := HOURS.fullmatch(text):
        return 60 * int(found[1]) + int(found[2] or 0)
    if found := DECIMAL.fullmatch(text):
        return round(60 * float(f"{found[1]}.{found[2]}"))
    raise Unreadable(f"« {text} » n’est pas une durée : écrivez des minutes, par exemple 90.")


def count(text: str) -> int:
    if NUMBER.fullmatch(text):
        return int(text)
    raise Unreadable(f"« {text} » n’est pas un nombre : écrivez des chiffres, par exemple 12.")


def an_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Unreadable("Cet identifiant ne se lit pas : rouvrez la page.") from None


def commune(text: str) -> str:
    """A code as proposed; a name or a postal code when it leads to one commune only."""
    if coded := CODED.fullmatch(text):
        return coded[1]
    found = search_commune(text, MOST_TOWNS)
    if CODE.fullmatch(text) and not found:
        return text
    same = [each for each in found if fold(each.nom) == fold(text)] or found
    if len(same) == 1:
        return same[0].code
    if not same:
        raise Unreadable(f"Aucune commune de la région ne s’appelle « {text} ».")
    names = ", ".join(f"{each.nom} ({each.code})" for each in same[:NAMED])
    more = f" ou {len(same) - NAMED} autres" if len(same) > NAMED else ""
    raise Unreadable(f"« {text} » peut être {names}{more} : choisissez-en une.")


def commune_name(code: str) -> str:
    """« Lille (59350) », as the field proposes it."""
    known = communes().get(code)
    return f"{known.nom} ({code})" if known else code


def country_codes(text: str) -> tuple[str, ...]:
    """« Mali, Burkina Faso » → ISO codes; accents and case do not matter."""
    known = {fold(nom): code for code, nom in countries().items()}
    asked = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in asked if fold(part) not in known]
    if unknown:
        raise Unreadable(
            f"« {unknown[0]} » n’est pas un pays connu : choisissez-le dans la liste proposée."
        )
    return tuple(known[fold(part)] for part in asked)


def listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
