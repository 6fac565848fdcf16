"""The wrapped keys of the current epoch, in a file: what an older backup needs to read again.

The keys of whom was erased are not in it. The file opens nothing without the master key.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from psycopg import Connection

from adapters.vault.master_key import MasterKeyError
from adapters.vault.rewrapping import exists


class ExportError(MasterKeyError):
    """A French sentence that names the file and what to do."""


class Head(msgspec.Struct, frozen=True, tag_field="line", tag="head"):
    epoch: int
    at: datetime
    keys: int
    factors: int


class Key(msgspec.Struct, frozen=True, tag_field="line", tag="key", omit_defaults=True):
    key_id: str
    wrapped: bytes
    person: str | None = None


class Factor(msgspec.Struct, frozen=True, tag_field="line", tag="factor"):
    """The second factor of an account, wrapped under the same master key."""

    account: UUID
    totp: bytes


class Foot(msgspec.Struct, frozen=True, tag_field="line", tag="foot"):
    sha256: str


class Export(NamedTuple):
    epoch: int
    at: datetime
    keys: list[Key]
    factors: list[Factor]


DECODER = msgspec.json.Decoder(Head | Key | Factor | Foot)
KEYS = """
SELECT key_id, wrapped, person FROM vault.keys
 WHERE epoch = (SELECT max(epoch) FROM vault.epochs) ORDER BY key_id
"""
FACTORS = "SELECT account, totp FROM access.credential WHERE totp IS NOT NULL ORDER BY account"


def write_export(connection: Connection[Any], path: Path) -> Export:
    """Never over another file; on the disk when this returns."""
    export = held(connection)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise ExportError(
            f"Le fichier {path} ne peut pas être écrit ({error.strerror}) : donnez un autre nom."
        ) from None
    with os.fdopen(descriptor, "wb") as file:
        file.writelines(signed(lines(export)))
        file.flush()
        os.fsync(file.fileno())
    return export


def held(connection: Connection[Any]) -> Export:
    """In one snapshot: no rotation falls between two questions."""
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = connection.execute("SELECT max(epoch) FROM vault.epochs").fetchone()
        keys = [Key(*one) for one in connection.execute(KEYS.encode())]
        known = exists(connection, "access.credential")
        factors = [Factor(*one) for one in connection.execute(FACTORS.encode())] if known else []
    return Export(row[0] if row else 1, datetime.now(UTC), keys, factors)


def lines(export: Export) -> Iterator[bytes]:
    head = Head(export.epoch, export.at, len(export.keys), len(export.factors))
    for one in (head, *export.keys, *export.factors):
        yield msgspec.json.encode(one) + b"\n"


def signed(written: Iterable[bytes]) -> Iterator[bytes]:
    """The lines, and the sum of them all as the last."""
    total = hashlib.sha256()
    for line in written:
        total.update(line)
        yield line
    yield msgspec.json.encode(Foot(total.hexdigest())) + b"\n"


def read_export(path: Path) -> Export:
    """Whole, or refused."""
    try:
        written = path.read_bytes().splitlines(keepends=True)
        found = [DECODER.decode(line) for line in written]
    except FileNotFoundError:
        raise ExportError(f"L’export {path} n’existe pas : vérifiez son chemin.") from None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        raise ExportError(
            f"{path} n’est pas un export de clés lisible : prenez-en un autre."
        ) from None
    keys = [one for one in found if isinstance(one, Key)]
    factors = [one for one in found if isinstance(one, Factor)]
    total = hashlib.sha256(b"".join(written[:-1])).hexdigest()
    head = found[0] if found else None
    if (
        not isinstance(head, Head)
        or found[-1] != Foot(total)
        or (head.keys, head.factors) != (len(keys), len(factors))
    ):
        raise ExportError(f"L’export {path} est abîmé ou incomplet : prenez-en une copie saine.")
    return Export(head.epoch, head.at, keys, factors)
