"""Restaure une sauvegarde dans une base vide, oublie à nouveau qui a été effacé, puis dit tout.

Voyez docs/guide/cles.md.
"""

import argparse
import sys
from pathlib import Path

from api.cli.base import told
from api.french import instant
from api.restoring import Asked, restore
from api.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("fichier", help="la sauvegarde faite par ./maillage backup")
    parser.add_argument("--cles", metavar="EXPORT", help="l'export des clés de l'époque présente")
    ledger = parser.add_mutually_exclusive_group()
    ledger.add_argument(
        "--effacements", metavar="FICHIER", help="le registre des effacements (ERASURES_FILE)"
    )
    ledger.add_argument(
        "--sans-effacements", action="store_true", help="personne n'a jamais été effacé"
    )


def run(options: argparse.Namespace, settings: Settings) -> int:
    return told(lambda: restored(options, settings))


def restored(options: argparse.Namespace, settings: Settings) -> int:
    named = Path(options.effacements) if options.effacements else settings.erasures_file
    export = Path(options.cles) if options.cles else None
    asked = Asked(Path(options.fichier), export, None if options.sans_effacements else named)
    done = restore(settings, asked)
    for sentence in (
        f"Restauré jusqu’à la position {done.position}, du {instant(done.at)}.",
        f"Personnes oubliées à nouveau : {done.forgotten}.",
        f"Clés qui s’ouvrent : {done.readable} ; qui ne s’ouvrent pas : {done.unreadable}.",
        "Ce qui a été noté après cet instant est perdu : ressaisissez-le.",
        "Les comptes sont ceux de ce jour-là : fermez ceux qui l’ont été depuis.",
        "Retirez aussi les jetons d’API retirés depuis. Chacun se connecte à nouveau.",
    ):
        sys.stdout.write(f"{sentence}\n")
    return 0
