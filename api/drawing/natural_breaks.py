"""Where do natural classes begin? (Fisher and Jenks: the least spread inside the classes.)

Works on whole numbers, here tenths of a rate as shown, so that the bounds printed in a
legend leave no gap, never overlap, and agree with every figure of the table.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate


def natural_breaks(values: Iterable[int], classes: int) -> tuple[int, ...]:
    """The lowest value of each class, in growing order; fewer classes than asked if values lack."""
    return _breaks(tuple(sorted(values)), classes)


@lru_cache(maxsize=64)
def _breaks(ordered: tuple[int, ...], classes: int) -> tuple[int, ...]:
    distinct = sorted(set(ordered))
    spread = Spread(ordered, distinct)
    size = len(distinct)
    best = [spread(0, end) for end in range(1, size + 1)]
    starts: list[list[int]] = [[0] * size]
    for rank in range(1, min(classes, size)):
        best, row = _one_class_more(best, spread, rank)
        starts.append(row)
    return tuple(distinct[start] for start in _walk_back(starts, size))


class Spread:
    """Sum of squared distances to the mean, for the distinct values from start to end."""

    def __init__(self, ordered: Sequence[int], distinct: Sequence[int]) -> None:
        weights = [ordered.count(value) for value in distinct]
        pairs = list(zip(weights, distinct, strict=True))
        self.count = [0, *accumulate(weights)]
        self.total = [0, *accumulate(w * v for w, v in pairs)]
        self.square = [0, *accumulate(w * v * v for w, v in pairs)]

    def __call__(self, start: int, end: int) -> float:
        count = self.count[end] - self.count[start]
        total = self.total[end] - self.total[start]
        return self.square[end] - self.square[start] - total * total / count


def _one_class_more(
    best: Sequence[float], spread: Spread, rank: int
) -> tuple[list[float], list[int]]:
    """Best cut of every beginning of the list when one class is added at its end."""
    found, starts = list(best), [0] * len(best)
    for end in range(rank + 1, len(best) + 1):
        options = ((best[start - 1] + spread(start, end), start) for start in range(rank, end))
        found[end - 1], starts[end - 1] = min(options)
    return found, starts


def _walk_back(starts: Sequence[Sequence[int]], size: int) -> list[int]:
    cuts, end = [], size
    for row in reversed(starts):
        end = row[end - 1]
        cuts.append(end)
    return cuts[::-1]
