"""The key-encryption key: kept outside PostgreSQL, in a file only its owner reads."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

SIZE = 32
NEXT, FORMER = ".suivante", ".ancienne"
"""Beside the file while a rotation is under way."""


class MasterKeyError(Exception):
    """A French sentence that names the file and what to do."""


class MasterKey(NamedTuple):
    epoch: int
    secret: bytes


def read_master_key(path: Path) -> MasterKey:
    """The key of the current epoch, as `epoch:hex` on one line."""
    try:
        epoch, secret = path.read_text(encoding="ascii").strip().split(":")
        key = MasterKey(int(epoch), bytes.fromhex(secret))
    except FileNotFoundError:
        raise MasterKeyError(
            f"La clé maîtresse {path} manque : sans elle, ni les textes ni les contacts ne se "
            "lisent. Remettez le fichier en place, ou nommez-le par MAILLAGE_KEK_FILE."
        ) from None
    except ValueError:
        raise MasterKeyError(
            f"La clé maîtresse {path} est abîmée : remettez une copie saine de ce fichier."
        ) from None
    if len(key.secret) != SIZE:
        raise MasterKeyError(f"La clé maîtresse {path} n’a pas la bonne longueur : remettez-la.")
    return key


def make_master_key(path: Path) -> MasterKey:
    """A first key; an existing file is never replaced."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        write_key(path, MasterKey(1, secrets.token_bytes(SIZE)))
    return read_master_key(path)


def write_key(path: Path, key: MasterKey) -> None:
    """Readable by its owner alone, and on the disk before this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(f"{key.epoch}:{key.secret.hex()}\n".encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    sync_directory(path)


def sync_directory(path: Path) -> None:
    """A name made, changed or taken away lasts only once its directory is on the disk."""
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


class Keeper:
    """The master key in memory, read again whenever its file is another one.

    Between the commit of a rotation and the renaming of its file, the key of the database's epoch
    stands beside: it is found there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen = seen(path)
        self._key = read_master_key(path)

    @property
    def key(self) -> MasterKey:
        now = seen(self.path)
        if now is not None and now != self._seen:
            self._key, self._seen = read_master_key(self.path), now
        return self._key

    def of(self, epoch: int) -> MasterKey:
        """The key of this epoch when it can be found, else the one at hand."""
        if self.key.epoch < epoch:
            with suppress(MasterKeyError):
                following = read_master_key(beside(self.path, NEXT))
                if following.epoch == epoch:
                    self._key = following
        return self.key


def seen(path: Path) -> tuple[int, int] | None:
    """None when it cannot be looked at: what is in memory then serves."""
    with suppress(OSError):
        found = path.stat()
        return found.st_ino, found.st_mtime_ns
    return None
