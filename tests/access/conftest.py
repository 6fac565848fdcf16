"""Accounts over a real database, a clock that a test moves, and passwords that cost little."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pyotp
import pytest
from argon2 import PasswordHasher

from adapters.access import passwords
from api.accounts import (
    Desk,
    Door,
    Holder,
    SignedIn,
    accept,
    confirm_enrolment,
    invite,
    sign_in,
    start_enrolment,
)
from api.crm import Crm
from domain.commands.salaries import JoinSalarie
from tests.opened import application

PHRASE = "tournesol marteau brouette lundi"
OTHER_PHRASE = "cascade violon tracteur ardoise"
DOOR = Door("192.0.2.0/24", "Firefox, Linux")
ELSEWHERE = Door("198.51.100.0/24", "Safari, macOS")
SALARIE = UUID(int=7101)


class Clock:
    """Stands still until a test moves it."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.instant

    def pass_by(self, **much: float) -> None:
        self.instant += timedelta(**much)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real costs have their own test."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", hasher)
    monkeypatch.setattr(passwords, "NOBODY", hasher.hash("nobody has it"))


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """What each password was compared with, in order."""
    seen: list[str | None] = []
    really = passwords.matches

    def counted(password: str, kept: str | None) -> bool:
        seen.append(kept)
        return really(password, kept)

    monkeypatch.setattr(passwords, "matches", counted)
    return seen


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(crm: Crm, clock: Clock) -> Desk:
    joined = JoinSalarie(
        salarie=SALARIE, repere="Salarié 1", bureau="lille", pole="CID", on=date(2020, 1, 1)
    )
    crm.execute(joined, "test", uuid4())
    return Desk(crm, clock)


@pytest.fixture
def beside(owner: str, kek_file: Path, desk: Desk, clock: Clock) -> Iterator[Desk]:
    """The same accounts seen from another process, with its own caches and connections."""
    with application(owner, kek_file) as other:
        yield Desk(other, clock)


class Person:
    """An account of a test, with what its holder knows."""

    def __init__(self, desk: Desk, account: UUID, courriel: str) -> None:
        self.desk, self.account, self.courriel = desk, account, courriel
        self.phrase = PHRASE
        self.secret = ""

    def enters(self, password: str | None = None, door: Door = DOOR) -> SignedIn:
        return sign_in(self.desk, self.courriel, password or self.phrase, door)

    def code(self) -> str:
        return pyotp.TOTP(self.secret).at(self.desk.now())

    def sets_second_factor(self, token: str) -> tuple[SignedIn, list[str]]:
        self.secret = start_enrolment(self.desk, token).secret.replace("-", "").upper()
        done = confirm_enrolment(self.desk, token, self.code())
        return done.signed_in, done.recovery


Make = Callable[..., Person]


@pytest.fixture
def person(desk: Desk) -> Make:
    """Somebody invited, who has chosen a password."""

    def made(role: str = "salarie", courriel: str | None = None) -> Person:
        number = uuid4().hex[:8]
        who = Holder(f"Personne {number}", courriel or f"p{number}@exemple.org")
        salarie = SALARIE if role == "salarie" else None
        invited = invite(desk, "test", who, role, salarie)
        accept(desk, invited.link, PHRASE, DOOR.device)
        return Person(desk, invited.account, who.courriel)

    return made


def facts_of(desk: Desk, kind: str) -> list[object]:
    """What the journal holds of one kind of security fact, oldest first."""
    head = desk.crm.journal.head()
    return [entry.event for entry in desk.crm.journal.facts(0, head, [f"security.{kind}"])]
