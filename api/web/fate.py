"""What is known of what somebody just sent, when the answer is a failure?"""

from enum import StrEnum

from api.errors import ConflictError, ReusedIdError, UnavailableError, UnknownOutcomeError
from api.web.access import Forbidden, SignInNeeded
from api.web.problems import Problem
from domain.decider import Refused


class Fate(StrEnum):
    """In the words that the page shows."""

    RECORDED = "Enregistrée"
    NOT_RECORDED = "Non enregistrée"
    UNKNOWN = "Inconnu, nouvel essai automatique"


CERTAIN = (
    ConflictError,
    ReusedIdError,
    UnavailableError,
    Refused,
    Problem,
    Forbidden,
    SignInNeeded,
)
"""After these nothing was written: they are said before the journal, or by it."""


def fate_of(error: Exception, *, recorded: bool) -> Fate:
    """`recorded`: the journal holds the command of this form."""
    if recorded:
        return Fate.RECORDED
    return Fate.NOT_RECORDED if isinstance(error, CERTAIN) else Fate.UNKNOWN


DELAYS = (8, 16, 30, 60)
MOST_TRIES = 12
AGAIN_ALONE = (UnavailableError, UnknownOutcomeError)


def delay(error: Exception, fate: Fate, tries: int) -> int | None:
    """Seconds before the page sends it again by itself; None when a person must decide."""
    alone = fate is Fate.UNKNOWN or isinstance(error, AGAIN_ALONE)
    if not alone or fate is Fate.RECORDED or tries >= MOST_TRIES:
        return None
    return DELAYS[min(tries - 1, len(DELAYS) - 1)]
