"""Who sends this request? Asked at every one: one statement once the states are in memory."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from adapters.access import sessions, tokens
from adapters.access.sessions import ABSOLUTE, SEEN_EVERY, Session
from api.accounts.desk import Desk
from api.accounts.knowing import account_of, as_of
from api.accounts.opening import EXPIRED, Need, need
from domain.aggregates.account import ACCOUNT, Account
from domain.aggregates.salarie import SALARIE
from domain.decider import Refused
from domain.policy import Action, Who
from domain.roles import Role

IDLE = timedelta(minutes=30)
IDLE_OF = {Role.AUDITEUR: timedelta(minutes=15)}
HALF_OPEN = timedelta(minutes=15)
"""How long a code is awaited."""


class Visitor(Struct, frozen=True, kw_only=True):
    """`who` is nobody while a code is awaited: nothing opens in between.

    `role` is what the account is, for the words of the page. A token has no session.
    """

    who: Who
    account: UUID
    role: Role
    need: Need = Need.NONE
    strong: bool = False
    session: UUID | None = None
    means: str = "jeton"

    @property
    def author(self) -> str:
        """Who signs what is recorded."""
        return str(self.who.salarie or self.account)


def resolve(desk: Desk, token: str) -> Visitor | None:
    """None: unknown, expired, revoked, or of a role that is no more. Then nobody is there."""
    found = present(desk, token)
    return visitor(desk, *found) if found else None


def present(desk: Desk, token: str) -> tuple[Session, Account] | None:
    """What stands behind a token, marked as seen; an expired one is thrown away."""
    with desk.rows() as connection:
        session = sessions.read(connection, token)
    if session is None:
        return None
    state: Account = as_of(desk, ACCOUNT, session.account, session.account_version)
    if over(session, state, desk.now()):
        with desk.rows() as connection:
            sessions.close(connection, token)
        return None
    if desk.now() - session.seen_at >= SEEN_EVERY:
        with desk.rows() as connection:
            sessions.seen(connection, session.id, desk.now())
    return session, state


def standing(desk: Desk, token: str) -> tuple[Session, Visitor]:
    """A session that must be there for what comes next."""
    found = present(desk, token)
    if found is None:
        raise Refused(EXPIRED)
    return found[0], visitor(desk, *found)


def refuse_half_open(visitor: Visitor) -> None:
    """A password alone changes nothing of an account that has a second factor."""
    if visitor.need is Need.CODE:
        raise Refused("Donnez d’abord le code de votre application.", field="code")


def over(session: Session, state: Account, now: datetime) -> bool:
    if state.role is None or state.closed:
        return True
    idle = IDLE_OF.get(state.role, IDLE)
    awaited = asked(session, state) is Need.CODE and now - session.opened_at >= HALF_OPEN
    changed = (session.role, session.salarie) != (state.role, state.salarie)
    too_old = now - session.opened_at >= ABSOLUTE or now - session.seen_at >= idle
    return changed or too_old or awaited


def asked(session: Session, state: Account) -> Need:
    return need(state.role, strong=session.strong, second_factor=session.second_factor)


def visitor(desk: Desk, session: Session, state: Account) -> Visitor:
    assert state.role is not None  # noqa: S101  # `over` refused it above
    left = asked(session, state)
    who = Who()
    if left is not Need.CODE:
        pole = pole_of(desk, state, session.salarie_version)
        who = who_is(desk, session.account, state, pole, strong=session.strong)
    return Visitor(
        who=who,
        account=session.account,
        role=state.role,
        need=left,
        strong=session.strong,
        session=session.id,
        means=session.means,
    )


def pole_of(desk: Desk, state: Account, version: int) -> str | None:
    if state.salarie is None:
        return None
    held: Any = as_of(desk, SALARIE, state.salarie, version)
    return held.pole[0] if held.pole else None


def who_is(
    desk: Desk,
    account: UUID,
    state: Account,
    pole: str | None,
    *,
    strong: bool,
    scope: frozenset[Action] | None = None,
) -> Who:
    return Who(
        role=state.role,
        account=account,
        salarie=state.salarie,
        pole=pole,
        conventions=state.open_to(desk.crm.today),
        strong=strong,
        scope=scope,
    )


def resolve_token(desk: Desk, token: str) -> Visitor | None:
    """The account behind an API token, bound to the token's scope; it was made by a strong one."""
    with desk.rows() as connection:
        found = tokens.read(connection, token, desk.now())
        if found is None:
            return None
        if found.last_used_at is None or desk.now() - found.last_used_at >= SEEN_EVERY:
            tokens.used(connection, found.id, desk.now())
    state = account_of(desk, found.account)
    if state.role is None or state.closed or state.role != found.role:
        return None
    scope = frozenset(Action(one) for one in found.scopes if one in set(Action))
    pole = pole_of(desk, state, 1 << 62)
    who = who_is(desk, found.account, state, pole, strong=True, scope=scope)
    return Visitor(who=who, account=found.account, role=state.role, strong=True)
