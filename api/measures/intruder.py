"""What an intruder is given: accounts with passwords and codes, a browser, a clock that moves."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import pyotp

from api.accounts import (
    Door,
    Holder,
    SignedIn,
    accept,
    confirm_enrolment,
    invite,
    sign_in,
    start_enrolment,
)
from api.accounts.desk import Desk
from api.crm import Crm
from api.measures.asgi import Answer, Browser, get, post
from api.measures.visitors import COOKIE, carried
from api.web.access import proof
from domain.roles import Role

PASSWORD = "tuile corbeau violon nuage 47"  # noqa: S105 - of accounts that live for one trial
DOOR = Door("192.0.2.0/24", "Essai")
PAGE, ACT = "/compte", "/compte/sessions"
"""A page of any account, and a form of it: what an intruder would open and send."""


class Clock:
    """The real time, and what was added to it."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Held(NamedTuple):
    """An account as its holder knows it."""

    account: UUID
    courriel: str
    session: str
    secret: str = ""
    recovery: tuple[str, ...] = ()

    def code(self, at: datetime) -> str:
        return pyotp.TOTP(self.secret).at(at)


class Ring:
    """Where tricks are tried."""

    def __init__(self, crm: Crm, browser: Browser) -> None:
        self.crm, self.browser, self.clock = crm, browser, Clock()
        self.desk, self.now = Desk(crm, self.clock), Desk(crm)
        self.made = 0

    def holder(self, role: Role = Role.DIRECTION, salarie: UUID | None = None) -> Held:
        """A new account that has chosen its password, and its second factor if it must."""
        self.made += 1
        courriel = f"essai.{self.made}@exemple.org"
        invited = invite(self.desk, "essai", Holder(f"Compte {self.made}", courriel), role, salarie)
        came = accept(self.desk, invited.link, PASSWORD, "Essai")
        if role is Role.SALARIE:
            return Held(invited.account, courriel, came.token)
        shown = start_enrolment(self.desk, came.token)
        secret = shown.secret.replace("-", "").replace(" ", "").upper()
        code = pyotp.TOTP(secret).at(self.clock())
        done = confirm_enrolment(self.desk, came.token, code)
        return Held(invited.account, courriel, done.signed_in.token, secret, tuple(done.recovery))

    def half_open(self, held: Held) -> SignedIn:
        """The password was given; the code is awaited."""
        return sign_in(self.desk, held.courriel, PASSWORD, DOOR)

    def page(self, secret: str) -> Answer:
        return self.browser.ask(get(PAGE, ("cookie", f"{COOKIE}={secret}")))

    def opens(self, secret: str) -> bool:
        return self.page(secret).status == 200

    def sends(self, secret: str, *headers: tuple[str, str], csrf: str | None = None) -> bool:
        """Was a form with this proof read?"""
        proved = proof(secret) if csrf is None else csrf
        held = (("cookie", f"{COOKIE}={secret}"), *((("x-csrf", proved),) if proved else ()))
        given = {name for name, _ in headers}
        asked = post(ACT, {"session": "aucune"}, *held)
        kept = tuple(pair for pair in asked.headers if pair[0] not in given)
        answer = self.browser.ask(asked._replace(headers=(*kept, *headers)))
        return answer.status not in {401, 403} and "/entrer" not in answer.header("location")

    def signed_out(self, secret: str) -> Answer:
        return self.browser.ask(post("/sortir", {}, *carried(secret)))
