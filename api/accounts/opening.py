"""A session opens: new at every sign-in, and at every rise of rights."""

from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from adapters.access import attempts, credentials, sessions
from adapters.access.sessions import Opening, Session
from api.accounts.desk import Desk
from api.accounts.knowing import account_of
from api.ids import new_id
from domain.decider import Refused
from domain.facts.security import SignedIn as SignedInFact
from domain.roles import STRONG, Role


class Need(StrEnum):
    """What is still asked before the account is entered."""

    NONE = "none"
    CODE = "code"
    ENROL = "enrol"


class SignedIn(NamedTuple):
    """`token` goes into the cookie, and is never shown again."""

    token: str
    need: Need
    account: UUID
    session: UUID


EXPIRED = "Votre session a pris fin : entrez de nouveau. Ce que vous avez tapé reste sur la page."


def need(role: Role | None, *, strong: bool, second_factor: bool) -> Need:
    """A second factor that was set is always asked; some roles must set one."""
    if strong:
        return Need.NONE
    if second_factor:
        return Need.CODE
    return Need.ENROL if role in STRONG else Need.NONE


class Manner(NamedTuple):
    """How somebody came in."""

    means: str
    device: str
    strong: bool = False


def signature(desk: Desk, account: UUID) -> str:
    """Under which author what an account does is recorded."""
    return str(account_of(desk, account).salarie or account)


def opened(
    desk: Desk,
    connection: Connection[Any],
    account: UUID,
    manner: Manner,
    opened_at: datetime | None = None,
) -> SignedIn:
    """A row, in the caller's transaction; a risen session keeps the instant it was opened at."""
    state = account_of(desk, account)
    if state.role is None or state.closed:
        raise Refused(EXPIRED)
    key, now = new_id(), desk.now()
    asked = Opening(
        key, account, state.role, state.salarie, manner.strong, manner.means, manner.device
    )
    token = sessions.open_session(connection, asked, opened_at or now, now)
    credential = credentials.read(connection, account)
    second = credential is not None and credential.totp is not None
    return SignedIn(
        token, need(state.role, strong=manner.strong, second_factor=second), account, key
    )


def risen(desk: Desk, connection: Connection[Any], token: str, session: Session) -> SignedIn:
    """The second factor was given: the old token is worth nothing from now on."""
    if not sessions.close(connection, token):
        raise Refused(EXPIRED)
    manner = Manner(session.means, session.device, strong=True)
    return opened(desk, connection, session.account, manner, session.opened_at)


def noted(desk: Desk, entered: SignedIn, manner: Manner) -> SignedIn:
    """Recorded once it is entered: not while a code is awaited."""
    if entered.need is not Need.CODE:
        fact = SignedInFact(entered.account, manner.means, manner.strong)
        desk.crm.note(fact, signature(desk, entered.account))
    return entered


def sweep(desk: Desk) -> None:
    """What is over is thrown away, now and then."""
    with desk.rows() as connection:
        sessions.sweep(connection, desk.now())
        attempts.sweep(connection, desk.now())
