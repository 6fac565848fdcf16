"""One-time links: the first administrator, an invitation, a password forgotten."""

from typing import NamedTuple
from uuid import UUID

from adapters.access import credentials, links
from api.accounts.desk import Desk
from api.accounts.knowing import account_of, holder, known_account
from api.ids import new_id
from domain.commands.accounts import OpenAccount
from domain.decider import Refused
from domain.facts.security import LinkIssued
from domain.roles import Role

CONSOLE = "console"


class Invited(NamedTuple):
    """`link` is the secret part of the address to send: shown once."""

    account: UUID
    link: str


class Holder(NamedTuple):
    """Who somebody says they are; empty: as the invitation says."""

    nom: str = ""
    courriel: str = ""


def first_link(desk: Desk) -> str | None:
    """For the terminal: while no administrator has a password, and never in a demonstration."""
    if desk.crm.demonstration_day is not None or administrators(desk):
        return None
    account = first_account(desk)
    with desk.rows() as connection:
        links.void_first(connection)
    return issued(desk, account, "first", CONSOLE)


def first_account(desk: Desk) -> UUID:
    """The same from one start to the next, until somebody has chosen its password."""
    with desk.rows() as connection:
        known = links.first_accounts(connection)
    states = {key: account_of(desk, key) for key in known}
    meant = (Role.ADMINISTRATION, None)
    return next(
        (key for key, state in states.items() if state.role in meant and not state.closed),
        new_id(),
    )


def administrators(desk: Desk, but: UUID | None = None) -> list[UUID]:
    """Who can enter as the administration?"""
    with desk.rows() as connection:
        known = credentials.having_password(connection)
    states = {key: account_of(desk, key) for key in known if key != but}
    return [
        key
        for key, state in states.items()
        if state.role is Role.ADMINISTRATION and not state.closed
    ]


def invite(
    desk: Desk, author: str, holder: Holder, role: str, salarie: UUID | None = None
) -> Invited:
    """A new account, and the link its holder chooses a password with, for seven days."""
    refuse_taken(desk, holder.courriel)
    account = new_id()
    asked = OpenAccount(
        account=account, nom=holder.nom, courriel=holder.courriel, role=role, salarie=salarie
    )
    desk.crm.execute(asked, author)
    return Invited(account, issued(desk, account, "invitation", author))


def invite_again(desk: Desk, author: str, account: UUID) -> Invited:
    """Another invitation for whoever has not come in yet; another password for whoever has."""
    refuse_closed(desk, account)
    with desk.rows() as connection:
        entered = credentials.read(connection, account) is not None
    purpose = "reset" if entered else "invitation"
    return Invited(account, issued(desk, account, purpose, author))


def reset_link(desk: Desk, author: str, account: UUID) -> Invited:
    """For one hour: a new password. The second factor, if any, is still asked after it."""
    refuse_closed(desk, account)
    return Invited(account, issued(desk, account, "reset", author))


def refuse_closed(desk: Desk, account: UUID) -> None:
    if known_account(desk, account).closed:
        raise Refused("Ce compte est fermé : rouvrez-le d’abord.", field="account")


def refuse_taken(desk: Desk, courriel: str, but: UUID | None = None) -> None:
    known = holder(desk, courriel)
    if known is not None and known != but:
        raise Refused(
            "Un compte a déjà cette adresse : reprenez-le dans la liste, ou donnez-en une autre.",
            field="courriel",
        )


def issued(desk: Desk, account: UUID, purpose: str, author: str) -> str:
    with desk.rows() as connection:
        token = links.issue(connection, account, purpose, desk.now())
    desk.crm.note(LinkIssued(account, purpose), author)
    return token
