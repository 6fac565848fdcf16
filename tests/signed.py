"""Somebody signed in, without the cost of a password: for tests that are about something else."""

from uuid import UUID, uuid4

from litestar import Litestar
from litestar.testing import TestClient

from api.accounts.desk import Desk
from api.accounts.knowing import account_of
from api.accounts.opening import Manner, opened
from api.crm import Crm
from api.web.access import proof
from domain.commands.accounts import OpenAccount
from domain.roles import STRONG, Role

COOKIE = "__Host-maillage"


def account(crm: Crm, role: Role, salarie: UUID | None = None) -> UUID:
    """A new account of this role."""
    key = uuid4()
    courriel = f"{role}.{key.hex[:8]}@exemple.org"
    crm.execute(OpenAccount(key, f"Compte {role}", courriel, role, salarie), "test")
    return key


def session(crm: Crm, key: UUID, *, strong: bool | None = None) -> str:
    """The secret of a session of this account, as its cookie holds it."""
    desk = Desk(crm)
    role = account_of(desk, key).role
    given = role in STRONG if strong is None else strong
    with crm.pool.connection() as connection:
        return opened(desk, connection, key, Manner("mot_de_passe", "Test", given)).token


def enter(client: TestClient[Litestar], crm: Crm, role: Role, salarie: UUID | None = None) -> UUID:
    """This client is now somebody; what it posts carries the proof of its session."""
    key = account(crm, role, salarie)
    secret = session(crm, key)
    client.cookies.set(COOKIE, secret)
    client.headers["x-csrf"] = proof(secret)
    return key
