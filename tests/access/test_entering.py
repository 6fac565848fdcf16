"""Entering: the right password opens one new session, a wrong one tells nothing."""

import pytest

from adapters.access import passwords
from api.accounts import (
    Desk,
    Need,
    change_password,
    close_account,
    give_role,
    resolve,
    revoke_others,
    revoke_session,
    sessions_of,
    sign_in,
    sign_out,
)
from domain.commands.accounts import CloseAccount, CorrectAccountIdentity, GiveRole
from domain.decider import Refused
from domain.roles import Role
from tests.access.conftest import DOOR, OTHER_PHRASE, PHRASE, SALARIE, Clock, Make, facts_of


def test_the_right_password_opens_and_the_visitor_is_told_whole(desk: Desk, person: Make) -> None:
    somebody = person()
    entered = somebody.enters()
    visitor = resolve(desk, entered.token)
    assert visitor is not None
    assert (visitor.who.role, visitor.who.salarie, visitor.who.pole) == ("salarie", SALARIE, "CID")
    assert (visitor.need, visitor.account) == (Need.NONE, somebody.account)
    assert visitor.author == str(SALARIE)


def test_the_address_is_the_same_however_it_is_typed(desk: Desk, person: Make) -> None:
    person(courriel="personne.12@exemple.org")
    assert sign_in(desk, "  Personne.12@EXEMPLE.org ", PHRASE, DOOR).need is Need.NONE


def test_an_unknown_address_is_refused_in_the_same_words_after_the_same_work(
    desk: Desk, person: Make, checks: list[str | None]
) -> None:
    somebody = person()
    with pytest.raises(Refused) as wrong:
        somebody.enters("ce n’est pas la bonne phrase")
    with pytest.raises(Refused) as unknown:
        sign_in(desk, "jamais.vu@exemple.org", PHRASE, DOOR)
    assert wrong.value.why == unknown.value.why
    assert "Il reste 4 essais" in wrong.value.why
    assert len(checks) == 2
    assert checks[1] is None


def test_each_sign_in_has_a_new_token_and_ends_the_one_the_browser_held(
    desk: Desk, person: Make
) -> None:
    somebody = person()
    planted = somebody.enters().token
    fresh = sign_in(desk, somebody.courriel, PHRASE, DOOR, replaces=planted).token
    assert fresh != planted
    assert resolve(desk, planted) is None
    assert resolve(desk, fresh) is not None


def test_a_token_that_was_never_given_opens_nothing(desk: Desk) -> None:
    for token in ("", "a" * 32, "\udc80", "' OR 1=1 --"):
        assert resolve(desk, token) is None


def test_after_sign_out_the_same_token_is_nobody(desk: Desk, person: Make) -> None:
    token = person().enters().token
    sign_out(desk, token)
    sign_out(desk, token)
    assert resolve(desk, token) is None
    assert len(facts_of(desk, "signed_out")) == 1


@pytest.mark.parametrize(("idle", "there"), [(29, True), (30, False)])
def test_half_an_hour_without_a_sign_ends_a_session(
    desk: Desk, person: Make, clock: Clock, idle: int, there: bool
) -> None:
    token = person().enters().token
    clock.pass_by(minutes=idle)
    assert (resolve(desk, token) is not None) is there


def test_an_auditeur_has_a_quarter_of_an_hour(desk: Desk, person: Make, clock: Clock) -> None:
    token = person("auditeur").enters().token
    clock.pass_by(minutes=14)
    assert resolve(desk, token) is not None
    clock.pass_by(minutes=15)
    assert resolve(desk, token) is None


def test_twelve_hours_end_a_session_however_busy(desk: Desk, person: Make, clock: Clock) -> None:
    token = person().enters().token
    for _ in range(35):
        clock.pass_by(minutes=20)
        assert resolve(desk, token) is not None
    clock.pass_by(minutes=20)
    assert resolve(desk, token) is None


def test_it_is_written_once_a_minute_that_somebody_is_there(
    desk: Desk, person: Make, clock: Clock
) -> None:
    somebody = person()
    token = somebody.enters().token
    first = clock()
    clock.pass_by(seconds=59)
    resolve(desk, token)
    assert {line.seen_at for line in sessions_of(desk, somebody.account)} == {first}
    clock.pass_by(seconds=1)
    resolve(desk, token)
    assert clock() in {line.seen_at for line in sessions_of(desk, somebody.account)}


