"""What the doors themselves note: never taken from outside."""

from uuid import UUID

from domain.commands.shared import Command
from domain.facts.shared import Event


class NoteSecurity(Command, frozen=True, tag="security.note"):
    """One fact of `domain/facts/security.py`, on the stream of the account it speaks of."""

    stream: UUID
    fact: Event
