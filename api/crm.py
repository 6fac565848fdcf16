"""The one object that doors hold: ask it to do, or ask what it knows."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import msgspec
import psycopg
import structlog
from eventsourcing.persistence import (
    IntegrityError,
    InterfaceError,
    OperationalError,
    PersistenceError,
)

from adapters.journal.journal import Loaded, OtherKind
from adapters.journal.recorder import Receipt, Sending
from adapters.reference import why_not_commune, why_not_country
from adapters.vault.fingerprint import other_content
from adapters.vault.ledger import ERASED, Ledger, LedgerError
from api.append_errors import not_sent, sealed_too_late, translated
from api.deciding import Deciding
from api.errors import ConflictError, ReusedIdError, UnavailableError, UnknownOutcomeError
from api.ids import new_id
from api.knowing import PARIS, Knowing
from domain.commands.security import NoteSecurity
from domain.commands.shared import Command
from domain.decider import Decider, Refused
from domain.events import Entry, tag
from domain.facts.shared import Event
from domain.plan import plan
from domain.world import World

log = structlog.get_logger()
NOBODY = UUID("6f1c2d1e-0b5a-5f6e-9d43-7a5f0c1b2e90")
"""Whose stream holds what happened at the doors to nobody known."""
TRIES = 5


class Outcome(NamedTuple):
    """The positions a command took (none when it changed nothing); `repeated`: known already."""

    positions: list[int]
    repeated: bool


class Crm(Knowing):
    """What it knows, and commands: decided and recorded. The ledger is set by `api.opening`."""

    ledger: Ledger

    def execute(
        self,
        command: Command,
        author: str,
        command_id: UUID | None = None,
        at: datetime | None = None,
    ) -> Outcome:
        """Decide and record, once whatever the number of sendings under one command id.

        Raises Refused (a rule says no), ConflictError, ReusedIdError, UnavailableError (nothing
        recorded) or UnknownOutcomeError (send the same id again). `at` is for the demonstration's
        loader alone.
        """
        encoded = msgspec.json.encode(command)
        refuse_nul(encoded + msgspec.json.encode(author))
        sending = Sending(command_id or new_id(), self.vault.fingerprint(encoded), author, at)
        try:
            return self._keyed(command, encoded, sending)
        except PersistenceError as error:
            raise translated(error) from error
        except psycopg.OperationalError as error:  # a look-up before the append: none was sent
            raise UnavailableError from error

    def note(self, fact: Event, author: str) -> None:
        """A fact of security, on the stream of the account it speaks of."""
        command = NoteSecurity(uuid5(getattr(fact, "account", None) or NOBODY, "security"), fact)
        for left in reversed(range(TRIES)):
            try:
                self.execute(command, author)
            except ConflictError:
                if not left:
                    raise
            else:
                return

    def _keyed(self, command: Command, encoded: bytes, sending: Sending) -> Outcome:
        """Once more when another process changed the master key, or erased somebody, meanwhile."""
        try:
            return self._answered(command, sending)
        except PersistenceError as error:
            if not sealed_too_late(error):
                raise
            self.vault.current()
            request = self.vault.fingerprint(encoded)
            return self._answered(command, sending._replace(request=request))

    def _answered(self, command: Command, sending: Sending) -> Outcome:
        try:
            return self._decided(command, sending)
        except Refused as refusal:
            return self._told_before(sending) or self._named(refusal)

    def _decided(self, command: Command, sending: Sending) -> Outcome:
        try:
            return self._attempt(command, sending)
        except IntegrityError:  # another writer was faster: decide again on what stands now
            log.info("append_conflict", command_id=str(sending.command_id))
            try:
                return self._attempt(command, sending)
            except IntegrityError:
                raise ConflictError from None

    def _attempt(self, command: Command, sending: Sending) -> Outcome:
        deciding = Deciding(self.journal)
        deciding.run(plan(command, self._world(sending, deciding.read)))
        try:
            receipt, fresh = self._append(deciding.entries, sending)
        except IntegrityError:
            self.journal.forget(deciding.loaded)
            raise
        if not receipt.repeated:
            for loaded in deciding.loaded.values():
                self.journal.keep(loaded)
        self._project(receipt, fresh)
        self._write_down(deciding.entries)
        return outcome(receipt)

    def _append(self, entries: list[Entry], sending: Sending) -> tuple[Receipt, list[Entry]]:
        """A lost answer is asked for again under the same id: the receipt tells."""
        try:
            return self.journal.append(entries, sending)
        except (InterfaceError, OperationalError) as error:
            if not_sent(error):
                raise UnavailableError from error
            log.warning("append_answer_lost", command_id=str(sending.command_id))
            time.sleep(0.2)
            try:
                return self.journal.append(entries, sending)
            except (InterfaceError, OperationalError) as again:
                raise UnknownOutcomeError from again

    def _project(self, receipt: Receipt, fresh: list[Entry]) -> None:
        """The command stands whatever happens here: the follower will try again.

        One that was recorded already may not be in the tables yet: its answer had been lost.
        """
        if receipt.last is None:
            return
        try:
            self.projector.catch_up(fresh)
        except Exception:
            log.exception("catch_up_failed", position=receipt.last)

    def _write_down(self, entries: list[Entry]) -> None:
        """An erasure is written outside the database too, so that a restore forgets again.

        It stands whatever happens here: the next opening completes the ledger.
        """
        if not any(tag(entry.event) == ERASED for entry in entries):
            return
        try:
            self.ledger.complete(self.pool)
        except LedgerError:
            log.exception("ledger_not_written")

    def _told_before(self, sending: Sending) -> Outcome | None:
        """The first outcome of a command sent again, which would now be refused."""
        known = self.journal.recorder.receipt(sending.command_id)
        if known is None:
            return None
        request, receipt = known
        if other_content(request, sending.request):
            raise ReusedIdError
        return outcome(receipt)

    def recorded(self, command_id: UUID) -> bool:
        """Does the journal hold this command? Asked when the answer to it failed."""
        return self.journal.recorder.receipt(command_id) is not None

    def _named(self, refusal: Refused) -> Outcome:
        """A refusal that speaks of another actor names it."""
        if refusal.about is not None:
            named = f"{refusal.why} Il s’agit de « {self.nom(refusal.about)} »."
            raise Refused(named, field=refusal.field, about=refusal.about)
        raise refusal

    def _world(self, sending: Sending, read: Callable[[Decider[Any], UUID], Loaded]) -> World:
        today = sending.at.astimezone(PARIS).date() if sending.at else self.today

        def state(decider: Decider[Any], subject: UUID) -> Any:
            """Whatever stands elsewhere is unknown here: the rules say so with their field."""
            try:
                return read(decider, subject).state
            except OtherKind:
                return decider.initial

        return World(
            today,
            state,
            self.holder_of,
            self.next_rank,
            why_not_commune,
            why_not_country,
            self.said,
            self.last_sign,
            self.free_text,
        )


def refuse_nul(encoded: bytes) -> None:
    if b"\\u0000" in encoded:
        raise Refused(
            "Un des textes contient un caractère nul, invisible : effacez-le et retapez le texte."
        )


def outcome(receipt: Receipt) -> Outcome:
    if receipt.first is None or receipt.last is None:
        return Outcome([], receipt.repeated)
    return Outcome(list(range(receipt.first, receipt.last + 1)), receipt.repeated)
