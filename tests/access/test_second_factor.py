"""The second factor: a code serves once, a stolen password opens nothing alone."""

import re
from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest

from adapters.access import totp
from adapters.access.recovery import code_hash, new_codes
from api.accounts import (
    Desk,
    Need,
    Waiting,
    accept,
    change_password,
    confirm_enrolment,
    give_code,
    give_recovery_code,
    invite_again,
    new_recovery_codes,
    recovery_left,
    remove_second_factor,
    resolve,
    start_enrolment,
)
from domain.decider import Refused
from domain.policy import Action, decide
from tests.access.conftest import OTHER_PHRASE, PHRASE, Clock, Make, Person, facts_of


@pytest.fixture
def director(desk: Desk, person: Make, clock: Clock) -> Person:
    """Somebody of the direction whose telephone is set; the code that set it has passed."""
    made = person("direction")
    made.sets_second_factor(made.enters().token)
    clock.pass_by(minutes=2)
    return made


def test_setting_it_makes_the_session_strong_under_a_new_token(desk: Desk, person: Make) -> None:
    somebody = person("direction")
    weak = somebody.enters().token
    strong, codes = somebody.sets_second_factor(weak)
    assert resolve(desk, weak) is None
    visitor = resolve(desk, strong.token)
    assert visitor is not None
    assert (visitor.who.strong, visitor.need) == (True, Need.NONE)
    assert len(set(codes)) == 10


def test_a_password_alone_opens_nothing_once_it_is_set(desk: Desk, director: Person) -> None:
    entered = director.enters()
    assert entered.need is Need.CODE
    visitor = resolve(desk, entered.token)
    assert visitor is not None
    allowed = [action for action in Action if decide(visitor.who, action).allowed]
    assert allowed == [Action.ENTRER]


def test_half_entered_one_changes_neither_telephone_nor_paper(desk: Desk, director: Person) -> None:
    token = director.enters().token
    for tried in (
        lambda: start_enrolment(desk, token),
        lambda: confirm_enrolment(desk, token, "000000"),
        lambda: new_recovery_codes(desk, token),
        lambda: change_password(desk, token, PHRASE, OTHER_PHRASE),
    ):
        with pytest.raises(Refused, match="Donnez d’abord le code"):
            tried()


def test_the_code_gives_a_new_strong_token_and_the_old_one_is_dead(
    desk: Desk, director: Person
) -> None:
    weak = director.enters().token
    strong = give_code(desk, weak, director.code())
    assert resolve(desk, weak) is None
    visitor = resolve(desk, strong.token)
    assert visitor is not None
    assert visitor.who.strong
    with pytest.raises(Refused):
        give_code(desk, weak, director.code())


def test_a_code_serves_once_even_in_another_session(desk: Desk, director: Person) -> None:
    code = director.code()
    give_code(desk, director.enters().token, code)
    with pytest.raises(Refused, match="déjà servi"):
        give_code(desk, director.enters().token, code)


def test_the_code_that_set_it_up_does_not_enter(desk: Desk, person: Make) -> None:
    somebody = person("direction")
    somebody.sets_second_factor(somebody.enters().token)
    with pytest.raises(Refused, match="déjà servi"):
        give_code(desk, somebody.enters().token, somebody.code())


def test_of_eight_at_once_in_two_processes_one_code_enters_once(
    desk: Desk, beside: Desk, director: Person
) -> None:
    code = director.code()
    tokens = [director.enters().token for _ in range(4)]

    def give(rank: int) -> bool:
        try:
            give_code((desk, beside)[rank % 2], tokens[rank], code)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(give, range(4))) == 1


