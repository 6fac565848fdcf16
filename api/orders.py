"""A command as JSON, for the API and `do` alike: read it, say in French what is wrong with it."""

import re
from typing import Any
from uuid import UUID

import msgspec

from domain.commands.listing import BY_TAG, AnyCommand
from domain.commands.shared import Command
from domain.decider import Refused

DECODER: msgspec.json.Decoder[Command] = msgspec.json.Decoder(AnyCommand)
MAX_BYTES = 64_000
BOM = b"\xef\xbb\xbf"
"""What some editors write at the head of a UTF-8 file: no part of the command."""


class Order(msgspec.Struct, frozen=True):
    """One line of `do`, or one body of the API: who asks, under which id, for what."""

    id: UUID
    author: str
    command: Command


class Envelope(msgspec.Struct, frozen=True):
    """What surrounds the command in the same JSON object."""

    id: UUID
    author: str = ""


def read_order(line: bytes, signed: str | None = None) -> Order:
    """`{"id": UUID, "author": …, "type": tag, …}`; raises Refused naming the field.

    `signed`: who sends it, when that is known; the author may then be left out.
    """
    if len(line) > MAX_BYTES:
        raise Refused(f"Cet envoi pèse plus de {MAX_BYTES // 1000} ko : découpez-le.")
    if b"\\u0000" in line or b"\0" in line:
        raise Refused("Un des textes contient un caractère nul, invisible : effacez-le.")
    fields = read_object(line.removeprefix(BOM))
    envelope = converted(fields, Envelope)
    author = author_of(envelope.author.strip(), signed)
    known_type(fields)
    rest = {name: value for name, value in fields.items() if name not in {"id", "author"}}
    return Order(envelope.id, author, decoded(rest))


def author_of(written: str, signed: str | None) -> str:
    if signed is not None and written not in {"", signed}:
        raise Refused(
            "Une commande est signée par qui l’envoie : ôtez le champ « author ».", field="author"
        )
    if not (written or signed):
        raise Refused("Dites qui note : le champ « author » est vide.", field="author")
    return signed or written


def read_object(line: bytes) -> dict[str, Any]:
    try:
        fields = msgspec.json.decode(line)
    except RecursionError:
        raise Refused("Ce JSON est imbriqué trop profondément : aplatissez-le.") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refused(
            "Ce n’est pas du JSON lisible : vérifiez les guillemets, les virgules, les accolades "
            "et les nombres de cette ligne."
        ) from None
    if not isinstance(fields, dict):
        raise Refused("Une commande est un objet JSON, entre accolades.")
    return fields


def known_type(fields: dict[str, Any]) -> None:
    kind = fields.get("type")
    if not isinstance(kind, str) or kind not in BY_TAG:
        said = kind[:60] if isinstance(kind, str) else "type"
        raise Refused(
            f"« {said} » n’est pas une commande connue : « ./maillage schema » les liste toutes.",
            field="type",
        )


def decoded(fields: dict[str, Any]) -> Command:
    try:
        return DECODER.decode(msgspec.json.encode(fields))
    except msgspec.ValidationError as error:
        raise refusal(error) from None


def converted(fields: dict[str, Any], shape: type[Envelope]) -> Envelope:
    try:
        return msgspec.convert(fields, shape)
    except msgspec.ValidationError as error:
        raise refusal(error) from None


TYPES = {
    "str": "un texte",
    "int": "un nombre entier",
    "float": "un nombre",
    "bool": "vrai ou faux",
    "array": "une liste",
    "object": "un objet",
    "uuid": "un identifiant (UUID)",
    "date": "une date (AAAA-MM-JJ)",
    "null": "rien",
}
SENTENCES: tuple[tuple[str, str], ...] = (
    (r"Object missing required field `(\w+)`", "Il manque le champ « {0} »."),
    (r"Object contains unknown field `(.*)`", "Le champ « {0} » n’existe pas : vérifiez son nom."),
    (r"Invalid UUID", "Ce n’est pas un identifiant (UUID)."),
    (r"Invalid RFC3339 encoded date|Invalid date", "Ce n’est pas une date : écrivez AAAA-MM-JJ."),
    (r"Expected `str` of length <= (\d+)", "Ce texte dépasse {0} caractères : raccourcissez-le."),
    (r"Expected `str` of length >= \d+", "Ce champ est vide : remplissez-le."),
    (r"Expected `array` of length <= (\d+)", "Cette liste dépasse {0} éléments : découpez-la."),
    (r"Expected `array` of length >= (\d+)", "Cette liste demande au moins {0} élément."),
    (r"Expected `int` >= (-?\d+)", "Ce nombre doit être au moins {0}."),
    (r"Expected `int` <= (-?\d+)", "Ce nombre doit être au plus {0}."),
    (r"Expected `(\w+).*`, got `(\w+)`", "On attend ici {0}, et non {1}."),
)


def refusal(error: msgspec.ValidationError) -> Refused:
    """The English message of the library, in French, with the field it speaks of."""
    message, _, where = str(error).partition(" - at `$")
    field = where.strip("`").lstrip(".") or None
    for pattern, sentence in SENTENCES:
        if found := re.match(pattern, message):
            words = [TYPES.get(word, word) for word in found.groups()]
            if "missing" in pattern or "unknown" in pattern:
                field = f"{field}.{words[0]}" if field else words[0]
            return Refused(named(field, sentence.format(*words)), field=field)
    return Refused(named(field, "Cette valeur n’est pas possible ici."), field=field)


def named(field: str | None, sentence: str) -> str:
    return f"{field} : {sentence}" if field else sentence
