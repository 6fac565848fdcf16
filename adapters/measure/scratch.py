"""A database of its own for measures: made from nothing, thrown away after, never a real one."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.postgres.locks import is_held


@contextmanager
def scratch_home(data_dir: Path) -> Iterator[Path]:
    """A directory beside the real data (the same disk, the same speed), then nothing."""
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o711)
    home = Path(tempfile.mkdtemp(prefix="mesures-", dir=data_dir))
    home.chmod(0o711)
    try:
        yield home
    finally:
        wait_for_the_end(home)
        data = home / "pg"
        if data.is_symlink():
            shutil.rmtree(data.resolve(), ignore_errors=True)
        shutil.rmtree(home)


def wait_for_the_end(home: Path, patience: float = 30.0) -> None:
    """The server stops one second after its last user."""
    deadline = time.monotonic() + patience
    supervised = home / "pg.supervised"
    while supervised.exists() and is_held(supervised) and time.monotonic() < deadline:
        time.sleep(0.05)
