"""What becomes of a person we hold data on: signs of life, holds, notices, erasure.

A person is a contact of an actor, an actor that is a natural person, or the holder of an account.
The stream is `domain.aggregates.person.stream_of(person)`: the id itself may be an actor's or an
account's own stream. `person` is whose keys are meant: data keys are filed under `str(person)`.
"""

from datetime import date
from uuid import UUID

from domain.facts.shared import Event
from domain.personal import Personal


class PersonDeclared(Event, frozen=True, tag="person.declared"):
    """A sign of life the person gave: an answer, a call, a wish to stay (R49)."""

    person: UUID
    on: date


class PersonHoldSet(Event, frozen=True, tag="person.hold_set"):
    """The law keeps these data until a day, included: no erasure before (R50)."""

    person: UUID
    hold: UUID
    obligation: str  # preuve_presence, dossier_finance, litige
    until: date
    reason: Personal


class PersonHoldLifted(Event, frozen=True, tag="person.hold_lifted"):
    person: UUID
    hold: UUID
    reason: Personal


class PersonNotified(Event, frozen=True, tag="person.notified"):
    """Told that its data will be erased on `due`; another due date, and it must be told anew."""

    person: UUID
    stage: str  # review, again, past
    due: date
    on: date


class PersonErased(Event, frozen=True, tag="person.erased"):
    """The keys of this person and of these free texts are destroyed; nothing else is said."""

    person: UUID
    on: date
    ground: str  # demande, conservation, erreur
    texts: tuple[str, ...] = ()  # ids of the keys of the free texts that name it
