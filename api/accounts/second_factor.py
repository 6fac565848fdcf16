"""The second factor is given: the code of a telephone, or one of ten codes on paper."""

from uuid import UUID

from adapters.access import credentials, recovery, totp
from adapters.access.sessions import Session
from api.accounts.backing_off import Trial, begin, by_code, next_step, passed
from api.accounts.desk import Desk
from api.accounts.opening import Manner, SignedIn, noted, risen, signature
from api.accounts.visiting import standing
from domain.decider import Refused
from domain.facts.security import (
    RecoveryCodeUsed,
    SignInRefused,
)

UNREADABLE = (
    "Votre second facteur ne se lit pas pour l’instant : réessayez dans une minute, ou prenez un "
    "code de secours."
)
AGAIN = "Ce code a déjà servi : attendez que votre application en montre un autre."


def give_code(desk: Desk, token: str, code: str) -> SignedIn:
    """Of two requests with the same code, one wins; the other waits for the next code."""
    session, _ = standing(desk, token)
    trial = begin(desk, desk.master(), by_code(session.account))
    step = totp.step_of(kept_secret(desk, session.account), code, desk.now())
    if step is None:
        raise refused(desk, trial, session)
    with desk.rows() as connection, connection.transaction():
        if not credentials.use_step(connection, session.account, step):
            raise Refused(AGAIN, field="code")
        entered = risen(desk, connection, token, session)
    return passed_code(desk, trial, session, entered)


def give_recovery_code(desk: Desk, token: str, code: str) -> SignedIn:
    """One of the ten, once."""
    session, _ = standing(desk, token)
    trial = begin(desk, desk.master(), by_code(session.account))
    hashed = recovery.code_hash(session.account, code)
    entered = None
    with desk.rows() as connection, connection.transaction():
        if credentials.use_recovery(connection, session.account, hashed, desk.now()):
            entered = risen(desk, connection, token, session)
        left = credentials.recovery_left(connection, session.account)
    if entered is None:
        raise refused(desk, trial, session)
    desk.crm.note(RecoveryCodeUsed(session.account, left), signature(desk, session.account))
    return passed_code(desk, trial, session, entered)


def passed_code(desk: Desk, trial: Trial, session: Session, entered: SignedIn) -> SignedIn:
    passed(desk, trial)
    return noted(desk, entered, Manner(session.means, session.device, strong=True))


def refused(desk: Desk, trial: Trial, session: Session) -> Refused:
    if trial.noted:
        author = signature(desk, session.account)
        desk.crm.note(SignInRefused(trial.failures, session.account, "code"), author)
    return Refused(
        "Ce code n’est pas le bon : lisez celui que votre application montre maintenant. "
        f"{next_step(trial)}",
        field="code",
    )


def kept_secret(desk: Desk, account: UUID) -> bytes:
    with desk.rows() as connection:
        kept = credentials.read(connection, account)
    if kept is None or kept.totp is None:
        raise Refused("Ce compte n’a pas encore de second facteur : réglez-le d’abord.")
    return opened_secret(desk, kept.totp)


def opened_secret(desk: Desk, wrapped: bytes) -> bytes:
    secret = totp.unwrapped(desk.master(), wrapped)
    if secret is None:
        raise Refused(UNREADABLE)
    return secret
