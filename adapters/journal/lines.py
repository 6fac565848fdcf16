"""One stored line of the journal, with its header."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from adapters.vault.envelope import DataKey
from domain.facts.shared import Event


@dataclass(frozen=True)
class Line(StoredEvent):
    """What the library keeps, and our header: position, instant, author, command."""

    position: int = 0
    recorded_at: datetime | None = None
    author: str = ""
    command_id: UUID | None = None
    keys: tuple[DataKey, ...] = ()
    event: Event | None = None  # as it was sealed, for whoever needs it at once
