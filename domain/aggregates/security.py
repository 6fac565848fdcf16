"""Security: what happened at the doors, noted as it comes; nothing there is ever refused."""

from msgspec import Struct

from domain.commands.security import NoteSecurity
from domain.decider import Decider
from domain.facts.shared import Event


class Security(Struct, frozen=True):
    """Nothing is read again to decide."""


def decide(_: Security, command: NoteSecurity) -> list[Event]:
    return [command.fact]


def evolve(security: Security, _: Event) -> Security:
    return security


SECURITY = Decider(Security(), decide, evolve, "security")
