"""The worked cases, with their exact figures: commands in, questions out, nothing else."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.scenarios.asking import answered, expected
from tests.scenarios.playing import Played, played
from tests.scenarios.reading import (
    DIRECTION,
    DISPOSITIFS,
    EDITIONS,
    SHIPPED,
    Figure,
    scenarios,
    to_run,
    waiting,
    without_figures,
)

Play = Callable[[str], Played]


@pytest.fixture(scope="module")
def play(postgres_server: str, kek_file: Path) -> Iterator[Play]:
    """Each scenario is played once; only the last one is kept open."""
    with ExitStack() as stack:
        current: dict[str, Played] = {}

        def playing(key: str) -> Played:
            if key not in current:
                stack.close()
                current.clear()
                one = played(scenarios()[key], postgres_server, kek_file)
                current[key] = stack.enter_context(one)
            return current[key]

        yield playing


@pytest.mark.parametrize("figure", to_run(), ids=lambda figure: figure.name)
def test_figure(play: Play, figure: Figure, record_property: Callable[..., None]) -> None:
    record_property("scenario_figure", figure.name)
    assert answered(play(figure.scenario), figure.asked) == expected(figure.asked)


@pytest.mark.parametrize("key", without_figures())
def test_the_steps_of_a_scenario_whose_figures_all_wait_are_done(play: Play, key: str) -> None:
    steps = scenarios()[key].get("steps", ())
    assert play(key).positions.keys() == {0, *(step["n"] for step in steps)}


def test_what_waits_for_a_later_issue_is_listed_by_name() -> None:
    """Never skipped in silence: this list shrinks as issues are closed."""
    assert waiting(SHIPPED) == [
        ("S05", "restatement", EDITIONS),
        ("S12", "close", DIRECTION),
        ("S12", "late", DIRECTION),
        ("S13", "restatement", EDITIONS),
        ("S15", "double_funding", DIRECTION),
        ("S17", "entry_door", DIRECTION),
        ("S17", "what_if", DIRECTION),
        ("S18", "conflicts", DISPOSITIFS),
        ("S19", "amount", DISPOSITIFS),
    ]


def test_every_scenario_of_the_shipped_file_is_there() -> None:
    assert list(scenarios(SHIPPED)) == [f"S{number:02d}" for number in range(1, 21)]
