"""What happened at the doors, newest first? The facts of security and of accounts."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from psycopg.sql import SQL

from adapters.journal.journal import Journal
from adapters.journal.recorder import HEADER, LAST, line
from domain.events import Entry

DOORS = "(topic LIKE 'security.%' OR topic LIKE 'account.%')".replace("%", "%%")
LATEST = SQL(
    f"SELECT {HEADER} FROM journal.entries "  # noqa: S608  # constants of ours
    f"WHERE {DOORS} AND topic = ANY(%b) AND notification_id < %b "
    "AND (%b::uuid[] IS NULL OR originator_id = ANY(%b) OR author = ANY(%b)) "
    "ORDER BY notification_id DESC LIMIT %b"
)
LAST_OF = SQL(
    "SELECT originator_id, max(recorded_at) FROM journal.entries "  # noqa: S608  # ours
    f"WHERE {DOORS} AND topic = %b GROUP BY originator_id"
)


class Sought(NamedTuple):
    """`about`: the streams of one account, `by`: under what it signs; every account when empty."""

    tags: Sequence[str]
    about: Sequence[UUID] = ()
    by: Sequence[str] = ()
    before: int = LAST
    limit: int = 100


def latest(journal: Journal, sought: Sought) -> list[Entry]:
    about = list(sought.about) or None
    params = (list(sought.tags), sought.before, about, about, list(sought.by), sought.limit)
    rows = journal.recorder.rows(LATEST, params)
    return [journal.mapper.to_domain_event(line(row)) for row in rows]


def last_of(journal: Journal, tag: str) -> dict[UUID, datetime]:
    """When did this last happen, by stream?"""
    return dict(journal.recorder.rows(LAST_OF, (tag,)))
