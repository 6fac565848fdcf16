"""Who takes part how often? Each actor has its count; entries draw from it until it is spent."""

from collections.abc import Callable, Sequence

from adapters.demo.chance import Chance
from adapters.demo.figures import (
    ACTORS_2022,
    FIRST_DAY,
    PARTICIPATIONS_2021,
    PARTICIPATIONS_2022,
    WORKED_WITH_BY_TYPOLOGIE,
)
from adapters.demo.known import Known

Liking = Callable[[Known], float]


class Quotas:
    """Participations left to give, by actor."""

    def __init__(self, counts: dict[Known, int], chance: Chance) -> None:
        self.left, self.chance = dict(counts), chance
        self.actors = list(counts)

    def take(self, count: int, liking: Liking) -> list[Known]:
        """Distinct actors for one gathering, those with much left more likely."""
        drawn = self.chance.draw(self.actors, count, lambda one: self._weight(one, liking))
        for one in drawn:
            self.left[one] -= 1
        return drawn

    def _weight(self, one: Known, liking: Liking) -> float:
        """The last ones are kept for the entries of one alone."""
        return max(self.left[one] - 0.5, 0) * liking(one) if self.left[one] else 0

    def rest(self) -> list[Known]:
        """One line a participation still to give, in an order drawn by lot."""
        lines = [one for one, left in self.left.items() for _ in range(left)]
        self.chance.shuffle(lines)
        return lines


def counts_2021(structures: Sequence[Known], chance: Chance) -> dict[Known, int]:
    """334 actors and 1 764 participations, the published number for each typologie."""
    found: dict[Known, int] = {}
    for typologie, many in WORKED_WITH_BY_TYPOLOGIE.items():
        family = [
            one for one in structures if one.typologie == typologie and one.effective_on < FIRST_DAY
        ]
        chosen = chance.draw(family, many, lambda one: 0.4 if one.generated else 1.0)
        found |= dict(zip(chosen, chance.shares(PARTICIPATIONS_2021[typologie], many), strict=True))
    return found


def counts_2022(
    structures: Sequence[Known], before: Sequence[Known], chance: Chance
) -> dict[Known, int]:
    """Most of those of 2021, and others for the first time."""
    again = chance.sample(before, ACTORS_2022 - 55)
    others = [one for one in structures if one not in set(before)]
    actors = [*again, *chance.sample(others, 55)]
    parts = chance.shares(PARTICIPATIONS_2022, len(actors))
    chance.shuffle(parts)
    return dict(zip(actors, parts, strict=True))
