"""Sauvegarde le journal, les clés (scellées) et les comptes dans un fichier, sans rien arrêter.

La clé maîtresse n'y est jamais : gardez-la ailleurs. Voyez docs/guide/cles.md.
"""

import argparse
import sys
from pathlib import Path

from adapters.backup.saving import save
from api.cli.base import told
from api.opening import doors, prepare_database
from api.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("fichier", help="le fichier à écrire ; il ne doit pas exister")


def run(options: argparse.Namespace, settings: Settings) -> int:
    return told(lambda: saved(Path(options.fichier), settings))


def saved(path: Path, settings: Settings) -> int:
    with doors(settings) as ways:
        if settings.database_url is None:
            prepare_database(ways.owner)
        manifest = save(ways.owner, path)
    sys.stdout.write(
        f"Sauvegarde faite : {path}, jusqu’à la position {manifest.position}, époque "
        f"{manifest.epoch}.\nGardez-la ailleurs que la clé maîtresse ({settings.kek_file}) et que "
        f"le registre des effacements ({settings.erasures_file}).\n"
    )
    return 0
