"""Read the past, write what happened: the library's Application over our recorder and mapper."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from eventsourcing.application import AggregateNotFoundError, Application
from psycopg.conninfo import conninfo_to_dict

from adapters.journal.lines import Line
from adapters.journal.mapper import EntryMapper
from adapters.journal.recorder import LAST, OrderedRecorder, Receipt, Sending
from adapters.vault.vault import Vault
from domain.decider import Decider, Refused
from domain.events import Entry, tag

LIVELY = {"keepalives_idle": 10, "tcp_user_timeout": 20_000}
"""A network cut without a word is noticed in twenty seconds, not in a quarter of an hour."""


class OtherKind(Refused):  # a refusal, like the one above it
    """The stream of this id is of another aggregate."""

    def __init__(self, decider: Decider[Any]) -> None:
        field = "interaction" if decider.kind == "gathering" else decider.kind
        super().__init__("Cet identifiant désigne autre chose : rechargez la page.", field=field)


class Loaded(NamedTuple):
    """A state and the version it stands at."""

    id: UUID
    version: int
    state: Any


class Journal(Application[UUID]):
    """Several aggregates in one append; states are cached and fast-forwarded."""

    name = "journal"
    env: ClassVar[dict[str, str]] = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "MAPPER_TOPIC": "adapters.journal.mapper:EntryMapper",
        "APPLICATION_RECORDER_TOPIC": "adapters.journal.recorder:OrderedRecorder",
        "CREATE_TABLE": "no",
        "POSTGRES_SCHEMA": "journal",
        "AGGREGATE_CACHE_MAXSIZE": "5000",
        "DEEPCOPY_FROM_AGGREGATE_CACHE": "no",
    }
    recorder: OrderedRecorder
    mapper: EntryMapper

    def __init__(self, conninfo: str, vault: Vault, *, pool_size: int = 8, role: str = "") -> None:
        super().__init__(library_settings(conninfo, pool_size))
        self.mapper.vault = vault
        pool_settings: Any = self.recorder.datastore.pool.kwargs
        pool_settings.update(LIVELY)
        if role:
            pool_settings["options"] = f"-c role={role}"

    def construct_mapper(self) -> EntryMapper:
        mapper = super().construct_mapper()
        assert isinstance(mapper, EntryMapper)  # noqa: S101  # named by our own environment above
        return mapper

    def load(self, decider: Decider[Any], subject: UUID) -> Loaded:
        """The state of a stream as it stands now; the initial one when it has no past."""

        def project(before: Loaded | None, entries: Iterable[Entry]) -> Loaded | None:
            return fold(decider, subject, before, entries)

        try:
            loaded: Loaded = self.repository.get(subject, projector_func=project)
        except AggregateNotFoundError:
            return Loaded(subject, 0, decider.initial)
        if type(loaded.state) is not type(decider.initial):  # an id asked for as another thing
            raise OtherKind(decider)
        self.keep(loaded)
        return loaded

    def keep(self, loaded: Loaded) -> None:
        """The library fast-forwards a copy: the cache is told how far we are."""
        if self.repository.cache is not None:
            self.repository.cache.put(loaded.id, loaded)

    def forget(self, subjects: Iterable[UUID]) -> None:
        """After a conflict: what the cache holds may be wrong, read it again whole."""
        cache = self.repository.cache
        for subject in subjects:
            with suppress(KeyError):
                if cache is not None:
                    cache.get(subject, evict=True)

    def append(self, entries: Sequence[Entry], sending: Sending) -> tuple[Receipt, list[Entry]]:
        """The receipt, and the entries as they now stand: sealed, with position and instant."""
        lines: list[Line] = [self.mapper.to_stored_event(entry) for entry in entries]  # type: ignore[misc]
        receipt = self.recorder.append(lines, sending)
        if receipt.repeated or receipt.first is None:
            return receipt, []
        return receipt, [
            Entry(
                line.originator_id,  # type: ignore[arg-type]  # this journal's ids are UUIDs
                line.originator_version,
                line.event,  # type: ignore[arg-type]  # set by our mapper
                position,
                receipt.recorded_at,
                sending.author,
                sending.command_id,
            )
            for position, line in enumerate(lines, receipt.first)
        ]

    def stream(self, subject: UUID) -> list[Entry]:
        return list(self.events.get(subject))  # type: ignore[arg-type]

    def after(self, position: int, limit: int = 1_000, upto: int = LAST) -> list[Entry]:
        """A page of the journal, oldest first."""
        lines = self.recorder.lines_after(position, limit, upto)
        return [self.mapper.to_domain_event(line) for line in lines]

    def facts(self, after: int, upto: int, tags: Sequence[str]) -> list[Entry]:
        """The facts of some kinds between two positions, oldest first."""
        lines = self.recorder.lines_of(after, upto, tags)
        return [self.mapper.to_domain_event(line) for line in lines]

    def command_at(self, position: int) -> list[Entry]:
        """The whole command whose first fact stands at a position, however long."""
        page: list[Entry] = []
        for found in self.pages(position - 1, size=20_000):
            page += [entry for entry in found if entry.command_id == found[0].command_id]
            if len(page) < len(found) or page[0].command_id != page[-1].command_id:
                break
        return [entry for entry in page if entry.command_id == page[0].command_id]

    def head(self) -> int:
        return self.recorder.max_notification_id() or 0

    def pages(
        self, position: int = 0, upto: int = LAST, size: int = 5_000
    ) -> Iterator[list[Entry]]:
        while page := self.after(position, size, upto):
            yield page
            position = page[-1].position


def fold(
    decider: Decider[Any], subject: UUID, before: Loaded | None, entries: Iterable[Entry]
) -> Loaded | None:
    state, version = (before.state, before.version) if before else (decider.initial, 0)
    for entry in entries:
        if not tag(entry.event).startswith(f"{decider.kind}."):
            raise OtherKind(decider)
        state, version = decider.evolve(state, entry.event), entry.originator_version
    return Loaded(subject, version, state) if version else None


def library_settings(conninfo: str, pool_size: int) -> dict[str, str]:
    """The library takes its connection from environment-like names."""
    parts = {name: str(value) for name, value in conninfo_to_dict(conninfo).items()}
    return {
        "POSTGRES_DBNAME": parts.get("dbname", "maillage"),
        "POSTGRES_HOST": parts.get("host", ""),
        "POSTGRES_PORT": parts.get("port", "5432"),
        "POSTGRES_USER": parts.get("user", ""),
        "POSTGRES_PASSWORD": parts.get("password", "unused"),
        "POSTGRES_POOL_SIZE": str(pool_size),
        "POSTGRES_MAX_OVERFLOW": "0",
        "POSTGRES_CONNECT_TIMEOUT": "2",
    }
