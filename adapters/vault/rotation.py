"""A new master key for every key of the database; the former one destroyed, and what it wrapped.

Erased data keys may be carved out of old pages, WAL or backups: without the master key that
wrapped them they open nothing. Stopped at any step, the next start finishes it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.errors import InsufficientPrivilege
from psycopg.sql import SQL, Identifier

from adapters.access.rekey import rekey
from adapters.vault.key_files import destroy_former, left_over, put_in_place, write_next
from adapters.vault.master_key import MasterKeyError, read_master_key
from adapters.vault.rewrapping import exists, rewrap

LOCK = 7052025
STEPS = ("key_written", "rewrapped", "renamed", "former_destroyed", "pages_rewritten", "closed")
OWNED = ("vault.keys", "access.credential", "access.session", "access.login")
IN_CLEAR = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname = 'read_models' AND c.relkind = 'r' AND c.relpersistence = 'u' ORDER BY 1
"""
LAST_WORDS = ("CHECKPOINT", "SELECT pg_switch_wal()")


class RotationError(MasterKeyError):
    """A French sentence: why the key was not changed, and what to do."""


class Rotation:
    """Under way on one database; `remaining` is what only a superuser of PostgreSQL may do."""

    def __init__(self, connection: Connection[Any], kek_file: Path) -> None:
        self.connection, self.kek_file = connection, kek_file
        self.remaining: list[str] = []

    def steps(self, *, leave_unreadable: bool = False) -> Iterator[str]:
        """Each name is told once the step is safe on the disk."""
        former = read_master_key(self.kek_file)
        if former.epoch != self.epoch():
            raise RotationError(
                f"La clé maîtresse {self.kek_file} n’est pas celle de la base : remettez la bonne, "
                "puis lancez « ./maillage cles verifier »."
            )
        following = write_next(self.kek_file, former)
        yield "key_written"
        try:
            with self.connection.transaction():
                self.connection.execute("SET LOCAL ROLE maillage_owner")
                unread = rewrap(self.connection, former, following)
                if unread and not leave_unreadable:
                    raise unreadable(len(unread))
                if exists(self.connection, "access.login"):
                    rekey(self.connection, former, following)
        except (RotationError, InsufficientPrivilege):
            put_in_place(self.kek_file, former.epoch)
            raise
        yield "rewrapped"
        yield from self.finishing()

    def finishing(self) -> Iterator[str]:
        """From wherever it was stopped: the database's epoch tells which file is right."""
        yield from self.files()
        yield from self.pages()

    def files(self) -> Iterator[str]:
        put_in_place(self.kek_file, self.epoch())
        yield "renamed"
        destroy_former(self.kek_file, self.epoch())
        yield "former_destroyed"

    def pages(self) -> Iterator[str]:
        """Pages that may still hold former keys, or names of the erased, are written anew."""
        self._rewrite("maillage_owner", [name for name in OWNED if exists(self.connection, name)])
        clear = [f"read_models.{name}" for (name,) in self.connection.execute(IN_CLEAR).fetchall()]
        self._rewrite("maillage_projector", clear)
        for words in LAST_WORDS:
            try:
                self.connection.execute(words.encode())
            except InsufficientPrivilege:
                self.remaining.append(words)
        yield "pages_rewritten"
        with self.connection.transaction():
            self.connection.execute("SET LOCAL ROLE maillage_owner")
            self.connection.execute(
                "UPDATE vault.epochs SET destroyed_at = clock_timestamp() "
                "WHERE destroyed_at IS NULL AND epoch < (SELECT max(epoch) FROM vault.epochs)"
            )
        yield "closed"

    def _rewrite(self, role: str, tables: list[str]) -> None:
        """VACUUM runs in no transaction: the role is taken, and given back."""
        self.connection.execute(SQL("SET ROLE {}").format(Identifier(role)))
        try:
            for table in tables:
                name = Identifier(*table.split("."))
                self.connection.execute(SQL("VACUUM (FULL) {}").format(name))
        finally:
            self.connection.execute("RESET ROLE")

    def epoch(self) -> int:
        row = self.connection.execute("SELECT max(epoch) FROM vault.epochs").fetchone()
        return int(row[0]) if row and row[0] else 1

    def unfinished(self) -> bool:
        row = self.connection.execute(
            "SELECT count(*) FROM vault.epochs WHERE destroyed_at IS NULL"
        ).fetchone()
        return left_over(self.kek_file) or bool(row and row[0] > 1)


def unreadable(many: int) -> RotationError:
    return RotationError(
        f"{many} clé(s) de la base ne s’ouvrent pas avec la clé maîtresse : rien n’a été changé. "
        "Est-ce la bonne clé ? Si ces textes sont perdus pour de bon, ajoutez "
        "--laisser-illisibles : ils resteront illisibles."
    )


@contextmanager
def alone(owner: str, kek_file: Path) -> Iterator[Rotation | None]:
    """None when another process is changing the key right now."""
    with psycopg.connect(owner, autocommit=True) as connection:
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,)).fetchone()
        yield Rotation(connection, kek_file) if row and row[0] else None


def rotate(owner: str, kek_file: Path, *, leave_unreadable: bool = False) -> Rotation:
    with alone(owner, kek_file) as rotation:
        if rotation is None:
            raise RotationError("La clé est déjà en train d’être changée : attendez la fin.")
        if rotation.unfinished():
            exhaust(rotation.finishing())
        exhaust(rotation.steps(leave_unreadable=leave_unreadable))
        return rotation


def finish_rotation(owner: str, kek_file: Path) -> list[str]:
    """The steps that were left to do; none when no rotation was stopped half-way.

    A login without the owner's rights puts the files right and leaves pages to the next command.
    """
    done: list[str] = []
    with alone(owner, kek_file) as rotation:
        if rotation is not None and rotation.unfinished():
            done += rotation.files()
            try:
                done += rotation.pages()
            except InsufficientPrivilege:
                return done
    return done


def exhaust(steps: Iterator[str]) -> None:
    for _ in steps:
        pass
