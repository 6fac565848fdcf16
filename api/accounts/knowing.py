"""What is an account, and whose is it? Told by the journal; its look-up is made from it."""

from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from adapters.access import logins
from adapters.access.logins import Known
from adapters.access.secret import lookup
from adapters.journal.journal import Loaded
from adapters.vault.master_key import MasterKey
from adapters.vault.vault import Box
from api.accounts.desk import Desk
from domain.aggregates.account import ACCOUNT, Account
from domain.commands.accounts import AccountIdentity
from domain.decider import Decider, Refused
from domain.personal import Sealed, Secret

FORGOTTEN = AccountIdentity("personne oubliée", "")


def account_of(desk: Desk, account: UUID) -> Account:
    state: Account = desk.crm.journal.load(ACCOUNT, account).state
    return state


def known_account(desk: Desk, account: UUID) -> Account:
    state = account_of(desk, account)
    if state.role is None:
        raise Refused("Ce compte est inconnu : reprenez-le dans la liste.", field="account")
    return state


def as_of(desk: Desk, decider: Decider[Any], subject: UUID, version: int) -> Any:
    """A state at a version somebody just read: when it is in memory, no question is asked."""
    cache = desk.crm.journal.repository.cache
    try:
        loaded = cache.get(subject) if cache is not None else None
    except KeyError:
        loaded = None
    if isinstance(loaded, Loaded) and loaded.version >= version:
        return loaded.state
    return desk.crm.journal.load(decider, subject).state


def identity(desk: Desk, account: UUID) -> AccountIdentity:
    """Name and address, opened for this answer; « personne oubliée » once the key is gone."""
    return identity_in(desk, account, account_of(desk, account))


def identity_in(desk: Desk, account: UUID, state: Account) -> AccountIdentity:
    """What this process has just written is read again as the journal keeps it: sealed, so that

    a name whose key is gone is never told from memory.
    """
    if isinstance(state.identity, Secret):
        desk.crm.journal.forget([account])
        state = account_of(desk, account)
    if not isinstance(state.identity, Sealed):
        return FORGOTTEN
    text = desk.crm.vault.read([Box(state.identity, account, state.identity_version)])[0]
    return msgspec.json.decode(text, type=AccountIdentity) if isinstance(text, str) else FORGOTTEN


def settle(desk: Desk, master: MasterKey) -> None:
    """Each look-up follows its account, whatever door changed it."""
    with desk.rows() as connection:
        stale = logins.stale(connection, master.epoch)
    for known in stale:
        found = lookup_now(desk, known, master)
        with desk.rows() as connection:
            logins.write(connection, known, found, master.epoch)


def lookup_now(desk: Desk, known: Known, master: MasterKey) -> bytes | None:
    state = account_of(desk, known.account)
    courriel = identity_in(desk, known.account, state).courriel
    return None if state.closed or not courriel else lookup(master, courriel)


def holder(desk: Desk, courriel: str) -> UUID | None:
    """Who has this address, among the open accounts?"""
    master = desk.master()
    settle(desk, master)
    with desk.rows() as connection:
        return logins.find(connection, lookup(master, courriel))


class AccountLine(NamedTuple):
    """An account as the administration reads it."""

    id: UUID
    state: Account
    nom: str
    courriel: str
    password: bool
    second_factor: bool
    invited: bool
