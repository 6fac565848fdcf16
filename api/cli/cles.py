"""La clé maîtresse : où elle en est, la changer, exporter les clés qu'elle protège, vérifier.

Changer la clé rend illisible pour de bon ce qui a été effacé, jusque dans les sauvegardes d'avant.
La procédure à deux personnes est dans docs/guide/cles.md.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import psycopg

from adapters.vault.export import ExportError, read_export, write_export
from adapters.vault.master_key import read_master_key
from adapters.vault.rotation import rotate
from adapters.vault.settling import settle_master_key
from adapters.vault.state import check_keys, state
from api.cli.base import told
from api.french import counted, day_full
from api.keys import note_destroyed_epochs
from api.knowing import PARIS
from api.opening import Doors, doors, opened, prepare_database
from api.settings import Settings

ACTS = ("etat", "tourner", "exporter", "verifier")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("quoi", choices=ACTS, help="etat, tourner, exporter ou verifier")
    parser.add_argument("fichier", nargs="?", help="où exporter, ou l'export à vérifier")
    parser.add_argument(
        "--laisser-illisibles",
        action="store_true",
        help="change la clé même si des clés de la base ne s'ouvrent plus",
    )


def run(options: argparse.Namespace, settings: Settings) -> int:
    def act() -> int:
        with doors(settings) as ways:
            if settings.database_url is None:
                prepare_database(ways.owner)
            settle_master_key(ways.owner, settings.kek_file)
            return DONE[options.quoi](options, settings, ways)

    return told(act)


def say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")


def tell_state(_options: argparse.Namespace, settings: Settings, ways: Doors) -> int:
    found = state(ways.owner, settings.kek_file, settings.erasures_file)
    say(f"Époque {found.epoch}, commencée le {day(found.started_at)}.")
    say(f"{counted(found.keys, 'clé')} ; personnes qui en ont une : {found.persons}.")
    say(f"Effacements depuis le dernier changement de clé : {found.erased_since}.")
    say(f"À changer avant le {day(found.due)} : ./maillage cles tourner")
    if found.not_in_ledger:
        say(f"Effacements absents du registre {settings.erasures_file} : {found.not_in_ledger}.")
    return 0


def day(moment: datetime) -> str:
    return day_full(moment.astimezone(PARIS).date())


def turn(options: argparse.Namespace, settings: Settings, ways: Doors) -> int:
    done = rotate(ways.owner, settings.kek_file, leave_unreadable=options.laisser_illisibles)
    with opened(settings) as crm:
        note_destroyed_epochs(crm)
    epoch = read_master_key(settings.kek_file).epoch
    say(f"La clé maîtresse est changée : époque {epoch}. L’ancienne est détruite.")
    if done.remaining:
        say("Il reste à faire dans PostgreSQL, par son administrateur :")
        say(" ".join(f"{words};" for words in done.remaining))
    say("Maintenant : copiez la nouvelle clé en lieu sûr, détruisez les copies de l’ancienne,")
    say("exportez les clés (./maillage cles exporter), détruisez les exports d’avant.")
    return 0


def export(options: argparse.Namespace, _settings: Settings, ways: Doors) -> int:
    if options.fichier is None:
        raise ExportError("Dites où écrire l’export : ./maillage cles exporter FICHIER")
    with psycopg.connect(ways.owner) as connection:
        written = write_export(connection, Path(options.fichier))
    say(f"{options.fichier} : {counted(len(written.keys), 'clé')} de l’époque {written.epoch}.")
    say("Rangez ce fichier ailleurs que la clé maîtresse, et détruisez les exports d’avant.")
    return 0


def verify(options: argparse.Namespace, settings: Settings, ways: Doors) -> int:
    checked = check_keys(ways.owner, settings.kek_file)
    say(f"Clés qui s’ouvrent : {checked.opened} ; qui ne s’ouvrent pas : {checked.closed}.")
    found = state(ways.owner, settings.kek_file, settings.erasures_file)
    if found.unfinished:
        say("Un changement de clé n’est pas fini : relancez avec MIGRATION_DATABASE_URL.")
    if options.fichier is not None:
        written = read_export(Path(options.fichier))
        many = counted(len(written.keys), "clé")
        say(f"{options.fichier} : intact, {many} de l’époque {written.epoch}.")
        if written.epoch != found.epoch:
            say("Cet export est d’une autre époque : il ne sert plus, détruisez-le.")
            return 1
    return 1 if checked.closed or found.unfinished or found.not_in_ledger else 0


DONE: dict[str, Callable[[argparse.Namespace, Settings, Doors], int]] = {
    "etat": tell_state,
    "tourner": turn,
    "exporter": export,
    "verifier": verify,
}
