"""Which position was the last one known at an instant? (R25)"""

from datetime import datetime

from psycopg.sql import SQL

from adapters.journal.journal import Journal

AT = SQL("SELECT recorded_at FROM journal.entries WHERE notification_id = %b")
WHOLE = SQL(
    "SELECT r.first, r.last FROM journal.entries e JOIN journal.receipts r USING (command_id) "
    "WHERE e.notification_id = %b"
)


def position_at(journal: Journal, instant: datetime) -> int:
    """The last position recorded at or before an instant: instants grow with positions."""
    low, high = 0, journal.head()
    while low < high:
        middle = (low + high + 1) // 2
        if recorded_at(journal, middle) <= instant:
            low = middle
        else:
            high = middle - 1
    return low


def recorded_at(journal: Journal, position: int) -> datetime:
    found: datetime = journal.recorder.rows(AT, (position,))[0][0]
    return found


def whole_command(journal: Journal, position: int) -> int:
    """A position inside a command's batch is brought back to the end of the previous one."""
    position = min(position, journal.head())
    rows = journal.recorder.rows(WHOLE, (position,)) if position > 0 else []
    if not rows:
        return max(position, 0)
    first, last = rows[0]
    return position if position >= last else first - 1
