"""As whom does the embedded server run, and what can that account reach?

PostgreSQL refuses to run as root. Root therefore runs it as `nobody`, who must be able to reach
the programs and the data: what lies out of reach (a clone under /root) moves to /var/lib/maillage.
"""

import os
import pwd
import stat
from pathlib import Path
from typing import Any

SHARED_HOME = Path("/var/lib/maillage")


class EmbeddedServerError(RuntimeError):
    """The embedded server cannot run; the sentence says why and what to do."""


def as_server() -> dict[str, Any]:
    """The arguments of `subprocess` that make a program run as the server's account."""
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    if os.geteuid() != 0:
        return {"env": environment}
    nobody = pwd.getpwnam("nobody")
    group = {"group": nobody.pw_gid, "extra_groups": []}
    return {"env": environment, "user": nobody.pw_uid, **group}


def owner() -> int:
    """The account that owns the data."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else os.geteuid()


def reachable(path: Path) -> bool:
    """Can `nobody` go down to this directory? Asked for root only."""
    steps = [path, *path.parents]
    return all(step.stat().st_mode & stat.S_IXOTH for step in steps)


def give(directory: Path) -> None:
    """The server's account owns its directory, and nobody else enters it."""
    if os.geteuid() == 0:
        os.chown(directory, owner(), pwd.getpwnam("nobody").pw_gid)
    directory.chmod(0o700)
