"""Two fiches of the same actor become one, or two again."""

from domain import checks
from domain.aggregates.actor_state import Actor
from domain.decider import Refused
from domain.facts import actor as facts
from domain.facts.shared import Event
from domain.steps import Absorb, MergeInto, Separate


def decide_merge(actor: Actor, step: MergeInto | Absorb | Separate) -> list[Event]:
    match step:
        case MergeInto(survivor=survivor) if actor.survivor == survivor:
            return []
        case Absorb(absorbed=other) if other in actor.absorbed:
            return []
        case MergeInto() | Absorb() if actor.survivor is not None:
            raise Refused(
                "Cette fiche a déjà été fusionnée : choisissez la fiche qui reste.",
                field="absorbed" if isinstance(step, MergeInto) else "survivor",
                about=actor.survivor,
            )
        case MergeInto(survivor=survivor, reason=reason):
            return [facts.ActorMergedInto(survivor, checks.why(reason))]
        case Absorb(absorbed=other, reason=reason):
            return [facts.ActorAbsorbed(other, checks.why(reason))]
        case Separate(other=other) if other != actor.survivor and other not in actor.absorbed:
            return []
        case Separate(other=other, reason=reason):
            return [facts.ActorMergeUndone(other, checks.why(reason))]
