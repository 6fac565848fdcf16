"""What is kept of a secret: argon2 at its real cost, nothing in clear, rights no wider than use."""

import psycopg
import pytest
from argon2 import PasswordHasher, extract_parameters
from psycopg.errors import InsufficientPrivilege

from adapters.access import passwords
from adapters.access.rekey import rekey
from adapters.access.secret import lookup, new_token
from adapters.access.strength import why_weak
from adapters.postgres.embedded import conninfo
from adapters.vault.master_key import MasterKey
from api.accounts import Desk, Need, close_account, give_code, sign_in
from domain.commands.persons import ErasePerson
from domain.decider import Refused
from tests.access.conftest import DOOR, PHRASE, Clock, Make

REAL = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)


def test_a_password_costs_what_was_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    made = passwords.hashed(PHRASE)
    costs = extract_parameters(made)
    assert (costs.memory_cost, costs.time_cost, costs.parallelism) == (65_536, 3, 1)
    assert costs.type.name == "ID"
    assert passwords.matches(PHRASE, made)
    assert not passwords.matches(PHRASE + "s", made)
    assert not passwords.outdated(made)


def test_nobody_costs_as_much_as_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    nobody, somebody = extract_parameters(passwords.NOBODY), extract_parameters(REAL.hash("x"))
    assert (nobody.memory_cost, nobody.time_cost, nobody.parallelism, nobody.type) == (
        somebody.memory_cost,
        somebody.time_cost,
        somebody.parallelism,
        somebody.type,
    )
    assert not passwords.matches("", None)


def test_the_same_accents_are_the_same_password() -> None:
    made = passwords.hashed("forêt")
    assert passwords.matches("fore\u0302t", made)
    assert not passwords.matches("foret", made)


@pytest.mark.parametrize(
    "password",
    [
        "court",
        "a" * 201,
        "12345678901234",
        "azertyuiop1234",
        "qsdfghjklmwxcvbn",
        "motdepasse1234",
        "passwordpassword",
        "maillage-lianes-2026",
        "solidarite-internationale",
        "personne12-lille-59",
        "é" * 20,
        "tournesol marteau\0brouette",
    ],
)
def test_what_is_guessed_first_is_refused_with_how_to_do_better(password: str) -> None:
    why = why_weak(password, ("Personne12", "p12@exemple.org"))
    assert why is not None
    assert why.endswith(".")


@pytest.mark.parametrize(
    "password",
    [
        PHRASE,
        "trois vélos rouges sous la pluie",
        "Zw8!kQ2#pL9$vX4&",
        "le vent tourne, la barque reste, " * 6,
    ],
)
def test_a_phrase_or_enough_chance_will_do(password: str) -> None:
    assert why_weak(password, ("Personne12", "p12@exemple.org")) is None


def test_tokens_are_long_and_never_twice_the_same() -> None:
    made = {new_token() for _ in range(1_000)}
    assert len(made) == 1_000
    assert {len(token) for token in made} == {32}


def test_an_address_is_found_under_its_master_key_alone() -> None:
    one, two = MasterKey(1, b"\1" * 32), MasterKey(2, b"\2" * 32)
    assert lookup(one, "P12@exemple.org") == lookup(one, " p12@exemple.org")
    assert lookup(one, "p12@exemple.org") != lookup(two, "p12@exemple.org")


def test_after_a_rotation_everybody_enters_as_before(
    desk: Desk, person: Make, clock: Clock, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = person("direction")
    somebody.sets_second_factor(somebody.enters().token)
    clock.pass_by(minutes=2)
    old = desk.master()
    new = MasterKey(old.epoch + 1, b"\7" * 32)
    with psycopg.connect(owner) as connection:
        rekey(connection, old, new)
    with pytest.raises(Refused):
        somebody.enters()
    monkeypatch.setattr(desk.crm.vault, "current", lambda: new)
    assert give_code(desk, somebody.enters().token, somebody.code()).need is Need.NONE


def test_a_look_up_of_a_former_key_is_made_again_by_whoever_enters(
    desk: Desk, person: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = person()
    old = desk.master()
    new = MasterKey(old.epoch + 1, b"\7" * 32)
    monkeypatch.setattr(desk.crm.vault, "current", lambda: new)
    assert somebody.enters().account == somebody.account


def test_a_holder_who_is_erased_enters_no_more_and_leaves_no_look_up(
    desk: Desk, person: Make
) -> None:
    somebody = person()
    somebody.enters()
    close_account(desk, "test", somebody.account, "départ")
    desk.crm.execute(ErasePerson(person=somebody.account, ground="demande"), "test")
    for table in ("credential", "recovery", "session", "link", "token"):
        assert desk.crm.query(f"SELECT FROM access.{table}") == []
    known = desk.crm.query("SELECT lookup FROM access.login")
    assert [row["lookup"] for row in known] == [None]
    with pytest.raises(Refused):
        sign_in(desk, somebody.courriel, PHRASE, DOOR)


FORBIDDEN = {
    "read another role's tables": ("maillage_projector", "SELECT * FROM access.session"),
    "list addresses": ("maillage_projector", "SELECT * FROM access.login"),
    "rewrite who a session is": ("maillage_app", "UPDATE access.session SET account = id"),
    "make a session strong": ("maillage_app", "UPDATE access.session SET strong = true"),
    "lengthen a session": ("maillage_app", "UPDATE access.session SET opened_at = now()"),
    "lengthen a token": ("maillage_app", "UPDATE access.token SET expires_at = now()"),
    "widen a token": ("maillage_app", "UPDATE access.token SET scopes = '{tenir_comptes}'"),
    "change a recovery code": ("maillage_app", "UPDATE access.recovery SET code_hash = ''"),
    "empty a table": ("maillage_app", "TRUNCATE access.session"),
    "drop a table": ("maillage_app", "DROP TABLE access.session"),
    "make a table there": ("maillage_app", "CREATE TABLE access.other (one integer)"),
    "shut an account directly": ("maillage_app", "SELECT access.shut()"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_what_the_application_does_not_need_is_refused(owner: str, what: str) -> None:
    role, statement = FORBIDDEN[what]
    with (
        psycopg.connect(conninfo(owner, user=role)) as connection,
        pytest.raises(InsufficientPrivilege),
    ):
        connection.execute(statement)
