"""A browser of somebody who came in: their cookie, the proof of its session, our own page."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

from litestar import Litestar
from litestar.testing import TestClient

from api.accounts.desk import Desk
from api.accounts.entering import entered
from api.accounts.opening import Manner
from api.crm import Crm
from api.web.access import proof
from api.web.cookies import Style
from domain.commands.accounts import OpenAccount
from domain.roles import Role

Client = TestClient[Litestar]


def opened_session(crm: Crm, role: Role, salarie: UUID | None = None) -> tuple[UUID, str]:
    """The account and the token of its session."""
    account = uuid4()
    courriel = f"{account.hex}@exemple.invalid"
    command = OpenAccount(
        account=account, nom="Personne 12", courriel=courriel, role=role, salarie=salarie
    )
    crm.execute(command, "test")
    return account, entered(Desk(crm), account, Manner("test", "test", strong=True)).token


@contextmanager
def browser_of(app: Litestar, token: str, *, quiet: bool = False) -> Iterator[Client]:
    """`quiet`: what nobody foresaw is answered as a page, not raised into the test."""
    with TestClient(
        app, base_url="https://maillage.local", raise_server_exceptions=not quiet
    ) as client:
        client.follow_redirects = False
        client.cookies.set(Style().name, token)
        client.headers["X-CSRF"] = proof(token)
        client.headers["Sec-Fetch-Site"] = "same-origin"
        yield client
