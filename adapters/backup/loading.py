"""A backup into an empty database: the code's own tables, the backup's rows, then the checks."""

from typing import Any

import psycopg
from psycopg import Connection
from psycopg.sql import SQL, Identifier

from adapters.backup.archive import Archive, BackupError, Manifest, head_hash
from adapters.backup.saving import HEAD
from adapters.migrations.run import migrate, migrations
from adapters.vault.export import Export
from adapters.vault.ledger import Erasure
from adapters.vault.rewrapping import exists

JOURNAL = "journal.entries"
"""Loaded first: its triggers, which forget and close, act before the other tables are filled."""
OURS = ("read_models", "read_models_next", "read_models_former", "access", "vault", "journal")
USED = "SELECT EXISTS (SELECT FROM journal.entries) OR EXISTS (SELECT FROM vault.keys)"
GAPS = """
SELECT count(*), coalesce(max(notification_id), 0), coalesce(min(notification_id), 1)
  FROM journal.entries
"""


def refuse_unless_empty(owner: str) -> None:
    with psycopg.connect(owner) as connection:
        if not exists(connection, JOURNAL):
            return
        row = connection.execute(USED).fetchone()
    if row and row[0]:
        raise BackupError(
            "Cette base contient déjà un journal : une restauration ne se fait que dans une base "
            "vide. Donnez-en une autre, par exemple DATA_DIR=/var/lib/maillage-restaure"
        )


def refuse_unknown_shape(manifest: Manifest) -> None:
    unknown = set(manifest.migrations) - {path.stem for path in migrations()}
    if unknown or manifest.format != 1:
        raise BackupError(
            f"Cette sauvegarde vient d’une version plus récente de Maillage ({manifest.version}) : "
            "installez-la, ou une plus récente, puis recommencez."
        )


def load(owner: str, archive: Archive, export: Export | None, ledger: list[Erasure]) -> None:
    """All in one transaction: stopped half-way, the database is empty still."""
    manifest = archive.manifest
    with psycopg.connect(owner, autocommit=True) as connection:
        clear(connection)
    migrate(owner, manifest.migrations)
    with psycopg.connect(owner) as connection:
        connection.execute("SET LOCAL ROLE maillage_owner")
        for name in sorted(manifest.tables, key=lambda name: (name != JOURNAL, name)):
            fill(connection, archive, name)
        check(connection, manifest)
        if export is not None:
            put_keys(connection, export)
        forget(connection, ledger)


def clear(connection: Connection[Any]) -> None:
    """What an opening without any entry had made."""
    for schema in OURS:
        connection.execute(SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(Identifier(schema)))
    connection.execute("DROP TABLE IF EXISTS public.maillage_migrations")


def fill(connection: Connection[Any], archive: Archive, name: str) -> None:
    table = Identifier(*name.split("."))
    columns = SQL(", ").join(map(Identifier, archive.manifest.tables[name].columns))
    connection.execute(SQL("DELETE FROM {}").format(table))
    with connection.cursor().copy(SQL("COPY {} ({}) FROM STDIN").format(table, columns)) as copy:
        for chunk in archive.chunks(name):
            copy.write(chunk)


def check(connection: Connection[Any], manifest: Manifest) -> None:
    """As many lines as positions, from the first to the last the manifest tells, and that one."""
    many, last, first = connection.execute(GAPS.encode()).fetchone() or (0, 0, 1)
    head = connection.execute(HEAD.encode()).fetchone()
    found = head_hash(*head) if head else ""
    whole = (many, last, first, found) == (manifest.position, manifest.position, 1, manifest.head)
    counts = {
        name: connection.execute(SQL("SELECT count(*) FROM {}").format(ident(name))).fetchone()
        for name in manifest.tables
    }
    if not whole or any(counts[name] != (one.rows,) for name, one in manifest.tables.items()):
        raise BackupError(
            "Ce qui a été chargé ne correspond pas au manifeste de la sauvegarde : rien n’a été "
            "gardé. Prenez une autre sauvegarde."
        )


def ident(name: str) -> Identifier:
    return Identifier(*name.split("."))


def put_keys(connection: Connection[Any], export: Export) -> None:
    """The export's keys, which the master key at hand opens, instead of the backup's."""
    connection.execute("DELETE FROM vault.keys WHERE epoch <> %s", (export.epoch,))
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO vault.keys SELECT %s, %s, %s, %s ON CONFLICT DO NOTHING",
            [(one.key_id, one.wrapped, export.epoch, one.person) for one in export.keys],
        )
    connection.execute("DELETE FROM vault.keys WHERE key_id IN (SELECT * FROM vault.forgotten)")
    if begin_epoch(connection, export.epoch) and exists(connection, "access.credential"):
        put_factors(connection, export)


def begin_epoch(connection: Connection[Any], epoch: int) -> bool:
    """True when the backup is of a former epoch."""
    connection.execute(
        "UPDATE vault.epochs SET destroyed_at = now() WHERE destroyed_at IS NULL AND epoch < %s",
        (epoch,),
    )
    done = connection.execute(
        "INSERT INTO vault.epochs VALUES (%s, now(), NULL) ON CONFLICT DO NOTHING", (epoch,)
    )
    return done.rowcount == 1


def put_factors(connection: Connection[Any], export: Export) -> None:
    """Whoever's second factor opens no longer needs a new link: a password is not enough."""
    connection.execute(
        "DELETE FROM access.credential WHERE totp IS NOT NULL AND NOT account = ANY(%s)",
        ([one.account for one in export.factors],),
    )
    connection.execute(
        "DELETE FROM access.recovery WHERE account NOT IN (SELECT account FROM access.credential)"
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE access.credential SET totp = %s WHERE account = %s",
            [(one.totp, one.account) for one in export.factors],
        )


def forget(connection: Connection[Any], ledger: list[Erasure]) -> None:
    """Whom the ledger says was erased has no key from the first instant on."""
    texts = [key for one in ledger for key in one.keys]
    connection.execute(
        "WITH gone AS (DELETE FROM vault.keys WHERE person = ANY(%s) OR key_id = ANY(%s) "
        "RETURNING key_id) INSERT INTO vault.forgotten SELECT key_id FROM gone "
        "UNION SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING",
        ([str(one.person) for one in ledger], texts, texts),
    )
