"""Actor: an organisation in the scope of the réseau, and what happened with it."""

from msgspec.structs import replace

from domain import checks
from domain.aggregates import entries, presence
from domain.aggregates.actor_merge import decide_merge
from domain.aggregates.actor_record import born, decide_record, evolve_record, registered
from domain.aggregates.actor_state import Actor
from domain.aggregates.entries import answered, held, logged
from domain.commands import actors as ask
from domain.decider import Decider, Refused
from domain.facts import actor as facts
from domain.facts import actor_entries, actor_presence
from domain.facts.shared import Event, Logged
from domain.steps import (
    Absorb,
    Amend,
    AmendPresence,
    Answer,
    Attend,
    Log,
    MergeInto,
    Restore,
    Retract,
    RetractPresence,
    Separate,
)


def decide(actor: Actor, command: object) -> list[Event]:
    match command:
        case ask.RegisterActor() if actor.registered:
            raise Refused("Cet acteur est déjà inscrit : ouvrez sa fiche.", field="actor")
        case ask.RegisterActor():
            return [registered(command)]
        case _ if not actor.registered:
            raise Refused("Cet acteur est inconnu : inscrivez-le d’abord.", field="actor")
        case Log() | Attend() | Amend() | Retract() | Restore() | Answer():
            return decide_entry(actor, command)
        case AmendPresence():
            fact = actor_presence.ActorAttendanceAmended
            return [*presence.amended(actor.presences, command, fact)]
        case RetractPresence():
            taken = actor_presence.ActorAttendanceRetracted
            return [*presence.retracted(actor.presences, command, taken)]
        case MergeInto() | Absorb() | Separate():
            return decide_merge(actor, command)
        case _ if actor.survivor is not None:
            raise Refused(
                "Cette fiche a été fusionnée : corrigez la fiche qui reste, ou annulez la fusion.",
                field="actor",
                about=actor.survivor,
            )
        case ask.ArchiveActor() | ask.ReinstateActor():
            return decide_archive(actor, command)
        case _:
            return decide_record(actor, command)


def decide_entry(
    actor: Actor, step: Log | Attend | Amend | Retract | Restore | Answer
) -> list[Event]:
    match step:
        case Log(interaction=key) if key in actor.entries:
            raise Refused("Cette entrée est déjà notée.", field="interaction")
        case Log(contexte=contexte, kind=kind):
            actor.refuse_unless_open(contexte.occurred_on)
            return [logged(actor_entries.BY_KIND[kind], step)]
        case Attend(on=on):
            actor.refuse_unless_open(on)
            return [*presence.attended(actor.presences, step, actor_presence.BY_KIND)]
        case Amend():
            return [*entries.amended(actor.entries, step, actor_entries.ActorInteractionAmended)]
        case Retract():
            fact = actor_entries.ActorInteractionRetracted
            return [*entries.retracted(actor.entries, step, fact)]
        case Restore():
            return [*entries.restored(actor.entries, step, actor_entries.ActorRetractionWithdrawn)]
        case Answer():
            return answered(actor.entries, step, actor_entries.ActorSollicitationAnswered)


def decide_archive(actor: Actor, command: ask.ArchiveActor | ask.ReinstateActor) -> list[Event]:
    why = checks.why(command.reason)
    match command:
        case ask.ArchiveActor(successor=successor) if successor == command.actor:
            raise Refused("Une structure ne se succède pas à elle-même.", field="successor")
        case ask.ArchiveActor(effective_on=day) if actor.archived == day:
            return []
        case ask.ArchiveActor() if actor.archived is not None:
            raise Refused(
                f"Cet acteur est déjà archivé depuis le {checks.french(actor.archived)} : "
                "réintégrez-le d’abord pour changer la date.",
                field="effective_on",
            )
        case ask.ArchiveActor(effective_on=day, successor=successor):
            return [facts.ActorArchived(day, why, successor)]
        case ask.ReinstateActor() if actor.archived is None:
            return []
        case ask.ReinstateActor(effective_on=day):
            if day < actor.archived:
                raise Refused(
                    "La réintégration précède l’archivage : vérifiez la date.",
                    field="effective_on",
                )
            return [facts.ActorReinstated(day, why)]


def evolve(actor: Actor, event: Event) -> Actor:
    match event:
        case facts.ActorRegistered():
            return born(event)
        case Logged(interaction=key, contexte=contexte):
            return replace(actor, entries={**actor.entries, key: held(contexte, event.kind)})
        case actor_entries.ActorSollicitationAnswered(interaction=key):
            entry = replace(actor.entries[key], answered=True)
            return replace(actor, entries={**actor.entries, key: entry})
        case facts.ActorMergedInto(survivor=survivor):
            return replace(actor, survivor=survivor)
        case facts.ActorAbsorbed(absorbed=other):
            return replace(actor, absorbed=actor.absorbed | {other})
        case facts.ActorMergeUndone(other=other):
            kept = None if actor.survivor == other else actor.survivor
            return replace(actor, survivor=kept, absorbed=actor.absorbed - {other})
        case facts.ActorArchived(effective_on=day):
            return replace(actor, archived=day)
        case facts.ActorReinstated():
            return replace(actor, archived=None)
    changed = evolve_record(actor, event)
    return replace(
        changed,
        entries=entries.evolved(actor.entries, event),
        presences=presence.evolved(actor.presences, event),
    )


ACTOR = Decider(Actor(), decide, evolve, "actor")
