"""What the journal is told of the master key: which epochs are gone."""

from typing import Any

from api.crm import Crm
from domain.facts.security import KeyEpochDestroyed

TAG = "security.key_epoch_destroyed"
GONE = "SELECT epoch FROM vault.epochs WHERE destroyed_at IS NOT NULL ORDER BY epoch"


def note_destroyed_epochs(crm: Crm) -> None:
    """Each epoch once, also the one of a change that was finished by a later start."""
    told: list[Any] = [entry.event for entry in crm.journal.facts(0, crm.journal.head(), [TAG])]
    known = {event.epoch for event in told}
    for row in crm.query(GONE):
        if row["epoch"] not in known:
            crm.note(KeyEpochDestroyed(row["epoch"]), "console")
