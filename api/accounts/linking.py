"""One-time links: the first administrator, an invitation, a password forgotten."""

from typing import NamedTuple
from uuid import UUID

from adapters.access import attempts, credentials, links, sessions
from adapters.access.links import Link
from adapters.access.secret import lookup
from api.accounts.backing_off import attempt_key
from api.accounts.choosing import strong_hash
from api.accounts.desk import Desk
from api.accounts.knowing import account_of, holder, identity, known_account
from api.accounts.opening import Manner, SignedIn, noted, opened, signature
from api.ids import new_id
from domain.commands.accounts import CorrectAccountIdentity, OpenAccount
from domain.decider import Refused
from domain.facts.security import LinkIssued, LinkUsed, PasswordSet
from domain.roles import Role

CONSOLE = "console"
DEAD = {
    True: "Ce lien a déjà servi : entrez avec votre mot de passe, ou demandez un autre lien.",
    False: "Ce lien n’est plus bon : demandez-en un autre à l’administration.",
}


class Invited(NamedTuple):
    """`link` is the secret part of the address to send: shown once."""

    account: UUID
    link: str


class Welcome(NamedTuple):
    """What the page of a link may show before it is used."""

    purpose: str
    role: Role
    nom: str
    courriel: str


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


def look(desk: Desk, link: str) -> Welcome:
    """Raises Refused when the link is used, replaced or too old."""
    found = good(desk, link)
    state = account_of(desk, found.account)
    if state.closed:
        raise Refused(DEAD[False])
    if state.role is None:
        return Welcome(found.purpose, Role.ADMINISTRATION, "", "")
    who = identity(desk, found.account)
    return Welcome(found.purpose, state.role, who.nom, who.courriel)


def good(desk: Desk, link: str) -> Link:
    with desk.rows() as connection:
        found = links.read(connection, link)
    if found is None or found.used or found.expires_at <= desk.now():
        raise Refused(DEAD[found is not None and found.used])
    return found


def accept(
    desk: Desk, link: str, password: str, device: str, said: Holder | None = None
) -> SignedIn:
    """The password is chosen and the link is used up, together; a refusal leaves the link good.

    `said`: the first administrator says who they are; somebody invited may put their name right.
    """
    welcome = look(desk, link)
    who = merged(said or Holder(), welcome)
    made = strong_hash(password, (who.nom, who.courriel))
    manner, waited = Manner("lien", device), account_key(desk, who.courriel)
    found = used_up(desk, link, who, welcome)
    with desk.rows() as connection, connection.transaction():
        credentials.set_password(connection, found.account, made, desk.now())
        sessions.revoke_all(connection, found.account)
        attempts.clear(connection, waited)  # whoever holds a link pays for nobody's failures
        entered = opened(desk, connection, found.account, manner)
    author = signature(desk, found.account)
    desk.crm.note(LinkUsed(found.account, found.purpose), author)
    desk.crm.note(PasswordSet(found.account), author)
    return noted(desk, entered, manner)


def used_up(desk: Desk, link: str, who: Holder, welcome: Welcome) -> Link:
    with desk.rows() as connection:
        found = links.use(connection, link, desk.now())
    if found is None:
        raise Refused(DEAD[True])
    try:
        introduced(desk, found, who, welcome)
    except Exception:
        with desk.rows() as connection:
            links.give_back(connection, link)
        raise
    return found


def merged(said: Holder, welcome: Welcome) -> Holder:
    """An address that invited somebody is not theirs to change here."""
    nom = said.nom.strip() or welcome.nom
    return Holder(nom, welcome.courriel or said.courriel.strip())


def introduced(desk: Desk, found: Link, who: Holder, welcome: Welcome) -> None:
    """The journal learns who it is, before the password stands.

    A first start that was cut off in between is taken up by the next one's link, on this account.
    """
    author = str(found.account)
    if found.purpose == "first" and account_of(desk, found.account).role is None:
        refuse_taken(desk, who.courriel)
        asked = OpenAccount(
            account=found.account, nom=who.nom, courriel=who.courriel, role="administration"
        )
        desk.crm.execute(asked, author)
    elif who != Holder(welcome.nom, welcome.courriel):
        corrected = CorrectAccountIdentity(
            account=found.account, nom=who.nom, courriel=who.courriel
        )
        desk.crm.execute(corrected, signature(desk, found.account))


def account_key(desk: Desk, courriel: str) -> bytes:
    """Under which the failures of an address are counted."""
    master = desk.master()
    return attempt_key(master, f"account:{lookup(master, courriel).hex()}")
