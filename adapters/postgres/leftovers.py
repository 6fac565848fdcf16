"""What did a killed server leave behind? End it and clear it, so that the next can start."""

import os
import signal
import time
from pathlib import Path

PATIENCE = 30.0


def end_leftovers(data: Path) -> None:
    """Servers still on this data are told to stop; then a stale pid file means nothing.

    PostgreSQL trusts the pid in that file, and a pid may since belong to another program.
    """
    asked = time.monotonic()
    while processes := _server_processes(data):
        waited = time.monotonic() - asked
        for process in processes:
            _tell(process, signal.SIGQUIT if waited > PATIENCE else signal.SIGINT)
        time.sleep(0.1)
    (data / "postmaster.pid").unlink(missing_ok=True)


def _server_processes(data: Path) -> list[int]:
    """A server and its workers stand in their data directory: that is how they are known."""
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and _stands_in(entry, data)
    ]


def _stands_in(process: Path, data: Path) -> bool:
    try:
        program = (process / "comm").read_text().strip()
        return program == "postgres" and (process / "cwd").readlink() == data
    except OSError:  # it has ended, or it is another account's
        return False


def _tell(process: int, sign: signal.Signals) -> None:
    try:
        os.kill(process, sign)
    except ProcessLookupError:
        return
