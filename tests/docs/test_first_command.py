"""The first command of the README, as a newcomer types it: the pages open on the demonstration."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import msgspec
import pytest

from adapters.postgres.locks import is_held

ROOT = Path(__file__).parents[2]
YEAR = "niveau=departement&du=2021-01-01&au=2021-12-31"
ORDER = {
    "id": "00000000-0000-7000-8000-000000009901",
    "author": "salarie-1",
    "type": "actor.register",
    "actor": "00000000-0000-7000-8000-000000009902",
    "nom": "Une structure de plus",
    "commune": "59350",
    "effective_on": "2021-06-01",
}


@pytest.fixture
def home() -> Iterator[Path]:
    directory = Path(tempfile.mkdtemp(prefix="maillage-ouvrir-"))
    directory.chmod(0o711)
    yield directory
    while (directory / "pg").exists() and is_held(directory / "pg.supervised"):
        time.sleep(0.1)
    if (directory / "pg").is_symlink():
        shutil.rmtree((directory / "pg").resolve())
    shutil.rmtree(directory)


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def maillage(home: Path, *words: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    here = {**os.environ, "DATA_DIR": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "api.cli", *words]
    return subprocess.Popen(command, cwd=ROOT, env=here, stdin=pipe, stdout=pipe, text=True)


def recensees(port: str) -> int:
    with urlopen(
        f"http://127.0.0.1:{port}/api/questions/couverture?{YEAR}"
    ) as answer:  # our own server
        return sum(row["recenses"] for row in msgspec.json.decode(answer.read()))


def test_the_pages_open_on_the_demonstration_and_see_what_others_write(home: Path) -> None:
    port = free_port()
    serving = maillage(home, "serve", "--demo", "--port", port)
    assert serving.stdout is not None
    lines = iter(serving.stdout.readline, "")
    assert any(f":{port}/" in line for line in lines)
    until_it_listens(port)
    assert recensees(port) == 989
    writing = maillage(home, "do", "-")
    told, _ = writing.communicate(msgspec.json.encode(ORDER).decode())
    assert msgspec.json.decode(told)["ok"]
    assert recensees(port) == 990
    serving.send_signal(signal.SIGINT)
    assert serving.wait(60) in {0, 130}


def until_it_listens(port: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", int(port))) == 0:
                return
        time.sleep(0.1)
    raise AssertionError(port)
