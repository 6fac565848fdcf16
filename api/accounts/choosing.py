"""A password is chosen: is it good enough, and what is kept of it?"""

from collections.abc import Iterable
from uuid import UUID

from adapters.access import credentials, passwords, sessions
from adapters.access.strength import why_weak
from api.accounts.backing_off import begin, by_address, next_step, passed
from api.accounts.desk import Desk
from api.accounts.entering import right
from api.accounts.knowing import identity
from api.accounts.opening import EXPIRED, Manner, SignedIn, opened
from api.accounts.visiting import refuse_half_open, standing
from api.errors import UnavailableError
from domain.decider import Refused
from domain.facts.security import PasswordSet, SessionsRevoked


def strong_hash(password: str, own: Iterable[str]) -> str:
    """Raises Refused when it is weak, with how to do better."""
    if why := why_weak(password, own):
        raise Refused(why, field="password")
    try:
        return passwords.hashed(password)
    except passwords.TooBusyError:
        raise UnavailableError from None


def change_password(desk: Desk, token: str, present: str, chosen: str) -> SignedIn:
    """Every other session ends, and this one has a new token."""
    session, visitor = standing(desk, token)
    refuse_half_open(visitor)
    who = identity(desk, session.account)
    check_present(desk, session.account, who.courriel, present)
    made = strong_hash(chosen, (who.nom, who.courriel))
    manner = Manner(session.means, session.device, session.strong)
    with desk.rows() as connection, connection.transaction():
        if not sessions.close(connection, token):
            raise Refused(EXPIRED)
        credentials.set_password(connection, session.account, made, desk.now())
        others = sessions.revoke_all(connection, session.account)
        entered = opened(desk, connection, session.account, manner, session.opened_at)
    desk.crm.note(PasswordSet(session.account), visitor.author)
    if others:
        desk.crm.note(SessionsRevoked(session.account, others), visitor.author)
    return entered


def check_present(desk: Desk, account: UUID, courriel: str, present: str) -> None:
    """A session left open is not enough to change the password: guesses wait here too."""
    master = desk.master()
    trial = begin(desk, master, by_address(master, courriel))
    with desk.rows() as connection:
        kept = credentials.read(connection, account)
    if not right(desk, trial, present, kept):
        why = f"Ce n’est pas votre mot de passe actuel. {next_step(trial)}"
        raise Refused(why, field="present")
    passed(desk, trial)
