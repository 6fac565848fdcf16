"""Which real organisations does the demonstration know, and which have a sure commune (R56)?

They are read as `import acteurs` reads them, so that the same list imported later finds them.
"""

from datetime import date
from importlib.resources import files

from adapters.demo.known import Known
from adapters.spreadsheets.acteurs import read_actors
from adapters.spreadsheets.actor_row import ActorRow
from adapters.spreadsheets.columns import KNOWN
from adapters.spreadsheets.table import Table, read_table

BEFORE = date(2020, 12, 31)
"""Known by the réseau before 2021: since when exactly, nobody published."""


def published(name: str, headers: tuple[str, ...] = KNOWN) -> Table:
    """One of the published lists that come with the demonstration."""
    content = files("adapters.demo").joinpath("data", name).read_bytes()
    return read_table(content, name, known=headers)


def real_actors() -> list[Known]:
    """In the order of the file; the réseau itself is none of them (R9)."""
    judged = read_actors(published("acteurs.csv")).lines
    return [known(one.row) for one in judged if one.row is not None]


def known(row: ActorRow) -> Known:
    return Known(
        row.actor,
        row.nom,
        row.typologie,
        row.commune,
        BEFORE,
        row.countries,
        row.themes,
        row.sigle,
    )
