"""What is known of one entry: one row an entry, whatever number of facts tell of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.events import ALL, Entry
from domain.facts import gathering
from domain.facts.actor_entries import (
    ActorAppuiFestisolGiven,
    ActorOrientationGiven,
    ActorSollicitationAnswered,
    ActorSollicitationReceived,
)
from domain.facts.project_entries import ProjectSollicitationAnswered
from domain.facts.shared import (
    Amended,
    AttendanceAmended,
    AttendanceRetracted,
    Attended,
    Contexte,
    Event,
    Logged,
    NextStep,
    Retracted,
    RetractionWithdrawn,
)
from domain.personal import Personal


class Presence(Struct, frozen=True, omit_defaults=True, gc=False):
    """One who came; `position` settles two late attendances of the same rank."""

    subject: UUID
    type: str
    rank: int
    position: int
    heads: int | None = None
    quality: str | None = None
    retracted: bool = False


class Correction(Struct, frozen=True, omit_defaults=True):
    """Who put what right, when and why; `before` and `after` hold the fields named."""

    position: int
    recorded_at: datetime | None
    author: str
    what: str  # amended, retracted, restored, attendance_added, attendance_retracted
    reason: str = ""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    subject: UUID | None = None


class Text(Struct, frozen=True, omit_defaults=True):
    """A sealed text and the line of the journal it stands on."""

    sealed: Personal
    aggregate: UUID
    version: int


class Interaction(Struct, frozen=True, omit_defaults=True):
    """`type` and `holder`: the aggregate the entry stands on."""

    id: UUID
    kind: str
    type: str
    holder: UUID
    contexte: Contexte
    position: int
    recorded_at: datetime | None
    author: str
    command: UUID | None = None
    titre: str | None = None
    presences: tuple[Presence, ...] = ()
    files: tuple[UUID, ...] = ()
    partners_abroad: tuple[Any, ...] = ()
    partners_abroad_count: int | None = None
    heads: int | None = None
    detail: str | None = None
    answered_on: Any = None
    resume: Text | None = None
    next_step: NextStep | None = None
    next_step_at: tuple[UUID, int] | None = None
    retracted: bool = False
    corrections: tuple[Correction, ...] = ()


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
        case AttendanceAmended(reason=reason, heads=heads, quality=quality):
            other = with_presence(row, entry.originator_id, heads=heads, quality=quality)
            return corrected(other, entry, "attendance_amended", reason, entry.originator_id)
        case ActorSollicitationAnswered(answered_on=day):
            return replace(row, answered_on=day)
        case ProjectSollicitationAnswered(answered_on=day):
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
        event.titre,
        presences,
        detail=detail(event) if isinstance(event, WITH_DETAIL) else None,
        resume=text(event.resume, entry) if event.resume else None,
        next_step=event.next_step,
        next_step_at=(subject, entry.originator_version) if event.next_step else None,
    )


WITH_DETAIL = (ActorAppuiFestisolGiven, ActorSollicitationReceived, ActorOrientationGiven)


def detail(event: Logged) -> str | None:
    """The one word of the kind: form of support, channel, where to."""
    match event:
        case ActorAppuiFestisolGiven(forme=word):
            return word
        case ActorSollicitationReceived(canal=word):
            return word
        case ActorOrientationGiven(to=word):
            return word
    return None


def text(sealed: Personal | None, entry: Entry) -> Text | None:
    return Text(sealed, entry.originator_id, entry.originator_version) if sealed else None


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
        event.titre,
        files=event.files,
        partners_abroad=event.partners_abroad,
        partners_abroad_count=event.partners_abroad_count,
        heads=event.heads,
        resume=text(event.resume, entry),
        next_step=event.next_step,
        next_step_at=(entry.originator_id, entry.originator_version) if event.next_step else None,
    )


def attended(row: Interaction, event: Attended, entry: Entry) -> Interaction:
    holder = HOLDERS[type(event)]
    subject = entry.originator_id
    came = Presence(subject, holder, event.rank, entry.position, event.heads, event.quality)
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
    after = event.changes.named()
    before = {name: getattr(row.contexte, name) for name in after}
    now = replace(row, contexte=replace(row.contexte, **after))
    if event.resume is not None:
        now = replace(now, resume=text(event.resume, entry))
    if event.next_step is not None:
        at = (entry.originator_id, entry.originator_version)
        now = replace(now, next_step=event.next_step, next_step_at=at)
    return corrected(now, entry, "amended", event.reason, before=before, after=after)


def corrected(
    row: Interaction,
    entry: Entry,
    what: str,
    reason: str,
    subject: UUID | None = None,
    **values: Any,
) -> Interaction:
    line = Correction(
        entry.position, entry.recorded_at, entry.author, what, reason, subject=subject, **values
    )
    return replace(row, corrections=(*row.corrections, line))
