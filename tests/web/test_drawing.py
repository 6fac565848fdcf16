"""Pictures say what the figures say: classes without gap, surfaces in proportion, no style."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.drawing import heatmap
from api.drawing.bars import gap_bar, load_bar
from api.drawing.map import FLOOR, radius
from api.drawing.natural_breaks import natural_breaks
from api.drawing.rates import RateScale

small_lists = st.lists(st.integers(0, 60), min_size=1, max_size=9)


def spread_of(values: list[int], starts: tuple[int, ...]) -> float:
    edges = [*starts, max(values) + 1]
    total = 0.0
    for low, high in pairwise(edges):
        members = [value for value in values if low <= value < high]
        mean = sum(members) / len(members)
        total += sum((value - mean) ** 2 for value in members)
    return total


@given(small_lists, st.integers(1, 4))
def test_no_other_cut_has_less_spread_inside_its_classes(values: list[int], classes: int) -> None:
    found = natural_breaks(values, classes)
    distinct = sorted(set(values))
    count = min(classes, len(distinct))
    assert len(found) == count
    every = [(distinct[0], *cut) for cut in combinations(distinct[1:], count - 1)]
    least = min(spread_of(values, cut) for cut in every)
    assert spread_of(values, found) == pytest.approx(least, abs=1e-6)


def test_the_published_example_of_jenks_is_found_again() -> None:
    assert natural_breaks([4, 5, 9, 10], 2) == (4, 9)


@given(st.lists(st.decimals(0, 90, places=3), min_size=1, max_size=60))
def test_legend_counts_everyone_once_and_its_bounds_touch(rates: list[float]) -> None:
    scale = RateScale.of(rates)
    legend = scale.legend(rates, rates[0])
    assert sum(line.members for line in legend) == len(rates)
    assert all(line.members for line in legend)
    assert [line.holds_mean for line in legend].count(True) == 1


def test_legend_is_written_without_gap_or_overlap() -> None:
    rates = [1.0, 1.2, 7.1, 7.4, 12.1, 12.2, 18.2, 18.4, 30.0, 30.1]
    legend = RateScale.of(rates).legend(rates, 16.5)
    assert [line.label for line in legend] == [
        "moins de 7,1",
        "7,1 à 12,0",
        "12,1 à 18,1",
        "18,2 à 29,9",
        "30,0 et plus",
    ]
    assert [line.number for line in legend if line.holds_mean] == [3]


@given(st.integers(2, 5000))
def test_four_times_as_many_is_twice_as_wide(count: int) -> None:
    assert radius(4 * count, 0.7) == pytest.approx(2 * radius(count, 0.7))


def test_a_disc_never_vanishes() -> None:
    assert radius(0, 0.7) == radius(1, 0.7) == FLOOR


@pytest.mark.parametrize(
    ("percent", "level"),
    [(0, 1), (59, 1), (60, 2), (84, 2), (85, 3), (100, 3), (101, 4), (115, 4), (116, 5)],
)
def test_the_five_classes_of_load_are_fixed(percent: int, level: int) -> None:
    assert heatmap.level(percent) == level


def test_a_week_without_capacity_is_leave_unless_something_was_logged() -> None:
    assert heatmap.cell(0, 0, present=True, leave=True).state == "conge"
    assert heatmap.cell(0, 0, present=True, leave=False).state == "hors_capacite"
    assert heatmap.cell(30, 0, present=True, leave=True).state == "hors_capacite"
    assert heatmap.cell(0, 0, present=False, leave=False).state == "absent"
    assert heatmap.cell(1000, 1260, present=True, leave=False).percent == 79


def test_a_bar_below_the_mean_ends_at_the_mean() -> None:
    bar = str(gap_bar(11.6, 16.5, 4.9))
    assert 'class="g-bas" x="8.0" y="2" width="48.0"' in bar
    assert "style=" not in bar


def test_a_load_bar_lays_its_parts_end_to_end() -> None:
    bar = str(load_bar((60, 30, 10), 80, 100))
    assert 'class="g-prepa" x="67.2" width="33.6"' in bar
    assert 'x1="89.6"' in bar
