"""What somebody typed, when it could not be answered: to be sent again, read, or copied."""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from litestar import Request

from api.web.exchange import exchange_of, is_form
from api.web.forms import MOST_FIELDS

AnyRequest = Request[Any, Any, Any]
Fields = tuple[tuple[str, str], ...]
SECRET = re.compile(r"passe|password|secret|totp|^otp|csrf|jeton|token|^code(?!s?_postal)|^cle")
"""Names of fields that are never shown, kept or sent again: passwords, codes, tokens."""
UNREAD = re.compile(r"^(commande|interaction|actor|feuille_vue|suite_de|garder|nouveau|geste|_.*)$")
WORDS = {
    "kind": "Nature",
    "kind_autre": "Autre nature",
    "jour": "Jour",
    "debut": "Heure",
    "mode": "Mode",
    "pole": "Pôle",
    "dispositif": "Dispositif",
    "odd": "ODD",
    "titre": "Titre",
    "resume": "Résumé",
    "reason": "Raison",
    "suite": "Prochaine étape",
    "suite_jour": "Pour le",
    "themes": "Thèmes",
    "feuille": "Feuille de présence",
    "forme": "Forme de l’appui",
    "to": "Vers",
    "need": "Besoin",
    "partners_abroad_count": "Partenaires à l’étranger",
    "q": "Recherche",
    "cherche": "Recherche",
}
BY_SALARIE = {"libre": "Minutes", "contact": "Minutes", "preparation": "Préparation"}
BY_SALARIE |= {"travel": "Trajet"}
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


def typed(request: AnyRequest) -> Fields:
    """Every field of the form that was sent, in its order; nothing when it was no form."""
    if not is_form(request):
        return ()
    return read_fields(exchange_of(request.scope).body)


def read_fields(body: bytes) -> Fields:
    try:
        text = body.decode("ascii")
        found = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        return ()
    return tuple((name, value) for name, value in found if "\0" not in name + value)


def is_secret(name: str) -> bool:
    return bool(SECRET.search(name.lower()))


def kept(fields: Iterable[tuple[str, str]]) -> Fields:
    """Without what must not be kept; our own marks begin with « _ »."""
    return tuple(
        (name, value)
        for name, value in fields
        if value and not name.startswith("_") and not is_secret(name)
    )


def whole(fields: Fields) -> bool:
    """Can it be sent again by itself? Not when a secret would be missing from it."""
    return bool(kept(fields)) and not any(
        is_secret(name) and not name.startswith("_") for name, _ in fields
    )


def readable(fields: Fields) -> str:
    """The same as a text that a person can read, copy and keep: « Lieu : Salle Yser »."""
    lines = [line(name, value) for name, value in kept(fields) if not UNREAD.match(name)]
    ticked = sum(name == "present" for name, _ in fields)
    if ticked:
        lines.append(f"Structures et projets présents : {ticked}")
    return "\n".join(filter(None, lines))


def line(name: str, value: str) -> str:
    start, _, who = name.partition("_")
    value = value.replace("\r\n", "\n").strip()
    if ID.search(value) or not value:
        return ""
    if ID.match(who):
        return f"{BY_SALARIE.get(start, start.capitalize())} : {value}"
    said = value.replace("_", " ") if name in {"kind", "kind_autre", "dispositif"} else value
    return f"{WORDS.get(name) or name.replace('_', ' ').capitalize()} : {said}"
