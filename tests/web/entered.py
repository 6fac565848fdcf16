"""A browser of somebody who came in: their cookie, the proof of its session, our own page."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from litestar import Litestar
from litestar.testing import TestClient

from api.crm import Crm
from api.web.access import proof
from api.web.cookies import Style
from domain.roles import Role
from tests.signed import account, session

Client = TestClient[Litestar]


def opened_session(crm: Crm, role: Role, salarie: UUID | None = None) -> tuple[UUID, str]:
    """The account and the token of its session."""
    key = account(crm, role, salarie)
    return key, session(crm, key, strong=True)


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
