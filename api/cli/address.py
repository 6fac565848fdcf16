"""Where is this house served now? Told by the server to the other commands of the same data."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

NAME = "adresse"


@contextmanager
def serving_at(data_dir: Path, address: str) -> Iterator[None]:
    """Held under a lock while it is served: a server that was killed leaves no address behind."""
    told = written(data_dir / NAME, address)
    try:
        yield
    finally:
        if told is not None:
            told.truncate(0)
            told.close()


def written(path: Path, address: str) -> TextIO | None:
    """None when another server of the same data has told its own, or nothing can be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        told = path.open("a", encoding="utf-8")
    except OSError:
        return None
    try:
        fcntl.flock(told, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        told.close()
        return None
    told.truncate(0)
    told.write(address)
    told.flush()
    return told


def address_of(data_dir: Path) -> str:
    """Empty when no server holds it."""
    try:
        with (data_dir / NAME).open(encoding="utf-8") as told:
            return told.read().strip() if held(told.fileno()) else ""
    except OSError:
        return ""


def held(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False
