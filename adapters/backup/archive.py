"""What is in a backup? Rows only, table by table, with a manifest that says what must be found.

No function, no trigger, no right travels in it: these come from the code that restores. A backup
holds no text about a person in clear, and never the master key.
"""

import hashlib
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec

MANIFEST = "manifeste.json"
CHUNK = 1 << 20


class BackupError(Exception):
    """A French sentence: why it was not saved or restored, and what to do."""


class Table(msgspec.Struct, frozen=True):
    columns: list[str]
    rows: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`head` is the hash of the last line of the journal; `migrations` say the shape of tables."""

    format: int = 1
    version: str
    at: datetime
    position: int
    head: str
    epoch: int
    migrations: list[str]
    tables: dict[str, Table]


def head_hash(subject: UUID, version: int, position: int, topic: str, state: bytes) -> str:
    line = f"{subject} {version} {position} {topic} ".encode() + bytes(state)
    return hashlib.sha256(b"maillage-head/1 " + line).hexdigest()


class Archive:
    """A backup that was read through once: every table is there and whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.zip = zipfile.ZipFile(path)
            self.manifest = msgspec.json.decode(self.zip.read(MANIFEST), type=Manifest)
            whole = all(self._whole(name, one) for name, one in self.manifest.tables.items())
        except FileNotFoundError:
            raise BackupError(f"La sauvegarde {path} n’existe pas : vérifiez son chemin.") from None
        except (OSError, KeyError, zipfile.BadZipFile, msgspec.DecodeError):
            whole = False
        if not whole:
            raise BackupError(f"La sauvegarde {path} est abîmée : prenez-en une autre copie.")

    def _whole(self, name: str, table: Table) -> bool:
        total = hashlib.sha256()
        for chunk in self.chunks(name):
            total.update(chunk)
        return total.hexdigest() == table.sha256

    def chunks(self, name: str) -> Iterator[bytes]:
        with self.zip.open(name) as member:
            while chunk := member.read(CHUNK):
                yield chunk
