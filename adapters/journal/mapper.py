"""An entry as bytes and back: readable JSON under a permanent tag, persons sealed, salted."""

import base64
import os
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from eventsourcing.persistence import Mapper, StoredEvent
from msgspec.structs import replace

from adapters.journal.lines import Line
from adapters.journal.upcasting import upcast
from adapters.vault.envelope import DataKey, Place, seal
from adapters.vault.vault import Vault
from domain.events import BY_TAG, Entry
from domain.facts.shared import Event
from domain.personal import Sealed, Secret


class UnknownTagError(Exception):
    """The journal holds a fact this version does not know: it refuses to guess."""


ENCODER = msgspec.json.Encoder()
DECODERS: dict[str, msgspec.json.Decoder[Event]] = {
    tag: msgspec.json.Decoder(event) for tag, event in BY_TAG.items()
}


class SealedEvent(NamedTuple):
    event: Event
    keys: tuple[DataKey, ...]


class EntryMapper(Mapper[UUID]):
    """What the journal keeps of an entry. The vault is set by the composition root."""

    vault: Vault

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        entry: Entry = domain_event
        event, keys = self.sealed(entry)
        return Line(
            entry.originator_id,
            entry.originator_version,
            str(event.__struct_config__.tag),
            salted(ENCODER.encode(event)),
            keys=keys,
            event=event,
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        line = stored_event
        return Entry(
            line.originator_id,  # type: ignore[arg-type]  # this journal's ids are UUIDs
            line.originator_version,
            read_event(line.topic, line.state),
            getattr(line, "position", 0),
            getattr(line, "recorded_at", None),
            getattr(line, "author", ""),
            getattr(line, "command_id", None),
        )

    def sealed(self, entry: Entry) -> SealedEvent:
        """Every Secret of the event in its box; a text of its own takes a key of its own."""
        keys: dict[str | None, DataKey] = {}
        event = self._walk(entry.event, "", entry, keys)
        return SealedEvent(event, tuple(keys.values()))

    def _walk(self, value: Any, path: str, entry: Entry, keys: dict[str | None, DataKey]) -> Any:
        changed = {}
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            where = f"{path}{name}"
            if isinstance(inner, Secret):
                changed[name] = self._seal(inner, where, entry, keys)
            elif holds_secret(inner):
                changed[name] = self._walk(inner, f"{where}.", entry, keys)
        return replace(value, **changed) if changed else value

    def _seal(
        self, secret: Secret, field: str, entry: Entry, keys: dict[str | None, DataKey]
    ) -> Sealed:
        if secret.person not in keys:
            keys[secret.person] = self.vault.key_for(secret.person)
        place = Place(entry.originator_id, entry.originator_version, field)
        return seal(secret.text, keys[secret.person], place)


def holds_secret(value: Any) -> bool:
    return isinstance(value, msgspec.Struct) and any(
        isinstance(getattr(value, name), Secret) for name in value.__struct_fields__
    )


def salted(payload: bytes) -> bytes:
    """A random salt in every payload: a header can be shown without its payload being guessed."""
    salt = base64.b64encode(os.urandom(16))
    return b'{"salt":"' + salt + b'",' + payload[1:]


def read_event(tag: str, state: bytes) -> Event:
    """The fact these bytes tell; an unknown tag is refused, never skipped."""
    decoder = DECODERS.get(tag)
    if decoder is None:
        tag, state = upcast(tag, state)
        decoder = DECODERS.get(tag)
        if decoder is None:
            raise UnknownTagError(
                f"Le journal contient un fait « {tag} » que cette version ne connaît pas : "
                "installez une version plus récente de Maillage."
            )
    return decoder.decode(state)
