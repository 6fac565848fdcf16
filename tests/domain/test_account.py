"""Given what happened to an account, when something is asked, then what happens."""

from datetime import date
from uuid import UUID

import pytest

from domain.aggregates.account import ACCOUNT, Account
from domain.commands import accounts as ask
from domain.decider import Refused
from domain.facts import account as facts
from domain.personal import Secret
from domain.roles import Role

KEY, SALARIE, CONVENTION = UUID(int=1), UUID(int=2), UUID(int=3)
IDENTITY = Secret(ask.identity_text("Personne 1", "un@exemple.org"), str(KEY))
WHY = Secret("départ")
AUDITEUR = facts.AccountOpened("auditeur", IDENTITY)


def given(*past: object) -> Account:
    return ACCOUNT.state(past)


def opening(role: str, salarie: UUID | None = None, **more: str) -> ask.OpenAccount:
    words = {"nom": "Personne 1", "courriel": "un@exemple.org", **more}
    return ask.OpenAccount(KEY, role=role, salarie=salarie, **words)


def test_an_account_is_opened_with_its_identity_to_seal() -> None:
    assert ACCOUNT.decide(given(), opening("salarie", SALARIE)) == [
        facts.AccountOpened("salarie", IDENTITY, SALARIE)
    ]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (opening("chef"), "role"),
        (opening("salarie"), "salarie"),
        (opening("auditeur", SALARIE), "salarie"),
        (opening("direction", courriel="pas une adresse"), "courriel"),
        (opening("direction", courriel="@ici"), "courriel"),
        (opening("direction", nom="  "), "nom"),
    ],
)
def test_an_account_that_makes_no_sense_is_refused(asked: ask.OpenAccount, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        ACCOUNT.decide(given(), asked)
    assert refusal.value.field == field


def test_an_account_is_opened_once() -> None:
    with pytest.raises(Refused):
        ACCOUNT.decide(given(AUDITEUR), opening("auditeur"))


@pytest.mark.parametrize(
    "asked",
    [
        ask.GiveRole(KEY, "direction", "nouvelle fonction"),
        ask.CloseAccount(KEY, "départ"),
        ask.OpenConvention(KEY, CONVENTION, date(2026, 12, 31)),
    ],
)
def test_nothing_is_asked_of_an_unknown_account(asked: object) -> None:
    with pytest.raises(Refused):
        ACCOUNT.decide(given(), asked)


def test_a_closed_account_closes_once_and_opens_again() -> None:
    closed = facts.AccountClosed(WHY)
    assert ACCOUNT.decide(given(AUDITEUR), ask.CloseAccount(KEY, "départ")) == [closed]
    assert ACCOUNT.decide(given(AUDITEUR, closed), ask.CloseAccount(KEY, "départ")) == []
    again = ACCOUNT.decide(given(AUDITEUR, closed), ask.ReopenAccount(KEY, "départ"))
    assert again == [facts.AccountReopened(WHY)]
    assert not given(AUDITEUR, closed, *again).closed


def test_only_an_auditeur_receives_a_convention() -> None:
    asked = ask.OpenConvention(KEY, CONVENTION, date(2026, 12, 31))
    assert ACCOUNT.decide(given(AUDITEUR), asked) == [
        facts.AccountConventionOpened(CONVENTION, date(2026, 12, 31))
    ]
    with pytest.raises(Refused):
        ACCOUNT.decide(given(facts.AccountOpened("direction", IDENTITY)), asked)


def test_a_convention_is_open_until_its_last_day_included() -> None:
    state = given(AUDITEUR, facts.AccountConventionOpened(CONVENTION, date(2026, 12, 31)))
    assert state.open_to(date(2026, 12, 31)) == {CONVENTION}
    assert state.open_to(date(2027, 1, 1)) == frozenset()


def test_another_role_takes_the_conventions_away() -> None:
    opened = facts.AccountConventionOpened(CONVENTION, date(2026, 12, 31))
    changed = facts.AccountRoleGiven("direction", None, WHY)
    state = given(AUDITEUR, opened, changed, facts.AccountRoleGiven("auditeur", None, WHY))
    assert (state.role, state.conventions) == (Role.AUDITEUR, {})


def test_the_identity_stands_on_the_line_that_set_it() -> None:
    corrected = facts.AccountIdentityCorrected(Secret("autre", str(KEY)))
    state = given(AUDITEUR, facts.AccountClosed(WHY), corrected)
    assert (state.identity, state.identity_version) == (Secret("autre", str(KEY)), 3)
