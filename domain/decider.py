"""The shape that every aggregate shares: decide what happens, then evolve."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

State = TypeVar("State")


class Refused(Exception):  # noqa: N818  # the word of the réseau, not an error
    """A rule says no. The sentence is French and tells the person what to do next.

    `field` names the field it speaks of (dotted path); `about` the actor whose name would help.
    """

    def __init__(self, why: str, *, field: str | None = None, about: UUID | None = None) -> None:
        super().__init__(why)
        self.why, self.field, self.about = why, field, about


class Decider(NamedTuple, Generic[State]):
    """Two pure functions and the state before anything happened.

    `kind` begins the tag of every fact of the aggregate: a stream holds one kind only.
    """

    initial: State
    decide: Callable[[State, Any], list[Any]]
    evolve: Callable[[State, Any], State]
    kind: str = ""

    def state(self, past: Iterable[Any]) -> State:
        """Fold a past, oldest fact first."""
        return reduce(self.evolve, past, self.initial)
