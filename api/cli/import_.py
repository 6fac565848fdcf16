"""Fait entrer une liste d'acteurs (CSV ou XLSX), et dit ce que devient chaque ligne.

Exemples : ./maillage import acteurs liste.csv --essai
           ./maillage import acteurs liste.csv --garder 12 40
Rien n'est perdu : les lignes non reprises sont rendues dans un fichier, avec leur motif. Le même
fichier importé deux fois ne change rien. Sortie 0 quand chaque ligne est réglée, 1 sinon.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from adapters.spreadsheets.refusals import Unreadable
from adapters.spreadsheets.rejects import rejects
from adapters.spreadsheets.verdicts import VERDICT_LABELS
from api.cli.base import with_crm
from api.crm import Crm
from api.errors import UnavailableError, UnknownOutcomeError
from api.importing import Imported, Ligne, import_actors
from api.importing_words import adds, summary
from api.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("quoi", choices=["acteurs"], help="acteurs")
    parser.add_argument("fichier", type=Path, help="la liste, en CSV ou en XLSX")
    parser.add_argument(
        "--essai", action="store_true", help="dit ce qui se ferait, sans rien faire"
    )
    parser.add_argument(
        "--garder",
        type=int,
        nargs="+",
        default=[],
        metavar="LIGNE",
        help="ces doublons probables sont bien d'autres structures",
    )
    parser.add_argument("--rejets", type=Path, help="où rendre les lignes non reprises")
    parser.add_argument("--feuille", help="la feuille à lire dans un classeur")
    parser.add_argument("--json", action="store_true", help="un objet JSON")


def run(options: argparse.Namespace, settings: Settings) -> int:
    if not options.fichier.is_file():
        sys.stderr.write(f"Le fichier {options.fichier} n’existe pas : vérifiez son chemin.\n")
        return 2
    return with_crm(settings, lambda crm: imported(crm, options))


def imported(crm: Crm, options: argparse.Namespace) -> int:
    try:
        done = import_actors(
            crm,
            options.fichier,
            options.fichier.name,
            keep=frozenset(options.garder),
            trial=options.essai,
            sheet=options.feuille,
        )
    except Unreadable as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except (UnavailableError, UnknownOutcomeError) as error:
        sys.stderr.write(f"{error.why} Ce qui est déjà entré y reste : relancez le même import.\n")
        return 1
    where = None if options.essai else given_back(done, options)
    say(done, crm, options, where)
    return 0 if done.settled else 1


def given_back(done: Imported, options: argparse.Namespace) -> Path | None:
    """The file of the lines that were not taken, when there are some."""
    reasons = {one.ligne: sentence(one) for one in done.lines if not one.settled}
    if not reasons:
        return None
    path: Path = options.rejets or options.fichier.with_suffix(".rejets.csv")
    try:
        path.write_bytes(rejects(done.table, reasons))
    except OSError as error:
        sys.stderr.write(
            f"Les lignes non reprises n’ont pas pu être écrites dans {path} ({error.strerror}) : "
            "relancez avec --rejets FICHIER.\n"
        )
        return None
    return path


def sentence(one: Ligne) -> str:
    other = f" → « {one.autre_nom} »" if one.autre_nom else ""
    return f"{VERDICT_LABELS[one.verdict].capitalize()}{other} : {one.raison}"


def say(done: Imported, crm: Crm, options: argparse.Namespace, where: Path | None) -> None:
    if options.json:
        told = as_json(done, crm, options, where)
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(told)).decode() + "\n")
        return
    for text in table(done.lines):
        sys.stdout.write(f"{text}\n")
    for text in summary(done, crm.today, trial=options.essai):
        sys.stdout.write(f"{text}\n")
    if where is not None:
        sys.stdout.write(f"Lignes non reprises : {where}\n")


def as_json(
    done: Imported, crm: Crm, options: argparse.Namespace, where: Path | None
) -> dict[str, Any]:
    return {
        "fichier": options.fichier.name,
        "essai": options.essai,
        "regle": done.settled,
        "comptes": {verdict: done.counts()[verdict] for verdict in VERDICT_LABELS},
        "ajoute": adds(done),
        "jour": crm.today,
        "rejets": str(where) if where else None,
        "lignes": done.lines,
        "remarques": [
            {"ligne": one.line, "colonne": one.column, "message": one.message}
            for one in done.actors.remarks
        ],
        "colonnes_non_reprises": done.actors.unread,
    }


WIDEST = 44


def table(lines: list[Ligne]) -> Iterator[str]:
    """A line each: its number, what became of it, its name, and why."""
    yield f"{'ligne':>5}  {'devient':<17} {'structure':<{WIDEST}}  remarques"
    for one in lines:
        why = " ".join(said for said in (reason(one), *one.remarques) if said)
        nom = cut(one.nom or "–")
        yield f"{one.ligne:>5}  {VERDICT_LABELS[one.verdict]:<17} {nom:<{WIDEST}}  {why}".rstrip()


def reason(one: Ligne) -> str:
    where = f"[{one.colonne}] " if one.colonne else ""
    other = f" → « {one.autre_nom} »" if one.autre_nom else ""
    return f"{where}{one.raison or ''}{other}{'.' if one.raison and other else ''}"


def cut(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
