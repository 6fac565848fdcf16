"""The door that serves: one command, an address, and a stop that leaves nothing behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """Not pytest's own directory: the database server's account could not enter it."""
    made = Path(tempfile.mkdtemp(prefix="maillage-serve-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@contextmanager
def started(
    data_dir: Path, *arguments: str, public_url: str = ""
) -> Iterator[subprocess.Popen[str]]:
    """Whatever a test finds, its server ends with it."""
    command = [sys.executable, "-m", "api.cli", "serve", *arguments]
    environ = {**os.environ, "DATA_DIR": str(data_dir), "MAILLAGE_ENV": "test"}
    environ["PUBLIC_URL"] = public_url
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=pipe, stderr=pipe, text=True
    ) as server:
        try:
            yield server
        finally:
            server.terminate()


def test_it_says_its_address_answers_and_stops_when_told(data_dir: Path) -> None:
    with started(data_dir, "--port", "0") as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        address = line.partition(" : ")[2].strip()
        with urllib.request.urlopen(f"{address}couverture") as page:  # noqa: S310 - our own server
            assert "est pas encore" not in page.read().decode()
            assert page.headers["content-security-policy"].startswith("default-src 'none'")
        server.send_signal(signal.SIGTERM)
        server.wait()
    assert server.returncode in {0, -signal.SIGTERM}


def test_a_port_already_taken_is_said_in_french(data_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with started(data_dir, "--port", port) as server:
            _, said = server.communicate()
    assert server.returncode == 1
    assert "déjà pris" in said
    assert "--port 8001" in said


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [(("--port", "70000"), "n’existe pas"), (("--host", "192.0.2.1"), "pas de cette machine")],
)
def test_an_impossible_address_is_told_by_its_cause(
    data_dir: Path, arguments: tuple[str, ...], cause: str
) -> None:
    with started(data_dir, *arguments, public_url="https://maillage.example.org") as server:
        _, said = server.communicate()
    assert server.returncode == 1
    assert cause in said
    assert "Errno" not in said


def test_other_machines_are_not_served_without_a_public_name(data_dir: Path) -> None:
    with started(data_dir, "--host", "192.0.2.1") as server:
        _, said = server.communicate()
    assert server.returncode == 2
    assert "PUBLIC_URL est nécessaire" in said
    assert "Exemple : PUBLIC_URL=https://" in said
