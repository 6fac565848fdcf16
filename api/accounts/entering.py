"""Somebody enters with their address and password, or leaves."""

from typing import NamedTuple
from uuid import UUID

from adapters.access import credentials, logins, passwords, sessions
from adapters.access.credentials import Credential
from adapters.access.secret import lookup
from api.accounts.backing_off import Trial, begin, by_address, next_step, not_read, passed
from api.accounts.desk import Desk
from api.accounts.knowing import settle
from api.accounts.opening import Manner, SignedIn, noted, opened, signature, sweep
from api.errors import UnavailableError
from domain.decider import Refused
from domain.facts.security import SignedOut, SignInRefused

NOBODY = "personne"
"""Who signs a refusal when no account has the address."""


class Door(NamedTuple):
    """Where somebody stands: adapters.access.networks makes both from a request."""

    network: str
    device: str


def sign_in(
    desk: Desk, courriel: str, password: str, door: Door, replaces: str | None = None
) -> SignedIn:
    """Raises Refused (wrong), Waiting (too early) or UnavailableError (too many at once).

    `replaces` is the token the browser already held: it is worth nothing from now on.
    """
    master = desk.master()
    settle(desk, master)
    found = lookup(master, courriel)
    trial = begin(desk, master, by_address(master, courriel), door.network)
    with desk.rows() as connection:
        account = logins.find(connection, found)
        kept = credentials.read(connection, account) if account else None
    if not right(desk, trial, password, kept) or account is None or kept is None:
        raise refused(desk, trial, account)
    passed(desk, trial)
    keep_costs(desk, account, kept, password)
    return entered(desk, account, Manner("mot_de_passe", door.device), replaces)


def entered(desk: Desk, account: UUID, manner: Manner, replaces: str | None = None) -> SignedIn:
    """However it was proved who they are: a password here, a demonstration's click, a link."""
    sweep(desk)
    with desk.rows() as connection, connection.transaction():
        if replaces is not None:
            sessions.close(connection, replaces)
        made = opened(desk, connection, account, manner)
    return noted(desk, made, manner)


def right(desk: Desk, trial: Trial, password: str, kept: Credential | None) -> bool:
    try:
        return passwords.matches(password, kept.password if kept else None)
    except passwords.TooBusyError:
        not_read(desk, trial)
        raise UnavailableError from None


def refused(desk: Desk, trial: Trial, account: UUID | None) -> Refused:
    """The same words whether the address or the password is wrong."""
    if trial.noted:
        author = signature(desk, account) if account else NOBODY
        desk.crm.note(SignInRefused(trial.failures, account, "mot_de_passe"), author)
    return Refused(
        f"Cette adresse et ce mot de passe ne vont pas ensemble. {next_step(trial)}",
        field="password",
    )


def keep_costs(desk: Desk, account: UUID, kept: Credential, password: str) -> None:
    """A hash made with older costs is made again, while the password is at hand."""
    if passwords.outdated(kept.password):
        made = passwords.hashed(password)
        with desk.rows() as connection:
            credentials.replace_hash(connection, account, kept.password, made)


def sign_out(desk: Desk, token: str) -> None:
    """A second click changes nothing."""
    with desk.rows() as connection:
        session = sessions.read(connection, token)
        closed = sessions.close(connection, token)
    if session is not None and closed:
        desk.crm.note(SignedOut(session.account), signature(desk, session.account))
