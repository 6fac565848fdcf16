"""The second factor is set, renewed or taken off: a telephone, and ten codes on paper."""

from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from adapters.access import attempts, credentials, recovery, sessions, totp
from api.accounts.backing_off import attempt_key, begin, by_code
from api.accounts.desk import Desk
from api.accounts.knowing import identity, known_account
from api.accounts.opening import EXPIRED, SignedIn, risen
from api.accounts.second_factor import kept_secret, opened_secret, passed_code, refused
from api.accounts.visiting import refuse_half_open, standing
from domain.decider import Refused
from domain.facts.security import (
    RecoveryCodesIssued,
    SecondFactorRemoved,
    SecondFactorSet,
    SessionsRevoked,
)


class Enrolment(NamedTuple):
    """To scan or to type; the same until it is confirmed in this session."""

    secret: str
    uri: str
    svg: str


class Enrolled(NamedTuple):
    """The codes on paper are shown now, and never again."""

    signed_in: SignedIn
    recovery: list[str]


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
    trial = begin(desk, desk.master(), by_code(session.account))
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


def write_codes(connection: Connection[Any], account: UUID, codes: list[str]) -> None:
    hashes = [recovery.code_hash(account, code) for code in codes]
    credentials.set_recovery(connection, account, hashes)


def recovery_left(desk: Desk, account: UUID) -> int:
    with desk.rows() as connection:
        return credentials.recovery_left(connection, account)


def remove_second_factor(desk: Desk, author: str, account: UUID) -> None:
    """For whoever lost telephone and paper: the administration takes it off, they set another."""
    known_account(desk, account)
    waited = attempt_key(desk.master(), by_code(account))
    with desk.rows() as connection, connection.transaction():
        credentials.set_totp(connection, account, None, None)
        credentials.set_recovery(connection, account, ())
        ended = sessions.revoke_all(connection, account)
        attempts.clear(connection, waited)
    desk.crm.note(SecondFactorRemoved(account), author)
    if ended:
        desk.crm.note(SessionsRevoked(account, ended), author)
