"""Where does the demonstration draw its lots? One seed: the same facts at every loading."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID, uuid5

SEED = 2021
NAMESPACE = UUID("6f0c2f2e-9d1b-5c1e-8a2e-3a7d0e9c4b11")

T = TypeVar("T")


class Chance(random.Random):
    """A generator of lots with the draws that the demonstration needs."""

    def happens(self, share: float) -> bool:
        return self.random() < share

    def one_of(self, weights: dict[T, float]) -> T:
        return self.choices(list(weights), list(weights.values()))[0]

    def draw(self, items: Sequence[T], count: int, weight: Callable[[T], float]) -> list[T]:
        """Distinct items, the heavier the likelier, in the order drawn."""
        heavy = [(self.random() ** (1 / w), at) for at, i in enumerate(items) if (w := weight(i))]
        return [items[at] for _, at in sorted(heavy, reverse=True)[:count]]

    def shares(self, total: int, count: int) -> list[int]:
        """A total cut in parts of 1 or more: a few large, many small, the largest first."""
        weights = [1 / (rank + 3) ** 0.8 * self.uniform(0.6, 1.4) for rank in range(count)]
        free, mass = total - count, sum(weights)
        parts = [1 + int(free * weight / mass) for weight in weights]
        for rank in range(total - sum(parts)):
            parts[rank % count] += 1
        return parts


def key(*words: object) -> UUID:
    """The id of a thing of the demonstration: the same words, the same id."""
    return uuid5(NAMESPACE, "|".join(map(str, words)))
