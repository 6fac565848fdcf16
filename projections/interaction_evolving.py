"""How does each fact change what is known of an entry?"""

from typing import Any
from uuid import UUID

from msgspec import UnsetType
from msgspec.structs import replace

from domain.events import ALL, Entry
from domain.facts import actor_entries, gathering, project_entries
from domain.facts.salarie import SalarieTempsInterneLogged
from domain.facts.shared import (
    Amended,
    AttendanceAmended,
    AttendanceRetracted,
    Attended,
    Event,
    Logged,
    NextStep,
    Retracted,
    RetractionWithdrawn,
)
from domain.personal import Personal
from projections.interaction import Correction, Interaction, Presence, Suite
from projections.texts import Text, Words, text, words


def holder_of(event: type[Event]) -> str:
    """The first word of the tag: the aggregate this fact stands on."""
    return str(event.__struct_config__.tag).split(".", 1)[0]


HOLDERS = {event: holder_of(event) for event in ALL}


def key(entry: Entry) -> UUID:
    """Which entry does this fact tell of?"""
    event: Any = entry.event
    match event:
        case Attended() | AttendanceAmended() | AttendanceRetracted():
            gathering_id: UUID = event.gathering
            return gathering_id
        case gathering.GatheringHeld():
            return entry.originator_id
    interaction_id: UUID = event.interaction
    return interaction_id


def evolve(row: Interaction | None, entry: Entry) -> Interaction | None:
    event = entry.event
    match event:
        case Logged():
            return logged(event, entry)
        case gathering.GatheringHeld():
            return held(event, entry)
        case _ if row is None:
            return None
        case Attended():
            return attended(row, event, entry)
        case Amended():
            return amended(row, event, entry)
        case Retracted(reason=reason):
            return corrected(replace(row, retracted=True), entry, "retracted", reason)
        case RetractionWithdrawn(reason=reason):
            return corrected(replace(row, retracted=False), entry, "restored", reason)
        case AttendanceRetracted(reason=reason):
            gone = with_presence(row, entry.originator_id, retracted=True)
            return corrected(gone, entry, "attendance_retracted", reason, entry.originator_id)
        case AttendanceAmended(reason=reason, heads=heads, quality=told):
            quality = maybe(told, entry)
            other = with_presence(row, entry.originator_id, heads=heads, quality=quality)
            return corrected(other, entry, "attendance_amended", reason, entry.originator_id)
        case actor_entries.ActorSollicitationAnswered(answered_on=day):
            return replace(row, answered_on=day)
        case project_entries.ProjectSollicitationAnswered(answered_on=day):
            return replace(row, answered_on=day)
    return row


def logged(event: Logged, entry: Entry) -> Interaction:
    holder = HOLDERS[type(event)]
    subject = entry.originator_id
    presences = () if holder == "salarie" else (Presence(subject, holder, 1, entry.position),)
    return Interaction(
        event.interaction,
        event.kind,
        holder,
        subject,
        event.contexte,
        entry.position,
        entry.recorded_at,
        entry.author,
        entry.command_id,
        maybe(event.titre, entry),
        maybe(event.contexte.lieu, entry),
        presences,
        detail=detail(event, entry),
        resume=text(event.resume, entry),
        next_step=suite(event.next_step, entry),
    )


DETAIL: dict[type[Event], str] = {
    actor_entries.ActorAppuiFestisolGiven: "forme",
    actor_entries.ActorSollicitationReceived: "canal",
    actor_entries.ActorOrientationGiven: "to",
    project_entries.ProjectAppuiFestisolGiven: "forme",
    project_entries.ProjectSollicitationReceived: "canal",
    project_entries.ProjectOrientationGiven: "to",
    SalarieTempsInterneLogged: "nature",
}
"""The one word of a kind: form of support, channel, where to, what it was."""


def detail(event: Event, entry: Entry) -> Words | None:
    field = DETAIL.get(type(event))
    return maybe(getattr(event, field), entry) if field else None


def maybe(told: str | Personal | None, entry: Entry) -> Words | None:
    return None if told is None else words(told, entry)


def suite(step: NextStep | None, entry: Entry) -> Suite | None:
    if step is None:
        return None
    what = Text(step.what, entry.originator_id, entry.originator_version)
    return Suite(what, step.due, step.salarie)


def held(event: gathering.GatheringHeld, entry: Entry) -> Interaction:
    return Interaction(
        entry.originator_id,
        event.kind,
        "gathering",
        entry.originator_id,
        event.contexte,
        entry.position,
        entry.recorded_at,
        entry.author,
        entry.command_id,
        maybe(event.titre, entry),
        maybe(event.contexte.lieu, entry),
        files=event.files,
        partners_abroad=event.partners_abroad,
        partners_abroad_count=event.partners_abroad_count,
        heads=event.heads,
        detail=maybe(event.forme or event.canal or event.to, entry),
        resume=text(event.resume, entry),
        next_step=suite(event.next_step, entry),
    )


def attended(row: Interaction, event: Attended, entry: Entry) -> Interaction:
    holder = HOLDERS[type(event)]
    subject = entry.originator_id
    quality = maybe(event.quality, entry)
    came = Presence(subject, holder, event.rank, entry.position, event.heads, quality)
    others = tuple(one for one in row.presences if one.subject != subject)
    added = replace(row, presences=(*others, came))
    if entry.command_id == row.command:  # came in the gathering's own command
        return added
    return corrected(added, entry, "attendance_added", "", subject)


def with_presence(row: Interaction, subject: UUID, **changes: Any) -> Interaction:
    presences = tuple(
        replace(one, **changes) if one.subject == subject else one for one in row.presences
    )
    return replace(row, presences=presences)


def amended(row: Interaction, event: Amended, entry: Entry) -> Interaction:
    changes = event.changes.named()
    texts = retold(event, entry)
    before = {name: getattr(row.contexte, name) for name in changes}
    before |= {name: getattr(row, name) for name in texts}
    now = replace(row, contexte=replace(row.contexte, **changes), **texts)
    return corrected(now, entry, "amended", event.reason, before=before, after={**changes, **texts})


def retold(event: Amended, entry: Entry) -> dict[str, Any]:
    """The texts an amendment names, each with its line; None when it empties them."""
    texts: dict[str, Any] = {}
    if not isinstance(event.changes.lieu, UnsetType):
        texts["lieu"] = maybe(event.changes.lieu, entry)
    if not isinstance(event.titre, UnsetType):
        texts["titre"] = maybe(event.titre, entry)
    if not isinstance(event.resume, UnsetType):
        texts["resume"] = text(event.resume, entry)
    if not isinstance(event.next_step, UnsetType):
        texts["next_step"] = suite(event.next_step, entry)
    return texts


def corrected(
    row: Interaction,
    entry: Entry,
    what: str,
    reason: str | Personal,
    subject: UUID | None = None,
    **values: Any,
) -> Interaction:
    why = words(reason, entry)
    line = Correction(
        entry.position, entry.recorded_at, entry.author, what, why, subject=subject, **values
    )
    return replace(row, corrections=(*row.corrections, line))
