"""A link is followed: what its page may show, then the password it is used up for."""

from typing import NamedTuple

from adapters.access import credentials, links, sessions
from adapters.access.links import Link
from api.accounts.backing_off import forgive
from api.accounts.choosing import strong_hash
from api.accounts.desk import Desk
from api.accounts.knowing import account_of, identity
from api.accounts.linking import Holder, refuse_taken
from api.accounts.opening import Manner, SignedIn, noted, opened, signature
from domain.commands.accounts import CorrectAccountIdentity, OpenAccount
from domain.decider import Refused
from domain.facts.security import LinkUsed, PasswordSet
from domain.roles import Role

DEAD = {
    True: "Ce lien a déjà servi : entrez avec votre mot de passe, ou demandez un autre lien.",
    False: "Ce lien n’est plus bon : demandez-en un autre à l’administration.",
}


class Welcome(NamedTuple):
    """What the page of a link may show before it is used."""

    purpose: str
    role: Role
    nom: str
    courriel: str


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
    manner, master = Manner("lien", device), desk.master()
    found = used_up(desk, link, who, welcome)
    with desk.rows() as connection, connection.transaction():
        credentials.set_password(connection, found.account, made, desk.now())
        sessions.revoke_all(connection, found.account)
        forgive(connection, master, found.account, who.courriel)
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
