"""A value that changes on dates: which one was in force on a day, however late it was recorded?"""

from datetime import date
from typing import TypeVar

Value = TypeVar("Value")

START = date.min
"""From the start: what is not known to have changed held for the whole past (R16)."""


def from_start(value: Value) -> dict[date, Value]:
    return {START: value}


def since(values: dict[date, Value], day: date | None, value: Value) -> dict[date, Value]:
    """The same history with one more change."""
    return {**values, day or START: value}


def on(values: dict[date, Value], day: date) -> Value | None:
    """None before the first value known."""
    known = [known for known in values if known <= day]
    return values[max(known)] if known else None
