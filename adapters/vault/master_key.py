"""The key-encryption key: kept outside PostgreSQL, in a file only its owner reads."""

import os
import secrets
from pathlib import Path
from typing import NamedTuple

SIZE = 32


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
    content = f"1:{secrets.token_hex(SIZE)}\n".encode("ascii")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_master_key(path)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return read_master_key(path)
