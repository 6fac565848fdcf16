"""R29: whoever is erased, and whenever, no figure moves."""

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.reference.tables import place_of
from domain.commands.persons import ErasePerson
from domain.commands.shared import Command
from domain.decider import Refused
from domain.events import Entry
from domain.personal import Erased
from projections import FICHES, fold
from projections.network import Network as Counting
from tests.domain.chance import PERSON, commands, history, person
from tests.domain.network import Network

FIGURES = ("part", "situation", "imputation", "dossier", "mention")
erasures = st.lists(
    st.tuples(
        st.integers(0, 40), st.builds(ErasePerson, person | st.just(PERSON), st.just("demande"))
    ),
    min_size=1,
    max_size=6,
)


def lived(asked: list[Command], erased: list[tuple[int, Command]]) -> list[Entry]:
    """The journal of these commands with erasures among them; what is refused is left out."""
    network = history()
    for rank, command in enumerate(asked):
        for _, one in [pair for pair in erased if pair[0] == rank]:
            attempt(network, one)
        attempt(network, command)
    for _, one in erased:
        attempt(network, one)
    lines = list(network.lines())
    return [Entry(subject, rank, event, rank) for rank, (subject, event) in enumerate(lines, 1)]


def attempt(network: Network, command: Command) -> None:
    try:
        network.run(command)
    except Refused:
        return


def figures(entries: list[Entry]) -> dict[str, Counter[Any]]:
    network = Counting(place_of)
    documents = fold(entries, network)
    rows: dict[str, Counter[Any]] = {table: Counter() for table in FIGURES}
    for fiche in FICHES:
        for document in documents[fiche.table].values():
            for table, derived in fiche.derive(document, network, lambda _: Erased()).items():
                if table in rows:
                    rows[table].update(tuple(row) for row in derived)
    return rows


@settings(deadline=None, max_examples=60)
@given(commands, erasures)
def test_erasing_at_random_never_moves_a_figure(
    asked: list[Command], erased: list[tuple[int, Command]]
) -> None:
    assert figures(lived(asked, erased)) == figures(lived(asked, []))
