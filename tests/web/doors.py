"""What tests at the doors do: read a page, send its form, follow a link, show a code."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from api.accounts import (
    Desk,
    Holder,
    confirm_enrolment,
    first_link,
    invite,
    sign_out,
    start_enrolment,
)
from api.accounts import accept as accepted
from api.crm import Crm
from domain.roles import Role

Client = TestClient[Litestar]
PASSWORD = "tabouret violet sous la pluie"
OTHER = "casserole jaune devant le train"


@contextmanager
def browser(app: Litestar, base_url: str = "https://maillage.local") -> Iterator[Client]:
    with TestClient(app, base_url=base_url) as client:
        client.follow_redirects = False
        yield client


def plain(answer: Response) -> str:
    """The words of a page, without tags, spaces made ordinary."""
    text = re.sub(r"<[^>]*>", " ", answer.text).replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"\s+", " ", text).replace("&#39;", "'")


def proof_in(answer: Response) -> str:
    found = re.search(r'name="_csrf" value="([^"]+)"', answer.text)
    return found[1] if found else ""


def send(client: Client, page: str, to: str, **fields: Any) -> Response:
    """A form of a page, with its proof, as a browser sends it."""
    proof = proof_in(client.get(page))
    return post(client, to, _csrf=proof, **fields)


def post(client: Client, to: str, **fields: Any) -> Response:
    return client.post(to, data=fields, headers={"Sec-Fetch-Site": "same-origin"})


def member(crm: Crm, role: Role, courriel: str, salarie: Any = None) -> tuple[str, list[str]]:
    """Somebody who has a password; for the roles that need it, their secret and their codes."""
    desk = Desk(crm)
    link = invite(desk, "test", Holder("Personne 12", courriel), role, salarie).link
    token, secret, codes = accepted(desk, link, PASSWORD, "Test").token, "", list[str]()
    if role is not Role.SALARIE:
        secret = start_enrolment(desk, token).secret.replace("-", "").upper()
        made = confirm_enrolment(desk, token, pyotp.TOTP(secret).now())
        token, codes = made.signed_in.token, made.recovery
    sign_out(desk, token)
    return secret, codes


def code(secret: str, later: int = 0) -> str:
    """Steps of thirty seconds: a code that was not used yet is the one of a step after."""
    return pyotp.TOTP(secret).at(datetime.now(UTC) + timedelta(seconds=30 * later))


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page: what it carries on."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))


def first(crm: Crm) -> str:
    """The address that the terminal shows at the very first start."""
    return f"/bienvenue/{first_link(Desk(crm))}"
