"""One measure, as a line of JSON or of a table; medians, never a best case."""

import statistics
from collections.abc import Callable, Sequence
from time import perf_counter

from msgspec import Struct


class Figure(Struct, frozen=True, kw_only=True):
    """`floor` was measured in the same run, `ratio` is what the bar compares when it has one."""

    name: str
    value: float
    unit: str
    floor: float | None
    ratio: float | None
    spread: float
    bar: str
    ok: bool
    quick: bool = False
    detail: dict[str, float] = {}


def timed(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def spread(values: Sequence[float]) -> float:
    """Between the quartiles, relative to the median; between the ends when they are few."""
    middle = statistics.median(values)
    if len(values) < 4:
        return round((max(values) - min(values)) / middle, 3)
    low, _, high = statistics.quantiles(values, n=4)
    return round((high - low) / middle, 3)


def centile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
