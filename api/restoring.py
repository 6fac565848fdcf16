"""From a backup to a database that may open: rows, keys, erasures, tables; in that order."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from psycopg_pool import ConnectionPool

from adapters.backup.archive import Archive, BackupError, Manifest
from adapters.backup.loading import load, refuse_unknown_shape, refuse_unless_empty
from adapters.read_models.rebuild import rebuild
from adapters.reference.tables import place_of
from adapters.vault.export import Export, read_export
from adapters.vault.ledger import Erasure, Ledger, erasures, lacking
from adapters.vault.master_key import MasterKey, read_master_key
from adapters.vault.state import check_keys
from adapters.vault.vault import Vault
from api.forgetting import replay
from api.keys import note_destroyed_epochs
from api.knowing import as_box
from api.opening import Doors, doors, opened, prepare_database
from api.settings import Settings


class Asked(NamedTuple):
    """`ledger`: None when it is known that nobody was ever erased."""

    file: Path
    export: Path | None
    ledger: Path | None


class Restored(NamedTuple):
    position: int
    at: datetime
    forgotten: int
    readable: int
    unreadable: int


def restore(settings: Settings, asked: Asked) -> Restored:
    """Everything is read and refused before the database is touched."""
    archive, master = Archive(asked.file), read_master_key(settings.kek_file)
    manifest = archive.manifest
    refuse_unknown_shape(manifest)
    export = read_export(asked.export) if asked.export else None
    refuse_other_epoch(manifest, master, export)
    ledger = known_erasures(asked.ledger)
    with doors(settings) as ways:
        refuse_unless_empty(ways.owner)
        load(ways.owner, archive, export, ledger)
        prepare_database(ways.owner)
        fill_tables(ways, settings)
        with opened(settings) as crm:
            with crm.pool.connection() as connection:
                missing = lacking(ledger, erasures(connection))
            forgotten = replay(crm, missing)
            note_destroyed_epochs(crm)
        keys = check_keys(ways.owner, settings.kek_file)
    return Restored(manifest.position, manifest.at, forgotten, keys.opened, keys.closed)


def refuse_other_epoch(manifest: Manifest, master: MasterKey, export: Export | None) -> None:
    if export is not None and export.epoch != master.epoch:
        raise BackupError(
            f"L’export est de l’époque {export.epoch}, la clé maîtresse de l’époque "
            f"{master.epoch} : donnez l’export fait après le dernier changement de clé."
        )
    if export is None and manifest.epoch != master.epoch:
        raise BackupError(
            f"La sauvegarde est de l’époque {manifest.epoch}, la clé maîtresse de l’époque "
            f"{master.epoch} : ajoutez --cles EXPORT, l’export des clés de l’époque {master.epoch}."
        )


def known_erasures(path: Path | None) -> list[Erasure]:
    """Without the ledger, whoever was erased since the backup would come back."""
    if path is None:
        return []
    if not path.exists():
        raise BackupError(
            f"Le registre des effacements {path} manque : donnez-le par --effacements FICHIER. Si "
            "personne n’a jamais été effacé, dites --sans-effacements."
        )
    return Ledger(path).read()


def fill_tables(ways: Doors, settings: Settings) -> None:
    with ConnectionPool(ways.owner, min_size=1, max_size=2, open=True) as pool:
        vault = Vault(settings.kek_file, pool)
        rebuild(ways.owner, place_of, lambda text: vault.read([as_box(text)])[0])
