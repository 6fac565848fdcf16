"""Personal data on its way to the journal and back: never in clear in an event (ADR persons)."""

from msgspec import Struct


class Secret(Struct, frozen=True, tag_field="personal", tag="secret"):
    """A text about a person, not yet recorded. The mapper seals it; it is never stored so.

    `person` chooses the key: None gives this text a key of its own (free text names third
    persons); an id shares the key of that person (identity, contact).
    """

    text: str
    person: str | None = None


class Sealed(Struct, frozen=True, tag_field="personal", tag="sealed", omit_defaults=True):
    """The same text as the journal keeps it: AES-256-GCM under the key whose hash is `key`."""

    key: str
    nonce: bytes
    box: bytes
    field: str
    v: int = 1


class Erased(Struct, frozen=True):
    """The key was destroyed: an ordinary value, shown as « personne oubliée »."""

    def __str__(self) -> str:
        return "personne oubliée"


class Unreadable(Struct, frozen=True):
    """The key is there but the text does not open (damage, wrong master key)."""

    def __str__(self) -> str:
        return "illisible pour l’instant"


Personal = Secret | Sealed
Readable = str | Erased | Unreadable
