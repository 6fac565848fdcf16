"""The first command of the README, as a newcomer types it: the pages open on the demonstration."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

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


def maillage(home: Path, *words: str) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    here = {**os.environ, "DATA_DIR": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "api.cli", *words]
    return subprocess.Popen(command, cwd=ROOT, env=here, stdin=pipe, stdout=pipe, text=True)


def entered(address: str) -> OpenerDirector:
    """One click on the role of direction, as the first page offers."""
    browser = build_opener(HTTPCookieProcessor())
    browser.open(f"{address}entrer/demonstration", b"role=direction").close()
    return browser


def recensees(browser: OpenerDirector, address: str) -> int:
    with browser.open(f"{address}api/questions/couverture?{YEAR}") as answer:
        return sum(row["recenses"] for row in msgspec.json.decode(answer.read()))


def test_the_pages_open_on_the_demonstration_and_see_what_others_write(home: Path) -> None:
    serving = maillage(home, "serve", "--demo", "--port", "0")
    assert serving.stdout is not None
    said = next(line for line in serving.stdout if "http://" in line)
    address = said.partition(" : ")[2].strip()
    browser = entered(address)
    assert recensees(browser, address) == 989
    told, _ = maillage(home, "do", "-").communicate(msgspec.json.encode(ORDER).decode())
    assert msgspec.json.decode(told)["ok"]
    assert recensees(browser, address) == 990
    serving.send_signal(signal.SIGTERM)
    assert serving.wait(60) in {0, -signal.SIGTERM}
