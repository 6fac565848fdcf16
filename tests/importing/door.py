"""The door as a person opens it, on a Crm of the test's own."""

from pathlib import Path

from api.cli import import_
from api.cli.__main__ import read_options
from api.crm import Crm


def opened_door(crm: Crm, *words: str | Path) -> int:
    """What `./maillage import acteurs …` does, and its exit code."""
    return import_.imported(crm, read_options("import", import_, ["acteurs", *map(str, words)]))


def head(crm: Crm) -> int:
    return crm.journal.head()
