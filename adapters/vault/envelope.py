"""One text, one box: AES-256-GCM under a data key, the key wrapped by the master key.

The key id is the hash of the key, since GCM does not commit to its key; the associated data binds
the box to its purpose, aggregate, version and field, so that it opens nowhere else.
"""

import hashlib
import os
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)

from adapters.vault.master_key import MasterKey
from domain.personal import Readable, Sealed, Unreadable


class DataKey(NamedTuple):
    """A data key in memory, with the row that keeps it."""

    key_id: str
    secret: bytes
    wrapped: bytes
    epoch: int
    person: str | None = None


class Place(NamedTuple):
    """Where a box stands: it opens there and nowhere else."""

    aggregate: UUID
    version: int
    field: str


def new_key(master: MasterKey, person: str | None = None) -> DataKey:
    secret = os.urandom(32)
    wrapped = aes_key_wrap(master.secret, secret)
    return DataKey(key_id(secret), secret, wrapped, master.epoch, person)


def key_id(secret: bytes) -> str:
    return hashlib.sha256(b"maillage-key/1" + secret).hexdigest()[:32]


def unwrap(master: MasterKey, wrapped: bytes) -> bytes | None:
    try:
        return aes_key_unwrap(master.secret, wrapped)
    except (InvalidUnwrap, ValueError):
        return None


def seal(text: str, key: DataKey, place: Place) -> Sealed:
    nonce = os.urandom(12)
    box = AESGCM(key.secret).encrypt(nonce, text.encode(), associated(place, key.key_id))
    return Sealed(key.key_id, nonce, box, place.field)


def open_box(sealed: Sealed, secret: bytes, place: Place) -> Readable:
    """The text, or Unreadable when the box was damaged or stands elsewhere than sealed."""
    if key_id(secret) != sealed.key:
        return Unreadable()
    try:
        opened = AESGCM(secret).decrypt(sealed.nonce, sealed.box, associated(place, sealed.key))
    except (InvalidTag, ValueError):  # ValueError: a nonce that is no nonce any more
        return Unreadable()
    return opened.decode()


def associated(place: Place, key: str) -> bytes:
    parts = ("maillage-personal/1", str(place.aggregate), str(place.version), place.field, key)
    return b"".join(len(part).to_bytes(2) + part.encode() for part in parts)
