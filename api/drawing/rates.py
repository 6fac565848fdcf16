"""Which colour does a rate take, and how does the legend say it?"""

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from api.drawing.natural_breaks import natural_breaks
from api.french import Number, decimal, scaled

CLASSES = 5


class RateClass(msgspec.Struct, frozen=True):
    """One line of the legend; `number` is also the CSS class of its colour."""

    number: int
    label: str
    members: int
    holds_mean: bool


class RateScale(msgspec.Struct, frozen=True):
    """Bounds in tenths: the lowest shown rate of each class."""

    bounds: tuple[int, ...]

    @classmethod
    def of(cls, rates: Sequence[Number]) -> "RateScale":
        return cls(natural_breaks((scaled(rate, 1) for rate in rates), CLASSES))

    def number(self, rate: Number) -> int:
        return max(1, bisect_right(self.bounds, scaled(rate, 1)))

    def label(self, number: int) -> str:
        low = decimal_tenths(self.bounds[number - 1])
        if number == len(self.bounds):
            return f"{low} et plus"
        below = self.bounds[number]
        if number == 1:
            return f"moins de {decimal_tenths(below)}"
        return f"{low} à {decimal_tenths(below - 1)}"

    def legend(self, rates: Sequence[Number], mean: Number) -> list[RateClass]:
        numbers = [self.number(rate) for rate in rates]
        return [
            RateClass(n, self.label(n), numbers.count(n), self.number(mean) == n)
            for n in range(1, len(self.bounds) + 1)
        ]


def decimal_tenths(tenths: int) -> str:
    """Tenths are the unit of the bounds; a person reads a decimal."""
    return decimal(tenths / 10)
