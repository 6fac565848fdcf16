"""The ties of an actor: référent, adhésions, members of a collective, contacts."""

from datetime import date
from uuid import UUID

from msgspec.structs import replace

from domain import checks
from domain.aggregates.actor_state import Actor
from domain.commands import actors as ask
from domain.decider import Refused
from domain.facts import actor as facts
from domain.facts.shared import Event
from domain.lists import Ground
from domain.personal import Secret


def decide_ties(actor: Actor, command: object) -> list[Event]:
    match command:
        case ask.AssignReferent(salarie=salarie, since=since, reason=reason):
            known = actor.referent
            same = known is not None and known[0] == salarie and known[1] <= since
            why = checks.why(reason)
            return [] if same else [facts.ActorReferentAssigned(salarie, since, why)]
        case ask.ReleaseReferent(since=since):
            return released(actor.referent, since)
        case ask.RecordAdhesion(year=year, amount_cents=amount):
            same = year in actor.adhesions and actor.adhesions[year] == amount
            return [] if same else [facts.ActorAdhesionRecorded(year, amount)]
        case ask.EndAdhesion(year=year, reason=reason):
            why = checks.why(reason)
            return [facts.ActorAdhesionEnded(year, why)] if year in actor.adhesions else []
        case ask.JoinCollective(actor=collective, member=member) if collective == member:
            raise Refused("Un collectif ne peut pas être son propre membre.", field="member")
        case ask.JoinCollective(member=member, on=day):
            return [] if member in actor.members else [facts.ActorMemberJoined(member, day)]
        case ask.LeaveCollective(member=member, on=day):
            return [facts.ActorMemberLeft(member, day)] if member in actor.members else []
    return decide_contact(actor, command)


def released(referent: tuple[UUID, date] | None, since: date) -> list[Event]:
    if referent is None:
        return []
    if since < referent[1]:
        raise Refused(
            f"Ce référent l’est depuis le {checks.french(referent[1])} : "
            "choisissez une date qui n’est pas plus ancienne.",
            field="since",
        )
    return [facts.ActorReferentReleased(since)]


def decide_contact(actor: Actor, command: object) -> list[Event]:
    match command:
        case ask.RecordContact(person=person) if person in actor.contacts:
            raise Refused("Cette personne est déjà un contact de cet acteur.", field="person")
        case ask.RecordContact(person=person, ground=ground, source=source, on=on):
            checks.one_of(ground, Ground, "motif légal", "ground")
            told = role(command), identity(command)
            return [facts.ActorContactRecorded(person, *told, ground, source, on)]
        case ask.LeaveContact(person=person) if person in actor.former_contacts:
            return []
        case ask.CorrectContact(person=person) | ask.LeaveContact(person=person) if (
            person not in actor.contacts
        ):
            raise Refused("Cette personne n’est pas un contact de cet acteur.", field="person")
        case ask.CorrectContact(person=person, reason=reason):
            told = role(command), identity(command)
            return [facts.ActorContactCorrected(person, *told, checks.why(reason))]
        case ask.LeaveContact(person=person, on=day):
            return [facts.ActorContactLeft(person, day)]
    raise TypeError(command)


def role(command: ask.RecordContact | ask.CorrectContact) -> Secret:
    """Typed freely, so it may name somebody: it goes with the person."""
    return Secret(command.role, str(command.person))


def identity(command: ask.RecordContact | ask.CorrectContact) -> Secret:
    return Secret(ask.identity_text(command.identity), str(command.person))


def evolve_ties(actor: Actor, event: Event) -> Actor:
    match event:
        case facts.ActorReferentAssigned(salarie=salarie, since=since):
            return replace(actor, referent=(salarie, since))
        case facts.ActorReferentReleased():
            return replace(actor, referent=None)
        case facts.ActorAdhesionRecorded(year=year, amount_cents=amount):
            return replace(actor, adhesions={**actor.adhesions, year: amount})
        case facts.ActorAdhesionEnded(year=year):
            kept = {known: paid for known, paid in actor.adhesions.items() if known != year}
            return replace(actor, adhesions=kept)
        case facts.ActorMemberJoined(member=member):
            return replace(actor, members=actor.members | {member})
        case facts.ActorMemberLeft(member=member):
            return replace(actor, members=actor.members - {member})
        case facts.ActorContactRecorded(person=person):
            former = actor.former_contacts - {person}
            return replace(actor, contacts=actor.contacts | {person}, former_contacts=former)
        case facts.ActorContactLeft(person=person):
            former = actor.former_contacts | {person}
            return replace(actor, contacts=actor.contacts - {person}, former_contacts=former)
    return actor
