"""Where does the embedded server live: its data, its socket, its programs, its locks?"""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

import msgspec

from adapters.postgres.account import SHARED_HOME, EmbeddedServerError, give, owner, reachable
from adapters.postgres.binaries import find_binaries

# A Unix socket's path has 107 bytes, and the server adds "/.s.PGSQL.5432".
LONGEST_SOCKET_DIRECTORY = 107 - len("/.s.PGSQL.5432")


class Place(msgspec.Struct, frozen=True):
    """Every path of one embedded server. `data` is what initdb makes."""

    home: Path
    data: Path
    sockets: Path
    binaries: Path

    @property
    def starting(self) -> Path:
        return self.home / "pg.starting"

    @property
    def users(self) -> Path:
        return self.home / "pg.users"

    @property
    def supervised(self) -> Path:
        return self.home / "pg.supervised"

    @property
    def unfinished(self) -> Path:
        return self.home / "pg.unfinished"

    @property
    def log(self) -> Path:
        return self.home / "pg.log"


def find_place(data_dir: Path) -> Place:
    """Settle every path, making the directories; call it under the starting lock."""
    home = make_home(data_dir)
    data = _data(home)
    return Place(home=home, data=data, sockets=_sockets(data), binaries=find_binaries())


def make_home(data_dir: Path) -> Path:
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
    return data_dir.resolve()


def _data(home: Path) -> Path:
    """`home/pg`, or what that link points to when `nobody` cannot reach `home`."""
    data = home / "pg"
    if data.is_symlink() and not data.exists():
        data.unlink()
    if not data.exists():
        if os.geteuid() != 0 or reachable(home):
            data.mkdir(mode=0o700)
        else:
            data.symlink_to(_elsewhere())
    give(data.resolve())
    return data.resolve()


def _elsewhere() -> Path:
    SHARED_HOME.mkdir(parents=True, exist_ok=True, mode=0o755)
    return Path(tempfile.mkdtemp(prefix="base-", dir=SHARED_HOME))


def _sockets(data: Path) -> Path:
    """The data directory itself, or a short private one of a name that depends on it alone."""
    if len(os.fsencode(data)) <= LONGEST_SOCKET_DIRECTORY:
        return data
    name = "maillage-" + hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    directory = _short_base() / name
    directory.mkdir(mode=0o700, exist_ok=True)
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), owner()}:
        raise EmbeddedServerError(
            f"Le dossier {directory} appartient à quelqu'un d'autre. "
            "Choisissez un DATA_DIR plus court, par exemple DATA_DIR=~/maillage"
        )
    give(directory)
    return directory


def _short_base() -> Path:
    if os.geteuid() == 0 and Path("/run").is_dir():
        return Path("/run")
    private = os.environ.get("XDG_RUNTIME_DIR", "")
    if private and len(os.fsencode(private)) < 60 and Path(private).is_dir():
        return Path(private)
    return Path("/tmp")  # noqa: S108  the directory made there is private, and checked to be ours
