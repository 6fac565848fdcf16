"""Who opened or took away the data of a person, and when? Told by the facts of security."""

from typing import Any
from uuid import UUID

from msgspec import Struct

from api.crm import Crm
from api.fiches import fiches_salaries
from domain.aggregates.account import ACCOUNT, Account
from domain.events import Entry, tag
from domain.facts.security import ContactsOpened, Exported
from domain.roles import ROLE_LABELS

TAGS = (tag(ContactsOpened), tag(Exported))


class Opening(Struct, frozen=True):
    """`who` is how the team calls the account: a role or a repère, never a name."""

    day: str
    who: str
    account: str
    what: str  # contacts, or the kind of file
    why: str
    position: int


def openings(crm: Crm, person: UUID) -> list[Opening]:
    """Newest first."""
    facts = crm.journal.facts(0, crm.journal.head(), TAGS)
    about = [entry for entry in facts if concerns(entry.event, person)]
    known: dict[str, str] = {}
    return [opening(crm, entry, known) for entry in reversed(about)]


def concerns(event: Any, person: UUID) -> bool:
    return person in event.persons or getattr(event, "subject", None) == person


def opening(crm: Crm, entry: Entry, known: dict[str, str]) -> Opening:
    event: Any = entry.event
    account = str(event.account) if event.account else ""
    if account not in known:
        known[account] = who(crm, event.account)
    day = entry.recorded_at.isoformat() if entry.recorded_at else ""
    what = "contacts" if isinstance(event, ContactsOpened) else event.what
    return Opening(day, known[account], account, what, getattr(event, "why", ""), entry.position)


def who(crm: Crm, account: UUID | None) -> str:
    if account is None:
        return "le terminal du serveur"
    state: Account = crm.journal.load(ACCOUNT, account).state
    if state.salarie is not None:
        team = {one.id: one.repere for one in fiches_salaries(crm, crm.known())}
        if state.salarie in team:
            return team[state.salarie]
    return ROLE_LABELS[state.role] if state.role else "un compte inconnu"
