"""What happened at the doors: sign-ins, refusals, links, tokens, openings, exports.

No name, no e-mail, no network address, no secret: ids and counts.
"""

from datetime import date
from uuid import UUID

from domain.facts.shared import Event


class SignedIn(Event, frozen=True, tag="security.signed_in"):
    """`means`: mot_de_passe, lien, oidc, demonstration; `strong` when a second factor was given."""

    account: UUID
    means: str
    strong: bool = False


class SignInRefused(Event, frozen=True, tag="security.sign_in_refused"):
    """Kept at the 1st, 2nd, 4th, 8th… failure in a row: `times` counts them."""

    times: int
    account: UUID | None = None  # None: no account has that address
    step: str = "mot_de_passe"  # or code, oidc


class SignedOut(Event, frozen=True, tag="security.signed_out"):
    account: UUID


class SessionsRevoked(Event, frozen=True, tag="security.sessions_revoked"):
    account: UUID
    sessions: int


class LinkIssued(Event, frozen=True, tag="security.link_issued"):
    """`purpose`: first, invitation, reset."""

    account: UUID
    purpose: str


class LinkUsed(Event, frozen=True, tag="security.link_used"):
    account: UUID
    purpose: str


class PasswordSet(Event, frozen=True, tag="security.password_set"):
    account: UUID


class SecondFactorSet(Event, frozen=True, tag="security.second_factor_set"):
    account: UUID


class SecondFactorRemoved(Event, frozen=True, tag="security.second_factor_removed"):
    account: UUID


class RecoveryCodesIssued(Event, frozen=True, tag="security.recovery_codes_issued"):
    account: UUID


class RecoveryCodeUsed(Event, frozen=True, tag="security.recovery_code_used"):
    account: UUID
    left: int


class TokenIssued(Event, frozen=True, tag="security.token_issued"):
    """A key for a program; `scopes` are actions of the policy."""

    account: UUID
    token: UUID
    scopes: tuple[str, ...]
    until: date


class TokenRevoked(Event, frozen=True, tag="security.token_revoked"):
    account: UUID
    token: UUID


class AccessRefused(Event, frozen=True, tag="security.access_refused"):
    """Kept at the 1st, 2nd, 4th, 8th… refusal of one action within an hour."""

    action: str
    times: int
    account: UUID | None = None


class ContactsOpened(Event, frozen=True, tag="security.contacts_opened"):
    """Somebody read the contacts of an actor; `why` is one of a few tags."""

    account: UUID | None
    actor: UUID
    why: str
    persons: tuple[UUID, ...] = ()


class Exported(Event, frozen=True, tag="security.exported"):
    """A file left: `what` is the tag of its kind, `subject` whom it is about, if one."""

    account: UUID | None
    what: str
    subject: UUID | None = None
    persons: tuple[UUID, ...] = ()


class KeyEpochDestroyed(Event, frozen=True, tag="security.key_epoch_destroyed"):
    """The master key of this epoch is gone: what was erased under it opens nowhere."""

    epoch: int
