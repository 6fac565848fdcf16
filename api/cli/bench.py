"""Mesure la vitesse, avec le plancher dans la même passe, sur une base faite pour cela.

Rien n'est écrit dans le journal réel. --quick : des tailles dix fois plus petites.
"""

import argparse
import sys
from collections.abc import Iterator

import msgspec
import psycopg

from adapters.measure.appending import measure_append
from adapters.measure.figures import Figure
from adapters.measure.history import History
from adapters.measure.loading import load
from adapters.postgres.account import EmbeddedServerError
from adapters.vault.master_key import read_master_key
from api.measures.asking import measure_question
from api.measures.base import Ground, application, database, scratch
from api.measures.commanding import measure_command
from api.measures.entering import measure_entering
from api.measures.rebuilding import figures, read_rate, rebuilt
from api.settings import Settings

LINES_PER_ACTOR = 200


class Sizes(msgspec.Struct, frozen=True):
    """How much is measured; the names of the figures stay those of the whole sizes."""

    small: int = 200_000
    large: int = 1_000_000
    rounds: int = 9
    appends: int = 400
    commands: int = 600
    rebuilds: int = 3
    visited: int = 600
    sign_ins: int = 15
    pages: int = 120


QUICK = Sizes(
    small=20_000, large=100_000, rounds=3, appends=100, commands=100, rebuilds=1, pages=40
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="un objet JSON par ligne")
    parser.add_argument("--quick", action="store_true", help="tailles réduites, deux minutes")


def run(options: argparse.Namespace, settings: Settings) -> int:
    try:
        with scratch(settings) as ground:
            found = []
            for figure in measured(ground, QUICK if options.quick else Sizes()):
                found.append(msgspec.structs.replace(figure, quick=options.quick))
                sys.stdout.write(line(found[-1], as_json=options.json))
                sys.stdout.flush()
    except (EmbeddedServerError, psycopg.Error) as error:
        sys.stderr.write(f"La mesure n’a pas abouti : {error}\n")
        return 1
    return 0 if all(figure.ok for figure in found) else 1


def measured(ground: Ground, sizes: Sizes) -> Iterator[Figure]:
    yield from measured_writes(ground, sizes)
    yield from measured_doors(ground, sizes)
    small = filled(ground, "petite", sizes.small)
    runs = [rebuilt(small) for _ in range(sizes.rebuilds)]
    floor = read_rate(small, sizes.small)
    large = filled(ground, "grande", sizes.large)
    yield from figures(runs, [rebuilt(large) for _ in range((sizes.rebuilds + 1) // 2)], floor)
    with psycopg.connect(large, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    with application(ground, large) as crm:
        yield measure_question(crm, "charge", sizes.rounds)
        yield measure_question(crm, "couverture", sizes.rounds)


def measured_writes(ground: Ground, sizes: Sizes) -> Iterator[Figure]:
    owner = database(ground, "ecritures")
    with application(ground, owner, pool_size=10) as crm:
        yield measure_append(crm.journal, owner, 1, sizes.rounds, sizes.appends, 0.60)
        yield measure_append(crm.journal, owner, 8, sizes.rounds, sizes.appends // 4, 0.33)
    owner = database(ground, "commandes")
    with application(ground, owner) as crm:
        yield measure_command(crm, owner, sizes.commands)


def measured_doors(ground: Ground, sizes: Sizes) -> Iterator[Figure]:
    owner = database(ground, "portes")
    master = read_master_key(ground.settings.kek_file)
    history = History(sizes.visited, max(1, sizes.visited // 4), master)
    load(owner, history)
    rebuilt(owner)
    with application(ground, owner) as crm:
        yield from measure_entering(crm, history.salaries[0], sizes.sign_ins, sizes.pages)


def filled(ground: Ground, name: str, size: int) -> str:
    owner = database(ground, name)
    master = read_master_key(ground.settings.kek_file)
    load(owner, History(size, size // LINES_PER_ACTOR, master))
    return owner


def line(figure: Figure, *, as_json: bool) -> str:
    if as_json:
        return msgspec.json.encode(figure).decode() + "\n"
    floor = "–" if figure.floor is None else f"{figure.floor:g}"
    ratio = "–" if figure.ratio is None else f"{figure.ratio:g}"
    verdict = "tenu" if figure.ok else "manqué"
    size = " (tailles réduites)" if figure.quick else ""
    more = "".join(f", {name} {value:g}" for name, value in figure.detail.items())
    return (
        f"{figure.name:<15} {figure.value:>10g} {figure.unit:<10} plancher {floor:>9}  "
        f"rapport {ratio:>6}  écart {figure.spread:>6.1%}  {figure.bar} : {verdict}{size}{more}\n"
    )