@pytest.mark.parametrize(
    ("seconds", "taken"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_a_clock_may_be_one_step_away(seconds: int, taken: bool) -> None:
    clock = Clock()
    secret = totp.new_secret()
    now = clock()
    clock.pass_by(seconds=seconds)
    code = pyotp.TOTP(totp.base32(secret)).at(clock())
    assert (totp.step_of(secret, code, now) is not None) is taken


def test_a_code_is_typed_with_spaces_and_nonsense_is_no_code() -> None:
    secret, now = totp.new_secret(), Clock()()
    code = pyotp.TOTP(totp.base32(secret)).at(now)
    assert totp.step_of(secret, f" {code[:3]} {code[3:]} ", now) is not None
    for nonsense in ("", "12345", "٠١٢٣٤٥", "\udc80", "1" * 1_000):
        assert totp.step_of(secret, nonsense, now) is None


def test_guesses_of_codes_wait_too(desk: Desk, director: Person, clock: Clock) -> None:
    token = director.enters().token
    verified = 0
    for rank in range(1_000):
        try:
            give_code(desk, token, f"{rank:06}")
        except Waiting:
            continue
        except Refused:
            verified += 1
    assert verified == 5
    assert facts_of(desk, "sign_in_refused")[-1].step == "code"  # type: ignore[attr-defined]
    with pytest.raises(Waiting):
        give_code(desk, token, director.code())


def test_a_new_link_ends_the_wait_of_codes_too(desk: Desk, director: Person) -> None:
    token = director.enters().token
    for _ in range(6):
        with pytest.raises(Refused):
            give_code(desk, token, "000000")
    link = invite_again(desk, "test", director.account).link
    entered = accept(desk, link, OTHER_PHRASE, "Firefox, Linux")
    assert give_code(desk, entered.token, director.code()).need is Need.NONE


def test_a_code_is_not_awaited_longer_than_a_quarter_of_an_hour(
    desk: Desk, director: Person, clock: Clock
) -> None:
    token = director.enters().token
    clock.pass_by(minutes=15)
    with pytest.raises(Refused, match="entrez de nouveau"):
        give_code(desk, token, director.code())


def test_a_recovery_code_enters_once_however_it_is_typed(desk: Desk, person: Make) -> None:
    somebody = person("direction")
    _, codes = somebody.sets_second_factor(somebody.enters().token)
    strong = give_recovery_code(desk, somebody.enters().token, f" {codes[0].upper()} ")
    visitor = resolve(desk, strong.token)
    assert visitor is not None
    assert visitor.who.strong
    assert recovery_left(desk, somebody.account) == 9
    with pytest.raises(Refused):
        give_recovery_code(desk, somebody.enters().token, codes[0])
    assert [fact.left for fact in facts_of(desk, "recovery_code_used")] == [9]  # type: ignore[attr-defined]


def test_the_recovery_code_of_another_opens_nothing(desk: Desk, person: Make) -> None:
    mine, theirs = person("direction"), person("auditeur")
    _, codes = mine.sets_second_factor(mine.enters().token)
    theirs.sets_second_factor(theirs.enters().token)
    with pytest.raises(Refused):
        give_recovery_code(desk, theirs.enters().token, codes[0])
    assert code_hash(mine.account, codes[0]) != code_hash(theirs.account, codes[0])


def test_of_many_at_once_a_recovery_code_enters_once(
    desk: Desk, beside: Desk, person: Make
) -> None:
    somebody = person("direction")
    _, codes = somebody.sets_second_factor(somebody.enters().token)
    tokens = [somebody.enters().token for _ in range(4)]

    def give(rank: int) -> bool:
        try:
            give_recovery_code((desk, beside)[rank % 2], tokens[rank], codes[0])
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(give, range(4))) == 1


def test_new_paper_voids_the_old_one(desk: Desk, person: Make) -> None:
    somebody = person("direction")
    strong, old = somebody.sets_second_factor(somebody.enters().token)
    new = new_recovery_codes(desk, strong.token)
    with pytest.raises(Refused):
        give_recovery_code(desk, somebody.enters().token, old[0])
    assert give_recovery_code(desk, somebody.enters().token, new[0]).need is Need.NONE


def test_recovery_codes_are_eighty_bits_in_groups_of_four() -> None:
    for code in new_codes():
        assert re.fullmatch(r"[a-z2-7]{4}(-[a-z2-7]{4}){3}", code)


def test_once_taken_off_it_is_set_again_at_the_next_entry(desk: Desk, director: Person) -> None:
    strong = give_code(desk, director.enters().token, director.code())
    remove_second_factor(desk, "test", director.account)
    assert resolve(desk, strong.token) is None
    assert director.enters().need is Need.ENROL


def test_the_same_picture_is_shown_until_it_is_confirmed(desk: Desk, person: Make) -> None:
    token = person("direction").enters().token
    assert start_enrolment(desk, token) == start_enrolment(desk, token)


def test_the_picture_carries_no_style_that_the_policy_would_refuse(
    desk: Desk, person: Make
) -> None:
    picture = start_enrolment(desk, person("direction").enters().token).svg
    assert picture.startswith("<svg")
    assert "style" not in picture
    assert 'class="qr"' in picture


def test_another_telephone_ends_the_other_sessions(
    desk: Desk, director: Person, clock: Clock
) -> None:
    one = give_code(desk, director.enters().token, director.code()).token
    clock.pass_by(minutes=1)
    two = give_code(desk, director.enters().token, director.code()).token
    clock.pass_by(minutes=1)
    renewed, _ = director.sets_second_factor(two)
    assert resolve(desk, one) is None
    assert resolve(desk, renewed.token) is not None


def test_the_secret_stands_wrapped(desk: Desk, director: Person) -> None:
    row = desk.crm.query("SELECT totp FROM access.credential WHERE totp IS NOT NULL")[0]
    secret = totp.unwrapped(desk.master(), bytes(row["totp"]))
    assert secret is not None
    assert totp.base32(secret) == director.secret
    assert secret not in bytes(row["totp"])
