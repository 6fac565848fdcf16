"""What can be asked about a person we hold data on."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from domain.commands.shared import Code, Command, Reason

KeyId = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]


class DeclarePerson(Command, frozen=True, tag="person.declare"):
    """A sign of life the person gave by itself, on a day."""

    person: UUID
    on: date


class SetHold(Command, frozen=True, tag="person.set_hold"):
    person: UUID
    hold: UUID
    obligation: Code
    until: date
    reason: Reason


class LiftHold(Command, frozen=True, tag="person.lift_hold"):
    person: UUID
    hold: UUID
    reason: Reason


class NotifyPerson(Command, frozen=True, tag="person.notify"):
    """The person was told today that its data will be erased."""

    person: UUID


class ErasePerson(Command, frozen=True, tag="person.erase"):
    """`texts`: the ids of the keys of the free texts to make unreadable too."""

    person: UUID
    ground: Code
    texts: Annotated[tuple[KeyId, ...], Meta(max_length=2_000)] = ()
