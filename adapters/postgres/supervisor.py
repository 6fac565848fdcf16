"""Keep the embedded server up while somebody uses it, and stop it one second after the last.

A process of its own, so that the server outlives none of its users, not even killed ones: each
user holds a kernel lock. If this process is killed, the kernel tells the server to stop; if the
server is killed, it is started again and recovers. The next start clears whatever is left.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import BinaryIO

from adapters.postgres.account import as_server
from adapters.postgres.leftovers import end_leftovers
from adapters.postgres.locks import release, take
from adapters.postgres.place import Place, find_place

OPTIONS = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "timezone=UTC",
    "max_connections=60",
    "shared_buffers=128MB",
    # A failed statement, or the row it names, may carry a person's name: logs hold neither.
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
)
LINGER, TICK = 1.0, 0.1
MOST_RESTARTS, RESTART_WINDOW = 30, 60.0
LARGEST_LOG = 5_000_000
PR_SET_PDEATHSIG = 1


class Supervisor:
    """One server and the reasons to keep it, start it again or stop it."""

    def __init__(self, place: Place, options: list[str]) -> None:
        self.place = place
        self.options = options
        self.told_to_stop = False
        self.restarts: list[float] = []
        self.unused_since: float | None = None
        self.server = self._start()

    def watch(self, users: BinaryIO) -> None:
        """Return when the server has stopped; `users` then stays locked until it is closed."""
        while not self.told_to_stop and not self._deserted(users):
            if self.server.poll() is not None and not self._restart():
                return
            time.sleep(TICK)
        self._stop()

    def stop_soon(self, *_signal: object) -> None:
        self.told_to_stop = True

    def _deserted(self, users: BinaryIO) -> bool:
        if not take(users):
            self.unused_since = None
            return False
        now = time.monotonic()
        self.unused_since = self.unused_since or now
        if now - self.unused_since >= LINGER:
            return True
        release(users)
        return False

    def _start(self) -> subprocess.Popen[bytes]:
        end_leftovers(self.place.data)
        sockets = f'unix_socket_directories="{self.place.sockets}"'
        settings = [
            part for option in (*OPTIONS, sockets, *self.options) for part in ("-c", option)
        ]
        libc = ctypes.CDLL(None)
        with self.place.log.open("ab") as log:
            return subprocess.Popen(
                [self.place.binaries / "postgres", "-D", self.place.data, *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT),  # noqa: PLW1509  this process has one thread
                **as_server(),
            )

    def _restart(self) -> bool:
        now = time.monotonic()
        self.restarts = [at for at in self.restarts if now - at < RESTART_WINDOW] + [now]
        if len(self.restarts) > MOST_RESTARTS or self.server.returncode == 0:
            return False
        time.sleep(TICK * len(self.restarts))
        self.server = self._start()
        return True

    def _stop(self) -> None:
        """Fast first, immediate if it does not come: recovery then happens at the next start."""
        for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self.server.poll() is None:
                self.server.send_signal(sign)
            try:
                self.server.wait(30)
            except subprocess.TimeoutExpired:
                continue
            return


def supervise(data_dir: Path, options: list[str]) -> int:
    """Answer the caller as soon as the lock is ours; go on in the background."""
    place = find_place(data_dir)
    with place.users.open("ab") as users, place.supervised.open("ab") as supervised:
        if not take(supervised):
            return 0
        if os.fork():
            os._exit(0)
        os.setsid()
        _trim(place.log)
        supervisor = Supervisor(place, options)
        for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(sign, supervisor.stop_soon)
        supervisor.watch(users)
    return 0


def _trim(log: Path) -> None:
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.write_bytes(b"")


if __name__ == "__main__":
    sys.exit(supervise(Path(sys.argv[1]), sys.argv[2:]))
