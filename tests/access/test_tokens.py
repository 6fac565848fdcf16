"""API tokens: no more than their holder may do, until a day, shown once."""

from datetime import date, timedelta

import pytest

from api.accounts import (
    Desk,
    Visitor,
    close_account,
    grantable,
    issue_token,
    resolve,
    resolve_token,
    revoke_token,
    tokens_of,
)
from domain.commands.accounts import GiveRole
from domain.decider import Refused
from domain.policy import RIGHTS, Action, decide
from domain.roles import Role
from tests.access.conftest import Clock, Make, facts_of

READS = ("lire_chiffres", "lire_reseau")


@pytest.fixture
def visitor(desk: Desk, person: Make) -> Visitor:
    found = resolve(desk, person().enters().token)
    assert found is not None
    return found


def until(desk: Desk, days: int = 30) -> date:
    return desk.day() + timedelta(days=days)


def test_a_token_does_what_it_was_given_and_nothing_else(desk: Desk, visitor: Visitor) -> None:
    issued = issue_token(desk, visitor, "tableau de bord", READS, until(desk))
    assert issued.token.startswith("maillage_")
    assert len(issued.token) == len("maillage_") + 32
    found = resolve_token(desk, issued.token)
    assert found is not None
    allowed = {action for action in Action if decide(found.who, action).allowed}
    assert allowed == {Action.ENTRER, Action.LIRE_CHIFFRES, Action.LIRE_RESEAU}
    assert (found.session, found.author) == (None, visitor.author)


def test_it_is_shown_once_and_kept_as_a_hash(desk: Desk, visitor: Visitor) -> None:
    issued = issue_token(desk, visitor, "tableau de bord", READS, until(desk))
    kept = str(desk.crm.query("SELECT t::text FROM access.token t"))
    assert issued.token not in kept
    assert issued.token.removeprefix("maillage_") not in kept
    assert [line.label for line in tokens_of(desk, visitor.account)] == ["tableau de bord"]


def test_its_last_use_is_kept_to_the_minute(desk: Desk, visitor: Visitor, clock: Clock) -> None:
    issued = issue_token(desk, visitor, "tableau de bord", READS, until(desk))
    assert tokens_of(desk, visitor.account)[0].last_used_at is None
    resolve_token(desk, issued.token)
    first = clock()
    clock.pass_by(seconds=59)
    resolve_token(desk, issued.token)
    assert tokens_of(desk, visitor.account)[0].last_used_at == first
    clock.pass_by(seconds=1)
    resolve_token(desk, issued.token)
    assert tokens_of(desk, visitor.account)[0].last_used_at == clock()


def test_it_ends_with_its_last_day_in_paris(desk: Desk, visitor: Visitor, clock: Clock) -> None:
    """The clock stands on 2 March, 10 in the morning in Paris."""
    issued = issue_token(desk, visitor, "un jour", READS, until(desk, 0))
    clock.pass_by(hours=13, minutes=59)
    assert resolve_token(desk, issued.token) is not None
    clock.pass_by(minutes=1)
    assert resolve_token(desk, issued.token) is None


@pytest.mark.parametrize("days", [-1, 367])
def test_it_has_an_end_within_a_year(desk: Desk, visitor: Visitor, days: int) -> None:
    with pytest.raises(Refused) as refusal:
        issue_token(desk, visitor, "trop", READS, until(desk, days))
    assert refusal.value.field == "until"


@pytest.mark.parametrize(
    ("label", "scopes", "field"),
    [
        ("p12@exemple.org", READS, "label"),
        ("   ", READS, "label"),
        ("x" * 61, READS, "label"),
        ("tableau", (), "scopes"),
        ("tableau", ("tenir_comptes",), "scopes"),
        ("tableau", ("mon_compte",), "scopes"),
        ("tableau", ("n’importe quoi",), "scopes"),
    ],
)
def test_what_is_refused_names_its_field(
    desk: Desk, visitor: Visitor, label: str, scopes: tuple[str, ...], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        issue_token(desk, visitor, label, scopes, until(desk))
    assert refusal.value.field == field
    assert tokens_of(desk, visitor.account) == []


def test_revoked_it_opens_nothing_and_says_so_in_the_journal(desk: Desk, visitor: Visitor) -> None:
    issued = issue_token(desk, visitor, "tableau", READS, until(desk))
    assert revoke_token(desk, "test", visitor.account, issued.id)
    assert not revoke_token(desk, "test", visitor.account, issued.id)
    assert resolve_token(desk, issued.token) is None
    assert len(facts_of(desk, "token_issued")) == len(facts_of(desk, "token_revoked")) == 1


def test_the_token_of_another_is_not_revoked_by_its_number(
    desk: Desk, visitor: Visitor, person: Make
) -> None:
    issued = issue_token(desk, visitor, "tableau", READS, until(desk))
    assert not revoke_token(desk, "test", person("direction").account, issued.id)
    assert resolve_token(desk, issued.token) is not None


def test_another_role_or_a_closed_account_ends_it(desk: Desk, beside: Desk, person: Make) -> None:
    for ending in ("role", "closing"):
        somebody = person()
        found = resolve(desk, somebody.enters().token)
        assert found is not None
        issued = issue_token(desk, found, "tableau", READS, until(desk))
        if ending == "role":
            given = GiveRole(account=somebody.account, role="direction", reason="promue")
            beside.crm.execute(given, "console")
        else:
            close_account(desk, "test", somebody.account, "départ")
        assert resolve_token(desk, issued.token) is None


def test_a_role_with_a_second_factor_makes_none_without_it(desk: Desk, person: Make) -> None:
    somebody = person("direction")
    weak = resolve(desk, somebody.enters().token)
    assert weak is not None
    with pytest.raises(Refused, match="second facteur"):
        issue_token(desk, weak, "tableau", READS, until(desk))
    entered, _ = somebody.sets_second_factor(somebody.enters().token)
    strong = resolve(desk, entered.token)
    assert strong is not None
    assert resolve_token(desk, issue_token(desk, strong, "tableau", READS, until(desk)).token)


def test_a_token_makes_no_token(desk: Desk, visitor: Visitor) -> None:
    issued = issue_token(desk, visitor, "tableau", READS, until(desk))
    found = resolve_token(desk, issued.token)
    assert found is not None
    with pytest.raises(Refused):
        issue_token(desk, found, "un autre", READS, until(desk))


@pytest.mark.parametrize("role", list(Role))
def test_what_may_be_granted_is_what_the_role_has(role: Role) -> None:
    granted = grantable(role)
    assert granted
    assert all(role in RIGHTS[action] for action in granted)
    assert Action.MON_COMPTE not in granted


def test_nobodys_token_opens_nothing(desk: Desk) -> None:
    for token in ("", "maillage_", "maillage_" + "a" * 32, "\udc80"):
        assert resolve_token(desk, token) is None
