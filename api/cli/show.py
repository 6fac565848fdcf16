"""Répond à une question : couverture, participations, charge, journal ou annuaire.

Exemple : ./maillage show couverture --niveau departement --du 2021-01-01 --au 2021-12-31
"""

import argparse
import sys
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from api.cli.base import with_crm
from api.crm import Crm
from api.questions import QUESTIONS, Question, ask, read_knowledge
from api.settings import Settings

IDS = ("acteur", "projet", "salarie", "personne", "entree")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", help=", ".join(QUESTIONS))
    parser.add_argument("--json", action="store_true", help="un tableau JSON")
    parser.add_argument("--du", type=date.fromisoformat, help="premier jour, AAAA-MM-JJ")
    parser.add_argument("--au", type=date.fromisoformat, help="dernier jour, AAAA-MM-JJ")
    parser.add_argument("--connu-au", help="une position, une date ou un instant")
    parser.add_argument("--niveau", default="departement", help="commune, epci, departement…")
    parser.add_argument("--par", help="l'axe du tableau : salarie, semaine, typologie…")
    parser.add_argument("--cherche", help="un nom, un sigle, une commune")
    parser.add_argument("--limite", type=int, default=200, help="nombre de lignes au plus")
    for name in IDS:
        parser.add_argument(f"--{name}", type=UUID, help=f"l'identifiant d'un(e) {name}")


def run(options: argparse.Namespace, settings: Settings) -> int:
    return with_crm(settings, lambda crm: show(crm, options))


def show(crm: Crm, options: argparse.Namespace) -> int:
    rows = ask(crm, options.question, as_question(options))
    if options.json:
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(rows)).decode() + "\n")
    else:
        sys.stdout.write(as_table(rows))
    return 0


def as_question(options: argparse.Namespace) -> Question:
    knowledge = read_knowledge(options.connu_au) if options.connu_au else None
    return Question(
        du=options.du,
        au=options.au,
        connu_au=knowledge,
        niveau=options.niveau,
        par=options.par,
        cherche=options.cherche,
        limite=options.limite,
        **{name: getattr(options, name) for name in IDS},
    )


def as_table(rows: list[dict[str, Any]]) -> str:
    """Columns for a terminal; lists and documents are left to --json."""
    if not rows:
        return "Aucune ligne.\n"
    names = [name for name, value in rows[0].items() if not isinstance(value, list | dict)]
    cells = [names, *([shown(row.get(name)) for name in names] for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(names))]
    lines = [
        "  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) for line in cells
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def shown(value: Any) -> str:
    return "–" if value is None else str(value)
