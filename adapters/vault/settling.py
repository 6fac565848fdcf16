"""Is the master key at hand the one of this database? Asked at every opening."""

from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.errors import InsufficientPrivilege

from adapters.vault.master_key import Keeper, MasterKeyError, make_master_key
from adapters.vault.rotation import finish_rotation

HELD = "SELECT max(epoch), EXISTS (SELECT FROM vault.keys) FROM vault.epochs"


def settle_master_key(owner: str, kek_file: Path) -> None:
    """A first key is made only where nothing is sealed yet; a key of another epoch is refused."""
    finish_rotation(owner, kek_file)
    with psycopg.connect(owner) as connection:
        epoch, keys = connection.execute(HELD).fetchone() or (1, False)
        if not keys:
            make_master_key(kek_file)
        found = Keeper(kek_file).of(epoch).epoch
        if found > epoch and not keys:
            adopt(connection, found)
        elif found != epoch:
            raise MasterKeyError(why_not(kek_file, found, epoch))


def adopt(connection: Connection[Any], epoch: int) -> None:
    """A new database beside a key that has served: it starts at that key's epoch."""
    try:
        connection.execute("SET LOCAL ROLE maillage_owner")
        connection.execute("UPDATE vault.epochs SET epoch = %s", (epoch,))
    except InsufficientPrivilege:
        raise MasterKeyError(
            f"Cette base est neuve, et la clé maîtresse a déjà servi (époque {epoch}) : lancez "
            "« ./maillage migrate » avec MIGRATION_DATABASE_URL."
        ) from None


def why_not(kek_file: Path, found: int, epoch: int) -> str:
    if found < epoch:
        return (
            f"La clé maîtresse {kek_file} est celle de l’époque {found}, et la base en est à "
            f"l’époque {epoch} : remettez la clé de l’époque {epoch} (voyez docs/guide/cles.md)."
        )
    return (
        f"La base est de l’époque {epoch}, plus ancienne que la clé maîtresse (époque {found}) : "
        "restaurez la sauvegarde avec « ./maillage restore FICHIER --cles EXPORT »."
    )
