"""What kinds of things happen at the doors? Every fact of security and of accounts has one."""

from domain.events import tag
from domain.facts import account, security
from domain.facts.shared import Event

ENTERING: tuple[type[Event], ...] = (
    security.SignedIn,
    security.SignedOut,
    security.SessionsRevoked,
)
REFUSED: tuple[type[Event], ...] = (security.SignInRefused, security.AccessRefused)
PROOFS: tuple[type[Event], ...] = (
    security.PasswordSet,
    security.SecondFactorSet,
    security.SecondFactorRemoved,
    security.RecoveryCodesIssued,
    security.RecoveryCodeUsed,
    security.LinkIssued,
    security.LinkUsed,
)
KEYS: tuple[type[Event], ...] = (
    security.TokenIssued,
    security.TokenRevoked,
    security.KeyEpochDestroyed,
)
OPENED: tuple[type[Event], ...] = (security.ContactsOpened, security.Exported)
ACCOUNTS: tuple[type[Event], ...] = (
    account.AccountOpened,
    account.AccountIdentityCorrected,
    account.AccountRoleGiven,
    account.AccountConventionOpened,
    account.AccountConventionClosed,
    account.AccountClosed,
    account.AccountReopened,
)
KINDS: dict[str, tuple[str, tuple[type[Event], ...]]] = {
    "entrees": ("Entrées et sorties", ENTERING),
    "refus": ("Refus", REFUSED),
    "preuves": ("Liens, mots de passe, seconds facteurs", PROOFS),
    "cles": ("Clés", KEYS),
    "lectures": ("Contacts ouverts et fichiers sortis", OPENED),
    "comptes": ("Comptes et rôles", ACCOUNTS),
}


def tags_of(kind: str) -> list[str]:
    """All of them when the kind is none of ours."""
    chosen = [KINDS[kind]] if kind in KINDS else KINDS.values()
    return [tag(event) for _, events in chosen for event in events]


def kind_of(event: Event) -> str:
    return next((mot for mot, events in KINDS.values() if isinstance(event, events)), "")
