"""The entries an aggregate holds: logged, amended, taken back, standing again (R26)."""

from uuid import UUID

from msgspec import UNSET, Struct
from msgspec.structs import replace

from domain import checks
from domain.decider import Refused
from domain.facts.shared import (
    Amended,
    Changes,
    Contexte,
    Event,
    Logged,
    Retracted,
    RetractionWithdrawn,
)
from domain.steps import Amend, Answer, Log, Restore, Retract


class Held(Struct, frozen=True):
    """What the rules read of one entry: a state outlives its texts, so it holds none."""

    contexte: Contexte
    kind: str
    retracted: bool = False
    answered: bool = False


Entries = dict[UUID, Held]
UNKNOWN = "Cette entrée est inconnue ici : relisez la page, elle a peut-être été déplacée."


def held(contexte: Contexte, kind: str) -> Held:
    return Held(without_texts(contexte), kind)


def without_texts(contexte: Contexte) -> Contexte:
    return contexte if contexte.lieu is None else replace(contexte, lieu=None)


def applied(contexte: Contexte, changes: Changes) -> Contexte:
    """The context with the fields of an amendment."""
    return without_texts(replace(contexte, **changes.named()))


def logged(fact: type[Logged], step: Log) -> Logged:
    return fact(
        interaction=step.interaction,
        contexte=step.contexte,
        resume=step.resume,
        next_step=step.next_step,
        titre=step.titre,
        heads=step.heads,
        **step.detail,
    )


def answered(held: Entries, step: Answer, fact: type[Event]) -> list[Event]:
    """The first answer is the one that counts (R47)."""
    entry = held.get(step.interaction)
    if entry is None or entry.kind != "sollicitation":
        raise Refused(
            "Cette sollicitation est inconnue ici : relisez la fiche.", field="interaction"
        )
    if entry.retracted:
        raise Refused(
            "Cette sollicitation a été retirée : rétablissez-la avant d’y répondre.",
            field="interaction",
        )
    if step.answered_on < entry.contexte.occurred_on:
        raise Refused("La réponse précède la question : vérifiez la date.", field="answered_on")
    return [] if entry.answered else [fact(step.interaction, step.answered_on)]


def amended(entries: Entries, step: Amend, fact: type[Amended]) -> list[Amended]:
    held = entries.get(step.interaction)
    if held is None:
        raise Refused(UNKNOWN, field="interaction")
    if held.retracted:
        raise Refused(
            "Cette entrée a été retirée : rétablissez-la avant de la rectifier.",
            field="interaction",
        )
    why = checks.why(step.reason)
    changes = real_changes(held.contexte, step.changes)
    texts = (step.resume, step.next_step, step.titre)
    if not changes.named() and all(text is UNSET for text in texts):
        return []
    return [fact(step.interaction, changes, why, *texts)]


def real_changes(contexte: Contexte, changes: Changes) -> Changes:
    """Amending with the same value changes nothing: only what differs is recorded.

    A text that is the same was left out by the plan, which may read it; here it always differs.
    """
    return Changes(
        **{
            name: value
            for name, value in changes.named().items()
            if name == "lieu" or getattr(contexte, name) != value
        }  # type: ignore[arg-type]  # each value has its own field's type
    )


def retracted(entries: Entries, step: Retract, fact: type[Retracted]) -> list[Retracted]:
    held = entries.get(step.interaction)
    if held is None:
        raise Refused(UNKNOWN, field="interaction")
    why = checks.why(step.reason)
    return [] if held.retracted else [fact(step.interaction, why)]


def restored(
    entries: Entries, step: Restore, fact: type[RetractionWithdrawn]
) -> list[RetractionWithdrawn]:
    held = entries.get(step.interaction)
    if held is None:
        raise Refused(UNKNOWN, field="interaction")
    why = checks.why(step.reason)
    return [fact(step.interaction, why)] if held.retracted else []


def evolved(entries: Entries, event: object) -> Entries:
    """The entries after a correction; anything else leaves them as they are."""
    match event:
        case Amended(interaction=key, changes=changes) if key in entries:
            held = entries[key]
            return {**entries, key: replace(held, contexte=applied(held.contexte, changes))}
        case Retracted(interaction=key) if key in entries:
            return {**entries, key: replace(entries[key], retracted=True)}
        case RetractionWithdrawn(interaction=key) if key in entries:
            return {**entries, key: replace(entries[key], retracted=False)}
    return entries
