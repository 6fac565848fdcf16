"""The embedded server: one for all, durable, gone with its last user, back after kill -9."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from adapters.postgres.durability import durability_complaints
from adapters.postgres.embedded import EmbeddedServerError, conninfo, embedded
from adapters.postgres.leftovers import _server_processes
from adapters.postgres.locks import is_held

ROOT = Path(__file__).parents[2]
USER = """
import sys, time
from pathlib import Path
from adapters.postgres.embedded import embedded
with embedded(Path(sys.argv[1])) as server:
    print(server, flush=True)
    time.sleep(120)
"""


def until(condition: Callable[[], bool], patience: float = 60) -> None:
    """Wait for what must come; a test never counts how fast."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "ce qui devait venir n'est pas venu"
        time.sleep(0.05)


def stopped(home: Path) -> bool:
    return not is_held(home / "pg.supervised") and not _server_processes((home / "pg").resolve())


@pytest.fixture
def home() -> Iterator[Path]:
    """A directory that the server's account can enter, whoever runs the tests."""
    directory = Path(tempfile.mkdtemp(prefix="maillage-essai-"))
    directory.chmod(0o711)
    yield directory
    if (directory / "pg").exists():
        until(lambda: stopped(directory))
        if (directory / "pg").is_symlink():
            shutil.rmtree((directory / "pg").resolve())
    shutil.rmtree(directory)


def postmaster(home: Path) -> int:
    return int((home / "pg" / "postmaster.pid").read_text().splitlines()[0])


def a_user(home: Path) -> subprocess.Popen[str]:
    """Another process of the application, using the server until it is killed."""
    return subprocess.Popen(
        [sys.executable, "-c", USER, str(home)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def answer(server: str, statement: LiteralString) -> object:
    with psycopg.connect(server) as connection:
        row = connection.execute(statement).fetchone()
        return row and row[0]


def write(server: str, value: int) -> None:
    with psycopg.connect(server) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (value int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [value])


def came_back(server: str) -> bool:
    try:
        answer(server, "SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def test_a_new_server_is_private_durable_and_ours(home: Path) -> None:
    with embedded(home) as server, psycopg.connect(server) as connection:
        assert durability_complaints(connection) == []
        assert answer(server, "SELECT current_user || '@' || current_database()") == (
            "maillage@maillage"
        )
        assert answer(server, "SHOW listen_addresses") == ""
        assert answer(server, "SHOW server_encoding") == "UTF8"
        sockets = Path(str(answer(server, "SHOW unix_socket_directories")).strip('"'))
        assert sockets.stat().st_mode & 0o077 == 0


def test_it_stops_after_its_last_user_and_keeps_what_it_was_told(home: Path) -> None:
    with embedded(home) as server:
        write(server, 7)
        with embedded(home) as again:
            assert again == server
        assert answer(server, "SELECT value FROM kept") == 7
    until(lambda: stopped(home))
    with embedded(home) as server:
        assert answer(server, "SELECT value FROM kept") == 7


def test_processes_that_start_at_once_share_one_server(home: Path) -> None:
    users = [a_user(home) for _ in range(3)]
    servers = {user.stdout.readline() for user in users if user.stdout}
    for user in users:
        user.kill()
        user.communicate()
    assert len(servers) == 1
    assert "host=" in servers.pop()


def test_a_killed_server_comes_back_with_everything(home: Path) -> None:
    with embedded(home) as server:
        write(server, 1)
        before = postmaster(home)
        os.kill(before, signal.SIGKILL)
        until(lambda: came_back(server) and postmaster(home) != before)
        assert answer(server, "SELECT value FROM kept") == 1


def test_a_killed_user_leaves_no_server_behind(home: Path) -> None:
    user = a_user(home)
    assert user.stdout is not None
    write(user.stdout.readline().strip(), 2)
    user.kill()
    user.communicate()
    until(lambda: stopped(home))
    with embedded(home) as server:
        assert answer(server, "SELECT value FROM kept") == 2


def test_everything_killed_at_once_starts_again(home: Path) -> None:
    user = a_user(home)
    assert user.stdout is not None
    write(user.stdout.readline().strip(), 3)
    supervisor = parent_of(postmaster(home))
    for process in (supervisor, postmaster(home), user.pid):
        os.kill(process, signal.SIGKILL)
    user.communicate()
    with embedded(home) as server:
        assert answer(server, "SELECT value FROM kept") == 3


def test_a_killed_supervisor_takes_its_server_along(home: Path) -> None:
    with embedded(home):
        os.kill(parent_of(postmaster(home)), signal.SIGKILL)
        until(lambda: stopped(home))


def parent_of(process: int) -> int:
    stat = Path(f"/proc/{process}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])


def test_the_pid_file_of_a_dead_server_may_name_a_living_stranger(home: Path) -> None:
    with embedded(home):
        pass
    until(lambda: stopped(home))
    stranger = home / "pg" / "postmaster.pid"
    stranger.write_text(f"{os.getppid()}\n{home / 'pg'}\n0\n5432\n{home / 'pg'}\n\n")
    with embedded(home) as server:
        assert answer(server, "SELECT 1") == 1


def test_a_first_start_that_was_cut_short_is_done_again(home: Path) -> None:
    (home / "pg.unfinished").touch()
    (home / "pg" / "base").mkdir(parents=True)
    (home / "pg" / "PG_VERSION").write_text("18\n")
    with embedded(home) as server:
        assert answer(server, "SELECT 1") == 1


def test_a_long_path_gets_a_short_private_socket(home: Path) -> None:
    deep = home / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    with embedded(deep) as server:
        assert answer(server, "SELECT 1") == 1
        sockets = Path(str(psycopg.conninfo.conninfo_to_dict(server)["host"]))
        assert sockets.stat().st_mode & 0o077 == 0
    until(lambda: stopped(deep))
    shutil.rmtree(sockets)


def test_data_that_nobody_could_reach_is_kept_elsewhere_for_root_alone(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    with embedded(closed) as server:
        assert answer(server, "SELECT 1") == 1
    data = (closed / "pg").resolve()
    assert data.is_relative_to(home) is (os.geteuid() != 0)
    until(lambda: stopped(closed))
    shutil.rmtree(data)


def test_data_of_another_version_is_refused_kindly(home: Path) -> None:
    with embedded(home):
        pass
    until(lambda: stopped(home))
    (home / "pg" / "PG_VERSION").write_text("14\n")
    with pytest.raises(EmbeddedServerError, match="PostgreSQL 14"), embedded(home):
        pass


def test_a_server_that_could_lose_writes_is_named_in_french(postgres_server: str) -> None:
    with psycopg.connect(postgres_server) as connection:
        complaints = durability_complaints(connection)
    named = ["fsync", "full_page_writes", "synchronous_commit"]
    assert [name for name in named if any(f"{name} = off" in line for line in complaints)] == named
    assert not any("data_checksums" in line for line in complaints)


def test_another_role_and_another_database_of_the_same_server() -> None:
    assert "user=lecture" in conninfo("host=/x user=maillage dbname=maillage", user="lecture")
    assert "dbname=essai" in conninfo("host=/x user=maillage dbname=maillage", database="essai")
