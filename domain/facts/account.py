"""An account: who may enter, as what. Passwords and sessions are never facts."""

from datetime import date
from uuid import UUID

from domain.facts.shared import Event
from domain.personal import Personal


class AccountOpened(Event, frozen=True, tag="account.opened"):
    """The identity (name, e-mail as JSON) is sealed under the account's own key."""

    role: str
    identity: Personal
    salarie: UUID | None = None


class AccountIdentityCorrected(Event, frozen=True, tag="account.identity_corrected"):
    identity: Personal


class AccountRoleGiven(Event, frozen=True, tag="account.role_given"):
    """Another role, or another salarié behind the account."""

    role: str
    salarie: UUID | None
    reason: Personal


class AccountConventionOpened(Event, frozen=True, tag="account.convention_opened"):
    """An auditeur reads this convention until a day, included."""

    convention: UUID
    until: date


class AccountConventionClosed(Event, frozen=True, tag="account.convention_closed"):
    convention: UUID


class AccountClosed(Event, frozen=True, tag="account.closed"):
    """Nobody enters with it any more; what it did stays signed by it."""

    reason: Personal


class AccountReopened(Event, frozen=True, tag="account.reopened"):
    reason: Personal
