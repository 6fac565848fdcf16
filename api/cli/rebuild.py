"""Reconstruit toutes les tables de lecture à partir du journal ; les pages répondent pendant."""

import argparse
import sys
import time

from adapters.read_models.rebuild import rebuild
from adapters.reference.tables import place_of
from api.cli.base import with_crm
from api.crm import Crm
from api.opening import doors
from api.settings import Settings


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """No option: everything is rebuilt."""


def run(_options: argparse.Namespace, settings: Settings) -> int:
    with doors(settings) as ways:
        return with_crm(settings, lambda crm: rebuilt(crm, ways.owner))


def rebuilt(crm: Crm, owner: str) -> int:
    start = time.monotonic()
    done = rebuild(owner, place_of, lambda text: crm.read([text])[0])
    seconds = time.monotonic() - start
    sys.stdout.write(f"{done.entries} entrées relues en {seconds:.1f} s.\n")
    return 0
