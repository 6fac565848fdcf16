"""The ties of an actor: merges, référents, adhésions, members, contacts."""

from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain.events import Entry
from domain.facts import actor as facts
from projections.acteur import Acteur, Contact
from projections.texts import words


def evolve_ties(row: Acteur, event: Any, entry: Entry) -> Acteur:
    match event:
        case facts.ActorMergedInto(survivor=survivor):
            return replace(row, survivor=survivor)
        case facts.ActorAbsorbed(absorbed=other):
            return replace(row, absorbed=(*row.absorbed, other))
        case facts.ActorMergeUndone(other=other):
            kept = tuple(one for one in row.absorbed if one != other)
            left = None if row.survivor == other else row.survivor
            return replace(row, survivor=left, absorbed=kept)
        case facts.ActorReferentAssigned(salarie=salarie, since=since, reason=reason):
            assigned = (since, salarie, words(reason, entry))
            return replace(row, referents=(*row.referents, assigned))
        case facts.ActorReferentReleased(since=since):
            return replace(row, referents=(*row.referents, (since, None, "")))
        case facts.ActorAdhesionRecorded(year=year):
            return replace(row, adhesions=tuple(sorted({*row.adhesions, year})))
        case facts.ActorAdhesionEnded(year=year):
            return replace(row, adhesions=tuple(one for one in row.adhesions if one != year))
        case facts.ActorMemberJoined(member=member):
            return replace(row, members=(*row.members, member))
        case facts.ActorMemberLeft(member=member):
            return replace(row, members=tuple(one for one in row.members if one != member))
    return evolve_contacts(row, event, entry)


def evolve_contacts(row: Acteur, event: Any, entry: Entry) -> Acteur:
    match event:
        case facts.ActorContactRecorded(person=person, role=role, identity=identity):
            version = entry.originator_version
            contact = Contact(person, role, identity, version, event.ground, event.source, event.on)
            return replace(row, contacts=(*row.contacts, contact))
        case facts.ActorContactCorrected(person=person, role=role, identity=identity):
            version = entry.originator_version
            return with_contact(row, person, role=role, identity=identity, version=version)
        case facts.ActorContactLeft(person=person, on=day):
            return with_contact(row, person, left=day)
    return row


def with_contact(row: Acteur, person: UUID, **changes: Any) -> Acteur:
    contacts = tuple(
        replace(one, **changes) if one.person == person else one for one in row.contacts
    )
    return replace(row, contacts=contacts)
