"""A PostgreSQL server for whoever has none: nothing to install, private, shared by our processes.

Every process that wants it says so for as long as it lives; the first one starts it, and its
supervisor stops it after the last. Production names its own server instead.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from adapters.postgres.account import EmbeddedServerError, as_server
from adapters.postgres.locks import held, is_held
from adapters.postgres.place import Place, find_place, make_home

__all__ = ["EmbeddedServerError", "conninfo", "embedded"]

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0


@contextmanager
def embedded(data_dir: Path, options: Sequence[str] = ()) -> Iterator[str]:
    """Yield the conninfo of the superuser `maillage` on the database `maillage`.

    `options` ("name=value") count for the process that starts the server; tests use them.
    """
    home = make_home(data_dir)
    with held(home / "pg.users", shared=True):
        with held(home / "pg.starting"):
            place = find_place(home)
            _make_cluster(place)
            _ensure_running(place, options)
            _ensure_database(place)
        yield _conninfo(place, "maillage")


def conninfo(base: str, user: str | None = None, database: str | None = None) -> str:
    """The same server, as another role or on another database."""
    return make_conninfo(base, user=user, dbname=database)


def _conninfo(place: Place, database: str) -> str:
    return make_conninfo(host=str(place.sockets), port=5432, user="maillage", dbname=database)


def _make_cluster(place: Place) -> None:
    """An initdb that was killed half-way is done again from nothing."""
    if place.unfinished.exists():
        _empty(place.data)
    version = place.data / "PG_VERSION"
    if version.exists():
        _refuse_another_major(place, version.read_text().strip())
        return
    place.unfinished.touch()
    _initdb(place)
    place.unfinished.unlink()


def _empty(directory: Path) -> None:
    for child in directory.iterdir():
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        else:
            child.unlink()


def _refuse_another_major(place: Place, found: str) -> None:
    command = [str(place.binaries / "postgres"), "--version"]
    words = subprocess.run(command, check=True, capture_output=True, text=True, **as_server())
    wanted = words.stdout.split()[2].split(".")[0]
    if found != wanted:
        raise EmbeddedServerError(
            f"La base de {place.data} a été faite par PostgreSQL {found}, et Maillage apporte le "
            f"{wanted}. Sauvegardez-la avec la version de Maillage qui l'a faite, "
            "puis restaurez-la ici."
        )


def _initdb(place: Place) -> None:
    locale = ["--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
    what = ["-U", "maillage", "-A", "trust", "-k", "--encoding=UTF8", *locale, "--no-instructions"]
    done = subprocess.run(
        [place.binaries / "initdb", "-D", place.data, *what],
        check=False,
        capture_output=True,
        text=True,
        cwd="/",
        **as_server(),
    )
    if done.returncode:
        raise EmbeddedServerError(
            f"La base n'a pas pu être créée dans {place.data} : {done.stderr.strip()}\n"
            "Vérifiez la place sur le disque et les droits du dossier, puis relancez."
        )


def _ensure_running(place: Place, options: Sequence[str]) -> None:
    deadline = time.monotonic() + PATIENCE
    spawned = False
    while not _answers(place):
        if not is_held(place.supervised):
            if spawned:
                raise _not_started(place)
            _spawn(place, options)
            spawned = True
        if time.monotonic() > deadline:
            raise _not_started(place)
        time.sleep(0.03)


def _answers(place: Place) -> bool:
    try:
        psycopg.connect(_conninfo(place, "postgres"), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _spawn(place: Place, options: Sequence[str]) -> None:
    """Returns once the supervisor holds its lock: a free lock then means that it gave up."""
    with place.log.open("ab") as log:
        subprocess.run(
            [sys.executable, "-P", "-m", "adapters.postgres.supervisor", place.home, *options],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )


def _not_started(place: Place) -> EmbeddedServerError:
    tail = "\n".join(place.log.read_text(errors="replace").splitlines()[-8:])
    return EmbeddedServerError(
        f"La base embarquée n'a pas démarré. Ses dernières lignes ({place.log}) :\n{tail}"
    )


def _ensure_database(place: Place) -> None:
    with psycopg.connect(_conninfo(place, "postgres"), autocommit=True) as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = 'maillage'"
        if connection.execute(known).fetchone() is None:
            connection.execute("CREATE DATABASE maillage")
