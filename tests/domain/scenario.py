"""given(past).when(command).then(events): a rule of the réseau, as a sentence."""

from collections.abc import Callable
from typing import Any, Self

import pytest

from domain.decider import Decider, Refused


class Scenario:
    """One decider and one stream; the past is given as facts."""

    def __init__(self, decider: Decider[Any], *past: Any) -> None:
        self.decider, self.state = decider, decider.state(past)

    def when(self, asked: Any) -> Self:
        self.asked = asked
        return self

    def then(self, *events: Any) -> None:
        assert self.decider.decide(self.state, self.asked) == list(events)

    def then_nothing(self) -> None:
        self.then()

    def then_refused(self, why: str, field: str | None) -> None:
        refused(lambda: self.decider.decide(self.state, self.asked), why, field)


def given(decider: Decider[Any], *past: Any) -> Scenario:
    return Scenario(decider, *past)


def refused(attempt: Callable[[], Any], why: str, field: str | None) -> Refused:
    """The sentence says why in French, reads as a sentence, and names the field."""
    with pytest.raises(Refused, match=why) as caught:
        attempt()
    refusal = caught.value
    assert refusal.field == field
    assert refusal.why[0].isupper() or refusal.why[0] in "«0123456789"
    assert refusal.why.endswith(".")
    return refusal
