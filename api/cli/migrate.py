"""Prépare la base : rôles, journal, fonctions, tables ; ne refait jamais ce qui est fait."""

import argparse
import sys

from psycopg import Error

from adapters.migrations.run import MigrationError
from adapters.vault.settling import settle_master_key
from api.opening import Doors, crm, doors, prepare_database
from api.settings import Settings


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """No option: MIGRATION_DATABASE_URL says where."""


def fill(ways: Doors, settings: Settings) -> None:
    """Tables of a new shape are filled before anybody serves from them."""
    settle_master_key(ways.owner, settings.kek_file)
    with crm(Doors(ways.owner, ways.owner), settings, pool_size=2):
        pass


def run(_options: argparse.Namespace, settings: Settings) -> int:
    try:
        with doors(settings) as ways:
            applied = prepare_database(ways.owner)
            fill(ways, settings)
    except (MigrationError, Error) as error:
        sys.stderr.write(f"La base n’a pas été préparée : {error}\n")
        return 1
    sys.stdout.write(f"Étapes faites : {', '.join(applied)}.\n" if applied else "Rien à faire.\n")
    return 0
