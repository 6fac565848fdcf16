"""Guessing: the wait grows and nothing is verified meanwhile; nobody is locked out."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from adapters.access.networks import device, network
from adapters.access.passwords import Gate, TooBusyError
from api.accounts import Desk, Door, Need, Waiting, accept, invite_again, sign_in
from api.accounts.backing_off import told
from domain.decider import Refused
from tests.access.conftest import DOOR, ELSEWHERE, OTHER_PHRASE, PHRASE, Clock, Make, facts_of

WRONG = "ce n’est pas la bonne phrase"


def fail(desk: Desk, courriel: str, times: int, door: Door = DOOR) -> None:
    for _ in range(times):
        with pytest.raises(Refused):
            sign_in(desk, courriel, WRONG, door)


def test_a_thousand_guesses_verify_few_passwords(
    desk: Desk, person: Make, clock: Clock, checks: list[str | None]
) -> None:
    """One a second for 1 000 s: 5 free, then after 1, 2, 4 … 512 s: 15 at most."""
    somebody = person()
    for _ in range(1_000):
        clock.pass_by(seconds=1)
        with pytest.raises(Refused):
            somebody.enters(WRONG)
    assert 10 <= len(checks) <= 15
    assert [fact.times for fact in facts_of(desk, "sign_in_refused")] == [1, 2, 4, 8]  # type: ignore[attr-defined]


def test_a_thousand_guesses_at_once_verify_no_more_than_one_after_the_other(
    desk: Desk, person: Make, checks: list[str | None]
) -> None:
    somebody = person()

    def guess(_: int) -> bool:
        try:
            somebody.enters(WRONG)
        except Waiting:
            return False
        except Refused:
            return True
        raise AssertionError

    with ThreadPoolExecutor(8) as pool:
        verified = sum(pool.map(guess, range(1_000)))
    assert verified == len(checks) == 5


def test_the_control_without_a_wait_every_guess_would_be_verified(
    desk: Desk, person: Make, clock: Clock, checks: list[str | None]
) -> None:
    somebody = person()
    for _ in range(20):
        clock.pass_by(days=2)
        with pytest.raises(Refused):
            somebody.enters(WRONG)
    assert len(checks) == 20


def test_even_the_right_password_is_not_read_during_the_wait(
    desk: Desk, person: Make, clock: Clock, checks: list[str | None]
) -> None:
    somebody = person()
    fail(desk, somebody.courriel, 5)
    verified = len(checks)
    with pytest.raises(Waiting) as early:
        somebody.enters()
    assert len(checks) == verified
    assert "Réessayez dans 1 seconde" in early.value.why
    clock.pass_by(seconds=early.value.seconds)
    assert somebody.enters().need is Need.NONE


def test_a_correct_sign_in_forgets_the_failures(desk: Desk, person: Make, clock: Clock) -> None:
    somebody = person()
    fail(desk, somebody.courriel, 4)
    somebody.enters()
    fail(desk, somebody.courriel, 4)
    assert somebody.enters().need is Need.NONE


def test_the_wait_never_exceeds_ten_minutes(desk: Desk, person: Make, clock: Clock) -> None:
    somebody = person()
    for _ in range(40):
        fail(desk, somebody.courriel, 1)
        clock.pass_by(minutes=10)
    assert somebody.enters().need is Need.NONE


def test_one_account_waits_and_its_neighbour_does_not(desk: Desk, person: Make) -> None:
    mine, theirs = person(), person("auditeur")
    fail(desk, mine.courriel, 6)
    assert theirs.enters().need is Need.ENROL


def test_a_network_that_tries_many_addresses_waits_and_another_network_does_not(
    desk: Desk, person: Make
) -> None:
    somebody = person()
    for rank in range(30):
        fail(desk, f"inventee{rank}@exemple.org", 1)
    with pytest.raises(Waiting, match="réseau"):
        somebody.enters()
    assert somebody.enters(door=ELSEWHERE).need is Need.NONE


def test_the_sign_ins_of_an_office_are_no_failures_of_its_network(desk: Desk, person: Make) -> None:
    somebody = person()
    for _ in range(40):
        assert somebody.enters().need is Need.NONE


def test_a_new_link_is_the_way_out_of_a_wait(desk: Desk, person: Make) -> None:
    somebody = person()
    fail(desk, somebody.courriel, 12)
    link = invite_again(desk, "test", somebody.account).link
    accept(desk, link, OTHER_PHRASE, DOOR.device)
    assert somebody.enters(OTHER_PHRASE).need is Need.NONE


def test_neither_an_address_nor_a_network_is_kept(desk: Desk, person: Make) -> None:
    somebody = person()
    fail(desk, somebody.courriel, 1)
    kept = "".join(
        str(desk.crm.query(f"SELECT t::text FROM access.{table} t"))
        for table in ("login", "attempt", "credential", "session", "link", "recovery", "token")
    )
    assert "\\\\x" in kept
    for clear in (somebody.courriel, "192.0.2", PHRASE):
        assert clear not in kept


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 seconde"),
        (60, "1 minute"),
        (125, "2 minutes 5 secondes"),
        (512, "8 minutes 32 secondes"),
    ],
)
def test_the_wait_is_said_in_french(seconds: int, words: str) -> None:
    assert told(seconds) == words


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "inconnu"),
    ],
)
def test_a_network_is_wider_than_an_address(address: str, expected: str) -> None:
    assert network(address) == expected


def test_a_device_is_told_coarsely() -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    assert device(agent) == "Firefox, Linux"
    assert device("curl/8") == "Autre navigateur"


def test_too_many_at_once_are_refused_before_they_cost_anything() -> None:
    gate = Gate(slots=1, queue=1, patience=0.05)
    with gate.entered(), pytest.raises(TooBusyError), gate.entered():
        raise AssertionError
    with gate.entered():
        assert gate.slots.acquire(blocking=False) is False
