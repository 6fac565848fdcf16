"""A database restored from before an erasure: the ledger outside it says whom to forget again."""

from collections.abc import Iterable

import structlog

from adapters.journal.recorder import Sending
from adapters.vault.ledger import Erasure, standing
from api.crm import Crm
from api.ids import new_id
from domain.aggregates.person import PERSON, stream_of
from domain.events import Entry
from domain.facts.person import PersonErased

AUTHOR = "restauration"
log = structlog.get_logger()


def forget_again(crm: Crm) -> int:
    """At every opening, before a door: no erasure is undone by whatever brought old rows back."""
    with crm.pool.connection() as connection:
        undone = standing(connection, crm.ledger.read())
    if undone:
        log.warning("erasures_replayed", persons=len(undone))
    return replay(crm, undone)


def replay(crm: Crm, erasures: Iterable[Erasure]) -> int:
    """The fact alone: no rule is asked again, since it was decided and done."""
    many = 0
    for erasure in erasures:
        append(crm, erasure)
        many += 1
    crm.projector.catch_up()
    crm.ledger.complete(crm.pool)
    return many


def append(crm: Crm, erasure: Erasure) -> None:
    stream = stream_of(erasure.person)
    before = crm.journal.load(PERSON, stream)
    fact = PersonErased(erasure.person, erasure.on, erasure.ground, erasure.keys)
    request = crm.vault.fingerprint(f"{AUTHOR} {erasure.person}".encode())
    entries = [Entry(stream, before.version + 1, fact)]
    crm.journal.append(entries, Sending(new_id(), request, AUTHOR))
