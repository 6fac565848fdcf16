"""How long is a person kept without a sign of life, and when is that looked at? (R49)"""

from datetime import date, timedelta
from typing import NamedTuple

YEARS = 3
REVIEW_DAYS = 30
AGAIN_DAYS = 7
ANSWER_DAYS = 7
"""What a person has to answer, once told: an erasure for age waits that long after a notice."""


class Retention(NamedTuple):
    """The day it is due, and the two days it is listed for review before."""

    due: date
    review: date
    again: date

    def stage(self, today: date) -> str:
        """Where a day stands: nothing yet, "review", "again" or "past"."""
        if today >= self.due:
            return "past"
        if today >= self.again:
            return "again"
        return "review" if today >= self.review else ""


def retention(last_sign: date) -> Retention:
    due = years_later(last_sign, YEARS)
    return Retention(due, due - timedelta(REVIEW_DAYS), due - timedelta(AGAIN_DAYS))


def years_later(day: date, years: int) -> date:
    """The same day; 29 February becomes 28 February (R49)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
