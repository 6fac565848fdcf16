"""Accounts as the administration keeps them: role, identity, conventions, closing, sessions."""

from datetime import date
from uuid import UUID

from adapters.access import sessions, tokens
from adapters.access.sessions import Line
from api.accounts.desk import Desk
from api.accounts.knowing import known_account
from api.accounts.linking import Holder, administrators, refuse_taken
from domain.commands.accounts import (
    CloseAccount,
    CloseConvention,
    CorrectAccountIdentity,
    GiveRole,
    OpenConvention,
    ReopenAccount,
)
from domain.decider import Refused
from domain.facts.security import SessionsRevoked, TokenRevoked
from domain.roles import Role


def give_role(
    desk: Desk,
    author: str,
    account: UUID,
    role: str,
    reason: str,
    salarie: UUID | None = None,
) -> None:
    """Sessions and API tokens opened as something else end at once."""
    if role != Role.ADMINISTRATION:
        refuse_last(desk, account)
    asked = GiveRole(account=account, role=role, reason=reason, salarie=salarie)
    if desk.crm.execute(asked, author).positions:
        end_all(desk, author, account)


def correct_identity(desk: Desk, author: str, account: UUID, said: Holder) -> None:
    refuse_taken(desk, said.courriel, but=account)
    asked = CorrectAccountIdentity(account=account, nom=said.nom, courriel=said.courriel)
    desk.crm.execute(asked, author)


def open_convention(desk: Desk, author: str, account: UUID, convention: UUID, until: date) -> None:
    asked = OpenConvention(account=account, convention=convention, until=until)
    desk.crm.execute(asked, author)


def close_convention(desk: Desk, author: str, account: UUID, convention: UUID) -> None:
    desk.crm.execute(CloseConvention(account=account, convention=convention), author)


def close_account(desk: Desk, author: str, account: UUID, reason: str) -> None:
    """The database itself sees that nothing is left that enters; opened again, the account needs

    a new link.
    """
    refuse_last(desk, account)
    desk.crm.execute(CloseAccount(account=account, reason=reason), author)


def reopen_account(desk: Desk, author: str, account: UUID, reason: str) -> None:
    desk.crm.execute(ReopenAccount(account=account, reason=reason), author)


def refuse_last(desk: Desk, account: UUID) -> None:
    """Somebody must be left who can open accounts."""
    state = known_account(desk, account)
    if state.role is Role.ADMINISTRATION and not administrators(desk, but=account):
        raise Refused(
            "Ce compte est le dernier de l’administration à pouvoir entrer : donnez d’abord ce "
            "rôle à un autre, qui aura choisi son mot de passe.",
            field="account",
        )


def end_all(desk: Desk, author: str, account: UUID) -> None:
    with desk.rows() as connection:
        ended = sessions.revoke_all(connection, account)
        revoked = tokens.revoke_all(connection, account, desk.now())
    if ended:
        desk.crm.note(SessionsRevoked(account, ended), author)
    for token in revoked:
        desk.crm.note(TokenRevoked(account, token), author)


def sessions_of(desk: Desk, account: UUID) -> list[Line]:
    """Where is this account open? The last one seen first."""
    with desk.rows() as connection:
        return sessions.of_account(connection, account)


def revoke_session(desk: Desk, author: str, account: UUID, session: UUID) -> int:
    with desk.rows() as connection:
        ended = sessions.revoke(connection, account, session)
    return told(desk, author, account, ended)


def revoke_others(desk: Desk, author: str, account: UUID, kept: UUID | None = None) -> int:
    """All of them when none is kept."""
    with desk.rows() as connection:
        ended = sessions.revoke_all(connection, account, but=kept)
    return told(desk, author, account, ended)


def told(desk: Desk, author: str, account: UUID, ended: int) -> int:
    if ended:
        desk.crm.note(SessionsRevoked(account, ended), author)
    return ended
