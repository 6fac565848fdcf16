"""Charge la démonstration dans un journal vide : 989 structures, l'année 2021, neuf mois de 2022.

Les organisations, les projets et deux rencontres sont réels et publics ; tout le reste est généré
et le dit. Le jour de la démonstration est le 30 septembre 2022.
"""

import argparse
import sys
import time
from collections import Counter

from adapters.demo.real_gatherings import agenda
from api.cli.base import told
from api.demonstration import Demonstration, load_demonstration
from api.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--agenda",
        action="store_true",
        help="montre les rencontres publiées qui n'entrent dans aucun chiffre, et pourquoi",
    )


def run(options: argparse.Namespace, settings: Settings) -> int:
    if options.agenda:
        show_agenda()
        return 0
    return told(lambda: loaded_alone(settings))


def loaded_alone(settings: Settings) -> int:
    loaded(settings)
    sys.stdout.write("Ouvrez-la : ./maillage serve\n")
    return 0


def loaded(settings: Settings) -> int:
    start = time.monotonic()
    done = load_demonstration(settings)
    sys.stdout.write(said(done, time.monotonic() - start))
    return 0


def said(done: Demonstration, seconds: float) -> str:
    if not done.fresh:
        return (
            f"La démonstration est déjà chargée ({done.facts} faits dans le journal) : rien à "
            "faire.\n"
        )
    return (
        f"Démonstration chargée en {seconds:.0f} s : {done.commands} commandes, {done.facts} "
        "faits. Son jour est le 30 septembre 2022.\n"
        f"{aside()}\n"
    )


def aside() -> str:
    """How many published gatherings stay out of the figures, and why (R56)."""
    reasons = Counter(one.pourquoi for one in agenda())
    listed = ", ".join(f"{many} {why}" for why, many in reasons.most_common())
    return (
        f"{reasons.total()} rencontres publiées restent à l’agenda, hors de tout chiffre "
        f"({listed}) : ./maillage demo --agenda"
    )


def show_agenda() -> None:
    for one in agenda():
        jour = one.jour or "sans date"
        sys.stdout.write(f"{jour:<10}  {one.titre} ({one.organisateurs}) : {one.pourquoi}\n")
