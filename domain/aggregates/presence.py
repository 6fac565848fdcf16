"""The gatherings an actor or a project came to: each once, taken back with a reason."""

from uuid import UUID

from domain import checks
from domain.decider import Refused
from domain.facts.shared import AttendanceAmended, AttendanceRetracted, Attended
from domain.steps import AmendPresence, Attend, RetractPresence

Presences = dict[UUID, tuple[int | None, bool] | None]
"""For each gathering, heads and whether a quality was said: the words themselves are sealed.

None when the attendance was retracted.
"""

ABSENT = "Cette structure n’est pas notée présente à cette rencontre."


def attended(
    presences: Presences, step: Attend, facts: dict[str, type[Attended]]
) -> list[Attended]:
    """Coming twice to the same gathering is coming once."""
    if presences.get(step.gathering) is not None:
        return []
    return [facts[step.kind](step.gathering, step.rank, step.heads, step.quality)]


def amended(
    presences: Presences, step: AmendPresence, fact: type[AttendanceAmended]
) -> list[AttendanceAmended]:
    if presences.get(step.gathering) is None:
        raise Refused(ABSENT, field="present")
    why = checks.why(step.reason)
    if step.quality is None and presences[step.gathering] == (step.heads, False):
        return []  # a quality told again is recorded again: sealed words are not compared
    return [fact(step.gathering, why, step.heads, step.quality)]


def retracted(
    presences: Presences, step: RetractPresence, fact: type[AttendanceRetracted]
) -> list[AttendanceRetracted]:
    if step.gathering not in presences:
        raise Refused(ABSENT, field="present")
    why = checks.why(step.reason)
    return [] if presences[step.gathering] is None else [fact(step.gathering, why)]


def evolved(presences: Presences, event: object) -> Presences:
    match event:
        case Attended(gathering=key, heads=heads, quality=quality):
            return {**presences, key: (heads, quality is not None)}
        case AttendanceAmended(gathering=key, heads=heads, quality=quality):
            return {**presences, key: (heads, quality is not None)}
        case AttendanceRetracted(gathering=key):
            return {**presences, key: None}
    return presences
