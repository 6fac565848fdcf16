"""Who is using the embedded server? Kernel locks answer, and kill -9 releases them."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def held(path: Path, *, shared: bool = False) -> Iterator[None]:
    """Wait for the lock, hold it for the block."""
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield


def take(file: BinaryIO) -> bool:
    """Take the lock for oneself, at once or not at all."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def release(file: BinaryIO) -> None:
    fcntl.flock(file, fcntl.LOCK_UN)


def is_held(path: Path) -> bool:
    """Does some process hold this lock for itself right now?"""
    with path.open("ab") as file:
        return not take(file)
