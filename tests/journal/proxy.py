"""A way to the server that can lose one answer, as a network does: after the server has done it."""

import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo


class Proxy:
    """Relays everything; `lose(word)` drops the answer to the next request that holds the word."""

    def __init__(self, directory: Path, server: Path) -> None:
        self.server = server
        self.word: bytes | None = None
        self.before_sending = False
        self.times = 0
        self.lost = 0
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(directory / server.name))
        self.listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def lose(self, word: bytes, *, before_sending: bool = False, times: int = 1) -> None:
        self.word, self.before_sending, self.times = word, before_sending, times

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self.server))
                threading.Thread(target=self._relay, args=(client, server), daemon=True).start()

    def _relay(self, client: socket.socket, server: socket.socket) -> None:
        dropping = threading.Event()
        back = threading.Thread(target=relay, args=(server, client, dropping), daemon=True)
        back.start()
        with suppress(OSError):
            while request := client.recv(65536):
                if self.word is not None and self.word in request:
                    self._lose(request, server, dropping, back)
                    break
                server.sendall(request)
        for end in (client, server):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _lose(
        self,
        request: bytes,
        server: socket.socket,
        dropping: threading.Event,
        back: threading.Thread,
    ) -> None:
        """The server has answered, hence committed, before the line is cut."""
        self.lost += 1
        self.times -= 1
        if self.times == 0:
            self.word = None
        if not self.before_sending:
            dropping.set()
            server.sendall(request)
            back.join()


def relay(source: socket.socket, target: socket.socket, dropping: threading.Event) -> None:
    with suppress(OSError):
        while answer := source.recv(65536):
            if dropping.is_set():
                return
            target.sendall(answer)


@contextmanager
def through_proxy(conninfo: str) -> Iterator[tuple[Proxy, str]]:
    """The proxy, and the conninfo that goes through it; its path must be short."""
    parts = conninfo_to_dict(conninfo)
    server = Path(str(parts["host"])) / f".s.PGSQL.{parts['port']}"
    directory = Path(tempfile.mkdtemp(prefix="mlg-"))
    proxy = Proxy(directory, server)
    try:
        yield proxy, make_conninfo(conninfo, host=str(directory))
    finally:
        proxy.listener.close()
        shutil.rmtree(directory)