def test_sessions_are_listed_and_end_one_by_one_or_all_others(desk: Desk, person: Make) -> None:
    somebody = person()
    revoke_others(desk, "test", somebody.account)
    one, two, three = (somebody.enters() for _ in range(3))
    assert len(sessions_of(desk, somebody.account)) == 3
    assert revoke_session(desk, "test", somebody.account, one.session) == 1
    assert resolve(desk, one.token) is None
    assert revoke_others(desk, "test", somebody.account, kept=three.session) == 1
    assert resolve(desk, two.token) is None
    assert resolve(desk, three.token) is not None


def test_the_session_of_another_is_not_ended_by_its_number(desk: Desk, person: Make) -> None:
    mine, theirs = person(), person("direction")
    entered = theirs.enters()
    assert revoke_session(desk, "test", mine.account, entered.session) == 0
    assert resolve(desk, entered.token) is not None


def test_another_password_ends_every_session_and_renews_this_one(desk: Desk, person: Make) -> None:
    somebody = person()
    kept, other = somebody.enters().token, somebody.enters().token
    renewed = change_password(desk, kept, PHRASE, OTHER_PHRASE)
    assert [resolve(desk, token) for token in (kept, other)] == [None, None]
    assert resolve(desk, renewed.token) is not None
    with pytest.raises(Refused):
        somebody.enters(PHRASE)
    assert somebody.enters(OTHER_PHRASE).need is Need.NONE


def test_the_present_password_is_asked_to_change_it(desk: Desk, person: Make) -> None:
    somebody = person()
    token = somebody.enters().token
    with pytest.raises(Refused) as refusal:
        change_password(desk, token, "ce n’est pas la bonne phrase", OTHER_PHRASE)
    assert refusal.value.field == "present"
    assert resolve(desk, token) is not None


def test_another_role_ends_the_sessions_opened_under_the_former(desk: Desk, person: Make) -> None:
    person("administration")
    somebody = person()
    token = somebody.enters().token
    give_role(desk, "test", somebody.account, "direction", "promue")
    assert resolve(desk, token) is None
    assert facts_of(desk, "sessions_revoked")


def test_a_role_given_at_another_door_ends_them_too(desk: Desk, beside: Desk, person: Make) -> None:
    somebody = person()
    token = somebody.enters().token
    given = GiveRole(account=somebody.account, role="direction", reason="au terminal")
    beside.crm.execute(given, "console")
    assert resolve(desk, token) is None


def test_an_account_closed_at_another_door_opens_nothing_more(
    desk: Desk, beside: Desk, person: Make
) -> None:
    somebody = person()
    token = somebody.enters().token
    closed = CloseAccount(account=somebody.account, reason="départ")
    beside.crm.execute(closed, "console")
    assert resolve(desk, token) is None
    with pytest.raises(Refused):
        somebody.enters()


def test_a_new_address_is_known_at_once_whatever_door_changed_it(
    desk: Desk, beside: Desk, person: Make
) -> None:
    somebody = person()
    beside.crm.execute(
        CorrectAccountIdentity(somebody.account, "Personne 12", "nouvelle@exemple.org"), "console"
    )
    assert sign_in(desk, "nouvelle@exemple.org", PHRASE, DOOR).account == somebody.account
    with pytest.raises(Refused):
        somebody.enters()


def test_the_last_administration_that_can_enter_is_kept(desk: Desk, person: Make) -> None:
    last = person("administration")
    with pytest.raises(Refused, match="dernier"):
        close_account(desk, "test", last.account, "par erreur")
    person("administration")
    close_account(desk, "test", last.account, "départ")
    with pytest.raises(Refused):
        last.enters()


def test_at_every_request_one_statement_is_enough(
    desk: Desk, person: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = person().enters().token
    resolve(desk, token)
    asked: list[object] = []
    monkeypatch.setattr(desk.crm.journal, "load", lambda *given: asked.append(given))
    visitor = resolve(desk, token)
    assert visitor is not None
    assert (visitor.who.role, asked) == (Role.SALARIE, [])


def test_who_has_no_second_factor_yet_enters_to_set_one(desk: Desk, person: Make) -> None:
    entered = person("direction").enters()
    visitor = resolve(desk, entered.token)
    assert entered.need is Need.ENROL
    assert visitor is not None
    assert (visitor.who.role, visitor.who.strong) == (Role.DIRECTION, False)


def test_a_hash_of_older_costs_is_made_again(
    desk: Desk, person: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = person()
    sql = "SELECT password FROM access.credential WHERE account = %(account)s"
    before = desk.crm.query(sql, account=somebody.account)
    monkeypatch.setattr(
        passwords, "HASHER", passwords.PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    )
    somebody.enters()
    after = desk.crm.query(sql, account=somebody.account)
    assert before != after
    assert "m=16,t=2" in after[0]["password"]
    assert somebody.enters().need is Need.NONE
