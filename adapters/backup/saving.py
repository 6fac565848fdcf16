"""A backup of a journal that goes on: everything as of one instant, in one file."""

import hashlib
import os
import zipfile
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from psycopg import Connection
from psycopg.sql import SQL, Identifier

from adapters.backup.archive import MANIFEST, BackupError, Manifest, Table, head_hash

SHORT_LIVED = ("access.session", "access.link")
"""Nobody comes back signed in from a backup, nor with a link that was withdrawn since."""
TABLES = """
SELECT n.nspname, c.relname, array_agg(a.attname::text ORDER BY a.attnum)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid
 WHERE n.nspname IN ('journal', 'vault', 'access') AND c.relkind = 'r' AND c.relpersistence = 'p'
   AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
 GROUP BY 1, 2 ORDER BY 1, 2
"""
HEAD = """
SELECT originator_id, originator_version, notification_id, topic, state
  FROM journal.entries ORDER BY notification_id DESC LIMIT 1
"""


def save(owner: str, path: Path) -> Manifest:
    """Into a new file, readable by its owner alone, on the disk when this returns."""
    if path.exists():
        raise BackupError(f"Le fichier {path} existe déjà : donnez un autre nom.")
    partial = path.with_name(path.name + ".partiel")
    try:
        descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            manifest = written(owner, file)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise BackupError(
            f"La sauvegarde {path} ne peut pas être écrite ({error.strerror}) : choisissez un "
            "dossier où il y a la place et le droit d’écrire."
        ) from None
    return manifest


def written(owner: str, file: Any) -> Manifest:
    with (
        psycopg.connect(owner) as connection,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
    ):
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        manifest = told(connection, tables(connection, archive))
        archive.writestr(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    return manifest


def tables(connection: Connection[Any], archive: zipfile.ZipFile) -> dict[str, Table]:
    found = connection.execute(TABLES.encode()).fetchall()
    return {
        f"{schema}.{name}": copied(connection, archive, f"{schema}.{name}", columns)
        for schema, name, columns in found
        if f"{schema}.{name}" not in SHORT_LIVED
    }


def copied(
    connection: Connection[Any], archive: zipfile.ZipFile, name: str, columns: list[str]
) -> Table:
    statement = SQL("COPY {} ({}) TO STDOUT").format(
        Identifier(*name.split(".")), SQL(", ").join(map(Identifier, columns))
    )
    total, cursor = hashlib.sha256(), connection.cursor()
    with archive.open(name, "w", force_zip64=True) as member, cursor.copy(statement) as copy:
        for block in copy:
            total.update(block)
            member.write(block)
    return Table(columns, cursor.rowcount, total.hexdigest())


def told(connection: Connection[Any], saved: dict[str, Table]) -> Manifest:
    head = connection.execute(HEAD.encode()).fetchone()
    epoch = connection.execute("SELECT max(epoch) FROM vault.epochs").fetchone()
    done = connection.execute("SELECT name FROM public.maillage_migrations ORDER BY name")
    return Manifest(
        version=release(),
        at=datetime.now(UTC),
        position=head[2] if head else 0,
        head=head_hash(*head) if head else "",
        epoch=epoch[0] if epoch else 1,
        migrations=[name for (name,) in done],
        tables=saved,
    )


def release() -> str:
    """The version of Maillage, when it is installed under a name."""
    try:
        return version("maillage")
    except PackageNotFoundError:
        return "0.1.0"
