"""The second factor: the code of a telephone, or one of ten codes on paper."""

from typing import NamedTuple
from uuid import UUID

from psycopg import Connection

from adapters.access import credentials, recovery, sessions, totp
from adapters.access.sessions import Session
from api.accounts.backing_off import Trial, begin, next_step, passed
from api.accounts.desk import Desk
from api.accounts.knowing import identity, known_account
from api.accounts.opening import EXPIRED, Manner, SignedIn, noted, risen, signature
from api.accounts.visiting import refuse_half_open, standing
from domain.decider import Refused
from domain.facts.security import (
    RecoveryCodesIssued,
    RecoveryCodeUsed,
    SecondFactorRemoved,
    SecondFactorSet,
    SessionsRevoked,
    SignInRefused,
)

UNREADABLE = (
    "Votre second facteur ne se lit pas pour l’instant : réessayez dans une minute, ou prenez un "
    "code de secours."
)
AGAIN = "Ce code a déjà servi : attendez que votre application en montre un autre."


class Enrolment(NamedTuple):
    """To scan or to type; the same until it is confirmed in this session."""

    secret: str
    uri: str
    svg: str


class Enrolled(NamedTuple):
    """The codes on paper are shown now, and never again."""

    signed_in: SignedIn
    recovery: list[str]


def give_code(desk: Desk, token: str, code: str) -> SignedIn:
    """Of two requests with the same code, one wins; the other waits for the next code."""
    session, _ = standing(desk, token)
    trial = begin(desk, desk.master(), f"code:{session.account}")
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
    trial = begin(desk, desk.master(), f"code:{session.account}")
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


def start_enrolment(desk: Desk, token: str) -> Enrolment:
    session, visitor = standing(desk, token)
    refuse_half_open(visitor)
    fresh = totp.wrapped(desk.master(), totp.new_secret())
    with desk.rows() as connection:
        pending = sessions.set_pending(connection, session.id, fresh)
    secret = opened_secret(desk, pending)
    address = totp.uri(secret, identity(desk, session.account).courriel)
    return Enrolment(recovery.grouped(totp.base32(secret)), address, totp.qr(address))


def confirm_enrolment(desk: Desk, token: str, code: str) -> Enrolled:
    """The first code shows that the telephone is set; it has served, and the session is strong."""
    session, visitor = standing(desk, token)
    refuse_half_open(visitor)
    if session.pending is None:
        raise Refused("Relisez le code à scanner : il vient d’être renouvelé.", field="code")
    trial = begin(desk, desk.master(), f"code:{session.account}")
    secret = opened_secret(desk, session.pending)
    step = totp.step_of(secret, code, desk.now())
    if step is None:
        raise refused(desk, trial, session)
    codes, kept = recovery.new_codes(), totp.wrapped(desk.master(), secret)
    with desk.rows() as connection, connection.transaction():
        if not credentials.set_totp(connection, session.account, kept, step):
            raise Refused(EXPIRED)
        write_codes(connection, session.account, codes)
        entered = risen(desk, connection, token, session)
        sessions.revoke_all(connection, session.account, but=entered.session)
    desk.crm.note(SecondFactorSet(session.account), visitor.author)
    desk.crm.note(RecoveryCodesIssued(session.account), visitor.author)
    return Enrolled(passed_code(desk, trial, session, entered), codes)


def new_recovery_codes(desk: Desk, token: str) -> list[str]:
    """The former ones open nothing any more."""
    session, visitor = standing(desk, token)
    refuse_half_open(visitor)
    kept_secret(desk, session.account)
    codes = recovery.new_codes()
    with desk.rows() as connection, connection.transaction():
        write_codes(connection, session.account, codes)
    desk.crm.note(RecoveryCodesIssued(session.account), visitor.author)
    return codes


def write_codes(connection: Connection[object], account: UUID, codes: list[str]) -> None:
    hashes = [recovery.code_hash(account, code) for code in codes]
    credentials.set_recovery(connection, account, hashes)


def recovery_left(desk: Desk, account: UUID) -> int:
    with desk.rows() as connection:
        return credentials.recovery_left(connection, account)


def remove_second_factor(desk: Desk, author: str, account: UUID) -> None:
    """For whoever lost telephone and paper: the administration takes it off, they set another."""
    known_account(desk, account)
    with desk.rows() as connection, connection.transaction():
        credentials.set_totp(connection, account, None, None)
        credentials.set_recovery(connection, account, ())
        ended = sessions.revoke_all(connection, account)
    desk.crm.note(SecondFactorRemoved(account), author)
    if ended:
        desk.crm.note(SessionsRevoked(account, ended), author)
