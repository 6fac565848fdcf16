"""What is known, now or at a position: the reading half of the object that doors hold."""

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from adapters.journal.journal import Journal
from adapters.journal.knowledge import position_at, whole_command
from adapters.read_models.projector import Projector
from adapters.read_models.reading import interactions
from adapters.vault.vault import Box, Vault
from api.texts import Opened
from domain.personal import Readable, Sealed
from domain.world import Said
from projections.conservation import last_sign
from projections.entry_texts import said_now, texts_of
from projections.interaction import Interaction
from projections.texts import Text

PARIS = ZoneInfo("Europe/Paris")


class Knowing:
    """What the journal, its tables and the vault can tell.

    `today` stands still in a demonstration (R52).
    """

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

    def holder_of(self, interaction: UUID) -> tuple[str, UUID] | None:
        """On which aggregate does an entry stand? Looked for again when the tables lag."""
        row = self.interaction(interaction)
        if row is None and self.projector.behind():
            self.projector.catch_up()
            row = self.interaction(interaction)
        return (row.type, row.holder) if row else None

    def last_sign(self, person: UUID) -> date | None:
        """The last day a contact or a natural person was seen; None for who is neither (R49)."""
        found = last_sign(self.query, person)
        if found is None and self.projector.behind():
            self.projector.catch_up()
            found = last_sign(self.query, person)
        return found

    def free_text(self, key: str) -> bool:
        """Is it the key of one text, not of a person? One destroyed already is nobody's."""
        sql = "SELECT person FROM vault.keys WHERE key_id = %(key)s"
        return all(row["person"] is None for row in self.query(sql, key=key))

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

    def said(self, interaction: UUID) -> Said:
        """How the texts of an entry read, whatever the tables still had to follow."""
        if self.projector.behind():
            self.projector.catch_up()
        row = self.interaction(interaction)
        if row is None:
            return Said()
        opened = Opened(self, texts_of(row))
        return said_now(row, opened.readable.__getitem__)

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


def as_box(text: Text) -> Box:
    assert isinstance(text.sealed, Sealed)  # noqa: S101  # the journal keeps nothing in clear
    return Box(text.sealed, text.aggregate, text.version)
