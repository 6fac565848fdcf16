"""Which file holds the key of the database's epoch? What a rotation does to files, step by step.

`.suivante` holds the next key until the database has moved to it; `.ancienne` the former one until
it is overwritten. The database's epoch tells, at any moment, which of them is right.
"""

import os
import secrets
from pathlib import Path

from adapters.vault.master_key import (
    FORMER,
    NEXT,
    SIZE,
    MasterKey,
    MasterKeyError,
    beside,
    read_master_key,
    sync_directory,
    write_key,
)


def write_next(path: Path, former: MasterKey) -> MasterKey:
    """The next key, beside the one in use, with the same owner: servers must read it too."""
    following, found = MasterKey(former.epoch + 1, secrets.token_bytes(SIZE)), path.stat()
    write_key(beside(path, NEXT), following)
    if os.geteuid() == 0:
        os.chown(beside(path, NEXT), found.st_uid, found.st_gid)
    return following


def put_in_place(path: Path, epoch: int) -> None:
    """The next key takes the name of the file when the database has moved to it, else it goes."""
    following = beside(path, NEXT)
    if not following.exists():
        return
    if epoch_of(following) != epoch or epoch_of(path) == epoch:
        destroy(following)
        return
    if not beside(path, FORMER).exists():
        os.link(path, beside(path, FORMER))
    following.rename(path)
    sync_directory(path)


def destroy_former(path: Path, epoch: int) -> None:
    """Only once the key of the database's epoch stands in its place."""
    former = beside(path, FORMER)
    if not former.exists() or epoch_of(path) != epoch:
        return
    if former.samefile(path):
        former.unlink()
    else:
        destroy(former)


def destroy(path: Path) -> None:
    """Overwritten, then taken away: as far as a file system allows."""
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync_directory(path)


def epoch_of(path: Path) -> int | None:
    """None for a file that a crash left half written."""
    try:
        return read_master_key(path).epoch
    except MasterKeyError:
        return None


def left_over(path: Path) -> bool:
    return beside(path, NEXT).exists() or beside(path, FORMER).exists()
