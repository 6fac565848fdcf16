"""Load the demonstration into the journal of these settings, once: the web and `demo` ask here."""

from typing import NamedTuple

import psycopg

from adapters.demo.loader import load
from adapters.demo.written import write
from adapters.read_models.rebuild import rebuild
from adapters.reference.tables import place_of
from api.opening import Doors, doors, opened
from api.settings import Settings
from domain.decider import Refused


class Demonstration(NamedTuple):
    """`fresh` is False when it was there already: nothing was done again."""

    fresh: bool
    commands: int
    facts: int


HELD = """
SELECT n.demonstration, (SELECT count(*) FROM journal.entries) AS facts,
       (SELECT count(*) FROM journal.receipts) AS commands
  FROM journal.nature n
"""


def load_demonstration(settings: Settings) -> Demonstration:
    """Raises Refused, in French, when the journal holds something else."""
    with doors(settings) as ways, opened(settings) as crm:
        known = held(ways)
        if known is not None:
            return known
        done = load(ways.owner, crm.journal.mapper, write())
        rebuild(ways.owner, place_of, lambda text: crm.read([text])[0])
        return Demonstration(fresh=True, commands=done.commands, facts=done.facts)


def held(ways: Doors) -> Demonstration | None:
    """None when the journal is empty, and free to become a demonstration."""
    with psycopg.connect(ways.owner) as connection:
        row = connection.execute(HELD).fetchone()
    demonstration, facts, commands = row or (False, 0, 0)
    if facts and not demonstration:
        raise Refused(
            f"Ce journal est un vrai journal (faits enregistrés : {facts}). La démonstration ne "
            "se charge que dans un journal vide. Donnez-lui un autre dossier, par exemple : "
            "DATA_DIR=/tmp/maillage-demo ./maillage demo"
        )
    return Demonstration(fresh=False, commands=commands, facts=facts) if facts else None
