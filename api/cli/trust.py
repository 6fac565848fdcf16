"""Éprouve les promesses : rien de perdu ni de doublé, nul n’entre ni ne lit où il ne doit pas.

Chaque épreuve a son témoin, qui doit échouer là où la promesse n’est pas tenue. Tout se passe sur
une base faite pour cela. --long : tout ce qui est promis (10 000 sondes, 500 personnes, 100 000
envois hostiles, vingt arrêts brutaux de chaque sorte).
"""

import argparse
import sys
from collections.abc import Iterator

import msgspec
import psycopg

from adapters.measure.statements import measure_statements
from adapters.measure.tailing import measure_tail
from adapters.measure.verdicts import Verdict
from adapters.postgres.account import EmbeddedServerError
from adapters.postgres.embedded import conninfo
from api.logs import configure
from api.measures.base import Ground, application, database, scratch
from api.measures.duplicates import measure_duplicates
from api.measures.erasure import measure_erasure
from api.measures.hostile import measure_hostile
from api.measures.kills import measure_kills_of_clients, measure_kills_of_postgres
from api.measures.matrix import measure_matrix
from api.measures.probes import measure_probes
from api.measures.sessions import measure_sessions
from api.settings import Settings


class Trials(msgspec.Struct, frozen=True):
    """How much is tried."""

    seconds: float = 10.0
    kills: int = 4
    commands: int = 2_000
    one_way_in: int = 1
    probes: int = 2_000
    guesses: int = 1_000
    persons: int = 100
    erased: int = 10
    bodies: int = 5_000


LONG = Trials(seconds=60.0, kills=20, probes=10_000, persons=500, erased=50, bodies=100_000)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="un objet JSON par ligne")
    parser.add_argument(
        "--long", action="store_true", help="tout ce qui est promis, une demi-heure"
    )


def run(options: argparse.Namespace, settings: Settings) -> int:
    configure("error")
    held = True
    try:
        with scratch(settings) as ground:
            for verdict in tried(ground, LONG if options.long else Trials()):
                sys.stdout.write(line(verdict, as_json=options.json))
                sys.stdout.flush()
                held = held and verdict.ok
    except (EmbeddedServerError, psycopg.Error, TimeoutError) as error:
        sys.stderr.write(f"L’épreuve n’a pas abouti : {error}\n")
        return 1
    return 0 if held else 1


def tried(ground: Ground, trials: Trials) -> Iterator[Verdict]:
    yield from tried_journal(ground, trials)
    yield from tried_doors(ground, trials)


def tried_doors(ground: Ground, trials: Trials) -> Iterator[Verdict]:
    """Who enters, who reads what, who is forgotten; each on a database of its own."""
    with application(ground, database(ground, "matrice")) as crm:
        yield measure_matrix(crm, trials.one_way_in)
    with application(ground, database(ground, "sondes")) as crm:
        yield measure_probes(crm, trials.probes)
    with application(ground, database(ground, "sessions")) as crm:
        yield measure_sessions(crm, trials.guesses)
    yield measure_erasure(ground, trials.persons, trials.erased)
    with application(ground, database(ground, "envois")) as crm:
        yield measure_hostile(crm, trials.bodies)


def tried_journal(ground: Ground, trials: Trials) -> Iterator[Verdict]:
    yield measure_statements(database(ground, "interdits"))
    owner = database(ground, "lecteur")
    yield measure_tail(owner, conninfo(owner, user="maillage_app"), trials.seconds)
    owner = database(ground, "doubles")
    with application(ground, owner) as crm:
        yield measure_duplicates(crm, owner, trials.commands)
    yield measure_kills_of_clients(ground, database(ground, "clients"), trials.kills)
    yield measure_kills_of_postgres(ground, database(ground, "serveur"), trials.kills)


def line(verdict: Verdict, *, as_json: bool) -> str:
    if as_json:
        return msgspec.json.encode(verdict).decode() + "\n"
    words = "tenu" if verdict.ok else "MANQUÉ"
    more = "".join(f", {name} {value}" for name, value in verdict.detail.items())
    return (
        f"{verdict.name:<21} essais {verdict.trials:>7}  échecs {verdict.failures:>4}  "
        f"témoin {verdict.control:>6}  {words} ({verdict.bar}{more})\n"
    )
