"""Exécute des commandes, une par ligne JSON ; répond par une ligne JSON chacune.

Une ligne : {"id": UUID, "author": qui, "type": commande, …} ; la réponse :
{"id", "ok", "positions", "erreur"}. La même ligne envoyée deux fois ne compte qu'une fois.
"""

import argparse
import sys
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from api.cli.base import with_crm
from api.crm import Crm
from api.errors import ConflictError, ReusedIdError, UnavailableError, UnknownOutcomeError
from api.orders import read_order
from api.settings import Settings
from domain.decider import Refused

LONGEST_ID = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("fichier", help="un fichier JSON Lines, ou - pour l'entrée standard")


def run(options: argparse.Namespace, settings: Settings) -> int:
    if options.fichier == "-":
        return with_crm(settings, lambda crm: answer_all(crm, sys.stdin.buffer))
    path = Path(options.fichier)
    if not path.is_file():
        sys.stderr.write(f"Le fichier {path} n’existe pas : vérifiez son chemin.\n")
        return 2
    with path.open("rb") as file:
        return with_crm(settings, lambda crm: answer_all(crm, file))


def answer_all(crm: Crm, file: BinaryIO) -> int:
    """1 when any line was refused; the others were done."""
    refused = 0
    for line in file:
        if line.strip():
            told = answer(crm, line.strip())
            refused += not told["ok"]
            sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
            sys.stdout.flush()
    return 1 if refused else 0


def answer(crm: Crm, line: bytes) -> dict[str, Any]:
    try:
        order = read_order(line)
        outcome = crm.execute(order.command, order.author, order.id)
    except Refused as refusal:
        return told(line, ok=False, erreur=refusal.why, champ=refusal.field)
    except (ConflictError, ReusedIdError, UnavailableError, UnknownOutcomeError) as error:
        return told(line, ok=False, erreur=error.why)
    return told(line, ok=True, positions=outcome.positions)


def told(line: bytes, *, ok: bool, **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = {"id": id_of(line), "ok": ok, "positions": [], "erreur": None}
    return {**answer, **{name: value for name, value in more.items() if value is not None}}


def id_of(line: bytes) -> str | None:
    """The id of a line, even of one that could not be read whole."""
    try:
        found = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    told = found.get("id") if isinstance(found, dict) else None
    return told if isinstance(told, str) and len(told) <= LONGEST_ID else None
