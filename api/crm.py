"""The one object that doors hold: ask it to do, or ask what it knows."""

import os
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import psycopg
import structlog
from eventsourcing.persistence import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    PersistenceError,
)
from psycopg.errors import LockNotAvailable, QueryCanceled
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool, PoolTimeout

from adapters.journal.journal import Journal, Loaded, OtherKind
from adapters.journal.knowledge import position_at, whole_command
from adapters.journal.recorder import Receipt, Sending
from adapters.read_models.projector import Projector
from adapters.read_models.reading import interactions
from adapters.reference import why_not_commune, why_not_country
from adapters.vault.vault import Box, Vault
from api.errors import ConflictError, ReusedIdError, UnavailableError, UnknownOutcomeError
from domain.commands.shared import Command
from domain.decider import Decider, Refused
from domain.events import Entry
from domain.personal import Readable, Sealed
from domain.plan import plan
from domain.world import Step, World
from projections.interaction import Interaction, Text

PARIS = ZoneInfo("Europe/Paris")
log = structlog.get_logger()


class Outcome(NamedTuple):
    """The positions a command took (none when it changed nothing); `repeated`: known already."""

    positions: list[int]
    repeated: bool


class Crm:
    """`today` stands still in a demonstration (R52)."""

    def __init__(
        self,
        journal: Journal,
        projector: Projector,
        vault: Vault,
        pool: ConnectionPool[Any],
        demonstration_day: date | None = None,
    ) -> None:
        self.journal, self.projector, self.vault, self.pool = journal, projector, vault, pool
        self.demonstration_day = demonstration_day

    @property
    def today(self) -> date:
        """The civil day in Paris (R23), or the day of the demonstration (R52)."""
        return self.demonstration_day or datetime.now(PARIS).date()

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
        request = self.vault.fingerprint(encoded)
        sending = Sending(command_id or new_id(), request, author, at)
        try:
            return self._answered(command, sending)
        except PersistenceError as error:
            raise translated(error) from error
        except psycopg.OperationalError as error:  # a look-up before the append: none was sent
            raise UnavailableError from error

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
        deciding = Deciding(self, sending)
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

    def _told_before(self, sending: Sending) -> Outcome | None:
        """The first outcome of a command sent again, which would now be refused."""
        known = self.journal.recorder.receipt(sending.command_id)
        if known is None:
            return None
        request, receipt = known
        if request != sending.request:
            raise ReusedIdError
        return outcome(receipt)

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
        )

    def holder_of(self, interaction: UUID) -> tuple[str, UUID] | None:
        """On which aggregate does an entry stand? Looked for again when the tables lag."""
        row = self.interaction(interaction)
        if row is None and self.projector.behind():
            self.projector.catch_up()
            row = self.interaction(interaction)
        return (row.type, row.holder) if row else None

    def next_rank(self, interaction: UUID) -> int:
        row = self.interaction(interaction)
        return max((one.rank for one in row.presences), default=0) + 1 if row else 1

    def interaction(self, key: UUID, position: int | None = None) -> Interaction | None:
        """One entry as its facts tell it, known at a position."""
        return self.interactions([key], position).get(key)

    def interactions(
        self, keys: list[UUID], position: int | None = None
    ) -> dict[UUID, Interaction]:
        with self.pool.connection() as connection:
            if position is None:
                return interactions(connection, "read_models", keys)
            return interactions(connection, "read_models", keys, position)

    def nom(self, actor: UUID) -> str:
        rows = self.query(
            "SELECT nom FROM read_models.annuaire WHERE id = %(id)s ORDER BY known_from DESC",
            id=actor,
        )
        return str(rows[0]["nom"]) if rows else "acteur inconnu"

    def read(self, texts: list[Text]) -> list[Readable]:
        """Sealed texts, opened when their key still stands."""
        return self.vault.read(as_box(text) for text in texts)

    def query(self, sql: str, **params: Any) -> list[dict[str, Any]]:
        """One SQL question, as dictionaries."""
        with (
            self.pool.connection() as connection,
            connection.cursor(row_factory=dict_row) as cursor,
        ):
            rows: list[dict[str, Any]] = cursor.execute(sql.encode(), params).fetchall()
            return rows

    def known(self, connu_au: int | datetime | None = None) -> int:
        """The position of a knowledge: now, a position or an instant (R25)."""
        reached = self.projector.position()
        if connu_au is None:
            return reached
        if isinstance(connu_au, datetime):
            return min(reached, position_at(self.journal, connu_au))
        return min(reached, whole_command(self.journal, connu_au))

    def close(self) -> None:
        self.journal.close()
        self.pool.close()


class Deciding:
    """The steps of one command: each stream is loaded once, and evolves as facts are decided."""

    def __init__(self, crm: Crm, sending: Sending) -> None:
        self.crm, self.sending = crm, sending
        self.loaded: dict[UUID, Loaded] = {}
        self.known: dict[tuple[str, UUID], Loaded] = {}
        self.entries: list[Entry] = []

    def run(self, steps: list[Step]) -> None:
        for decider, subject, asked in steps:
            before = self.loaded.get(subject) or self.read(decider, subject)
            self.loaded[subject] = self._decide(decider, before, asked)

    def read(self, decider: Decider[Any], subject: UUID) -> Loaded:
        """A stream as it stood when the command first asked for it."""
        key = decider.kind, subject
        if key not in self.known:
            self.known[key] = self.crm.journal.load(decider, subject)
        return self.known[key]

    def _decide(self, decider: Decider[Any], before: Loaded, asked: Any) -> Loaded:
        state, version = before.state, before.version
        for event in decider.decide(state, asked):
            version += 1
            self.entries.append(Entry(before.id, version, event))
            state = decider.evolve(state, event)
        return Loaded(before.id, version, state)


def refuse_nul(encoded: bytes) -> None:
    if b"\\u0000" in encoded:
        raise Refused(
            "Un des textes contient un caractère nul, invisible : effacez-le et retapez le texte."
        )


def outcome(receipt: Receipt) -> Outcome:
    if receipt.first is None or receipt.last is None:
        return Outcome([], receipt.repeated)
    return Outcome(list(range(receipt.first, receipt.last + 1)), receipt.repeated)


def not_sent(error: Exception) -> bool:
    """Errors after which it is sure that nothing was recorded."""
    return isinstance(error.__cause__, PoolTimeout | LockNotAvailable | QueryCanceled)


def translated(error: PersistenceError) -> Exception:
    sqlstate = getattr(error.__cause__, "sqlstate", None)
    if isinstance(error, DatabaseError) and sqlstate == "ML409":
        return ReusedIdError()
    if isinstance(error, InterfaceError | OperationalError):
        return UnavailableError()
    return error


def as_box(text: Text) -> Box:
    assert isinstance(text.sealed, Sealed)  # noqa: S101  # the journal keeps nothing in clear
    return Box(text.sealed, text.aggregate, text.version)


def new_id() -> UUID:
    """A UUIDv7: ids of commands grow with time, so that their index stays compact."""
    millis = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10)) & ~(0xF << 76) & ~(0x3 << 62)
    return UUID(int=(millis << 80) | (0x7 << 76) | (0x2 << 62) | random)
