"""Which entries will have to be counted again? Known in advance to a rebuild, who reads ahead.

The tables of a rebuild have no index yet: asking them at each merge would read them whole.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from psycopg import Connection

from adapters.journal.mapper import read_event
from domain.events import tag
from projections.network import STRUCTURAL
from projections.working_set import Source, Written

FACTS = (
    "SELECT originator_id, topic, state FROM journal.entries "
    "WHERE topic = ANY(%b) AND notification_id <= %b"
)


class Watch:
    """The entries of each actor, project and salarié that a merge or a change will recount."""

    def __init__(self, journal: Connection[Any], upto: int) -> None:
        self.entries: dict[UUID, set[UUID]] = {}
        tags = [tag(fact) for fact in STRUCTURAL]
        for subject, topic, state in journal.execute(FACTS, (tags, upto)):
            event: Any = read_event(topic, bytes(state))
            for key in (subject, getattr(event, "survivor", None), getattr(event, "other", None)):
                if key is not None:
                    self.entries[key] = set()

    def note(self, written: Written) -> None:
        """Before these rows are written: whom do they speak of?"""
        if not self.entries:
            return
        known = self.entries.get
        for rows, _, _ in written.rows.get("part", ()):
            for interaction, actor, salarie, *_ in rows:
                for subject in (actor, salarie):
                    if (found := known(subject)) is not None:
                        found.add(interaction)
        for rows, _, _ in written.rows.get("dossier", ()):
            for interaction, project, *_ in rows:
                if (found := known(project)) is not None:
                    found.add(interaction)

    def over(self, source: Source) -> Source:
        """The same documents, found through what was noted here."""
        return Source(
            source.documents,
            self.of,
            lambda project: self.of({project}),
            lambda salarie: self.of({salarie}),
        )

    def of(self, subjects: Iterable[UUID]) -> set[UUID]:
        return {one for key in subjects for one in self.entries.get(key, ())}
