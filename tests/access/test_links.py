"""Links: each serves once, for one thing, in its time; a new one voids the former."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from api.accounts import (
    Desk,
    Holder,
    Need,
    SignedIn,
    accept,
    accounts,
    close_account,
    first_link,
    identity,
    invite,
    invite_again,
    look,
    reopen_account,
    reset_link,
    resolve,
    sign_in,
)
from domain.aggregates.account import ACCOUNT
from domain.commands.accounts import OpenAccount
from domain.decider import Refused
from domain.roles import Role
from tests.access.conftest import DOOR, OTHER_PHRASE, PHRASE, SALARIE, Clock, Make, facts_of

FIRST = Holder("Personne 1", "premiere@exemple.org")


def made_good(desk: Desk, link: str | None, said: Holder | None = FIRST) -> SignedIn:
    assert link is not None
    return accept(desk, link, PHRASE, DOOR.device, said)


def test_the_first_link_makes_the_administrator_who_then_sets_a_second_factor(desk: Desk) -> None:
    entered = made_good(desk, first_link(desk))
    assert entered.need is Need.ENROL
    assert desk.crm.journal.load(ACCOUNT, entered.account).state.role is Role.ADMINISTRATION
    assert identity(desk, entered.account).nom == "Personne 1"
    assert first_link(desk) is None


def test_each_start_gives_a_new_first_link_and_voids_the_former(desk: Desk) -> None:
    former, latter = first_link(desk), first_link(desk)
    assert former is not None
    with pytest.raises(Refused):
        look(desk, former)
    made_good(desk, latter)


def test_a_first_start_cut_off_before_the_password_is_taken_up(desk: Desk) -> None:
    """The account was opened, and the process died: the next start's link goes on with it."""
    assert first_link(desk) is not None
    row = desk.crm.query("SELECT account FROM access.link")[0]
    opened = OpenAccount(row["account"], "Personne 1", FIRST.courriel, "administration")
    desk.crm.execute(opened, "test")
    entered = made_good(desk, first_link(desk), Holder("Personne une", ""))
    assert entered.account == row["account"]
    assert identity(desk, entered.account).nom == "Personne une"


def test_a_weak_password_or_a_wrong_address_leaves_the_link_good(desk: Desk) -> None:
    link = first_link(desk)
    assert link is not None
    with pytest.raises(Refused, match="14 au moins"):
        accept(desk, link, "court", DOOR.device, FIRST)
    with pytest.raises(Refused, match="adresse"):
        accept(desk, link, PHRASE, DOOR.device, Holder("Personne 1", "sans arobase"))
    made_good(desk, link)


def test_an_invitation_says_for_whom_and_opens_what_was_invited(desk: Desk) -> None:
    invited = invite(desk, "test", Holder("Personne 12", "p12@exemple.org"), "salarie", SALARIE)
    welcome = look(desk, invited.link)
    assert (welcome.nom, welcome.role, welcome.purpose) == ("Personne 12", "salarie", "invitation")
    entered = accept(desk, invited.link, PHRASE, DOOR.device)
    visitor = resolve(desk, entered.token)
    assert visitor is not None
    assert visitor.who.salarie == SALARIE


def test_an_invitation_does_not_let_one_choose_another_address(desk: Desk) -> None:
    invited = invite(desk, "test", Holder("Personne 12", "p12@exemple.org"), "direction")
    accept(desk, invited.link, PHRASE, DOOR.device, Holder("Personne 13", "autre@exemple.org"))
    found = identity(desk, invited.account)
    assert (found.nom, found.courriel) == ("Personne 13", "p12@exemple.org")


def test_one_address_one_account(desk: Desk) -> None:
    invite(desk, "test", Holder("Personne 12", "p12@exemple.org"), "direction")
    with pytest.raises(Refused, match="déjà cette adresse"):
        invite(desk, "test", Holder("Personne 13", "P12@exemple.org "), "auditeur")
    assert len(accounts(desk)) == 1


@pytest.mark.parametrize(
    ("purpose", "before", "after"),
    [("first", 59, 60), ("reset", 59, 60), ("invitation", 7 * 1440 - 1, 7 * 1440)],
)
def test_a_link_has_its_time(
    desk: Desk, clock: Clock, purpose: str, before: int, after: int
) -> None:
    if purpose == "first":
        link = first_link(desk) or ""
    else:
        who = Holder("Personne 12", "p12@exemple.org")
        invited = invite(desk, "test", who, "direction")
        link = invited.link
        if purpose == "reset":
            link = reset_link(desk, "test", invited.account).link
    clock.pass_by(minutes=before)
    assert look(desk, link).purpose == purpose
    clock.pass_by(minutes=after - before)
    with pytest.raises(Refused, match="demandez-en un autre"):
        accept(desk, link, PHRASE, DOOR.device, FIRST)


def test_a_link_serves_once(desk: Desk, person: Make) -> None:
    somebody = person()
    link = reset_link(desk, "test", somebody.account).link
    accept(desk, link, OTHER_PHRASE, DOOR.device)
    with pytest.raises(Refused, match="déjà servi"):
        accept(desk, link, PHRASE, DOOR.device)
    assert somebody.enters(OTHER_PHRASE).need is Need.NONE


def test_of_eight_at_once_in_two_processes_one_uses_the_link(
    desk: Desk, beside: Desk, person: Make
) -> None:
    link = reset_link(desk, "test", person().account).link
    phrases = [f"{PHRASE} numéro {rank}" for rank in range(8)]

    def take(rank: int) -> str | None:
        try:
            accept((desk, beside)[rank % 2], link, phrases[rank], DOOR.device)
        except Refused:
            return None
        return phrases[rank]

    with ThreadPoolExecutor(8) as pool:
        won = [phrase for phrase in pool.map(take, range(8)) if phrase]
    assert len(won) == 1
    assert len(facts_of(desk, "link_used")) == 2  # the invitation, then this one


def test_a_reset_ends_every_session_and_still_asks_the_second_factor(
    desk: Desk, person: Make
) -> None:
    somebody = person("direction")
    strong, _ = somebody.sets_second_factor(somebody.enters().token)
    link = invite_again(desk, "test", somebody.account).link
    assert look(desk, link).purpose == "reset"
    assert accept(desk, link, OTHER_PHRASE, DOOR.device).need is Need.CODE
    assert resolve(desk, strong.token) is None


def test_who_has_not_come_in_yet_is_invited_again(desk: Desk) -> None:
    invited = invite(desk, "test", Holder("Personne 12", "p12@exemple.org"), "direction")
    again = invite_again(desk, "test", invited.account)
    assert look(desk, again.link).purpose == "invitation"
    with pytest.raises(Refused):
        look(desk, invited.link)


def test_a_closed_account_keeps_no_link_and_comes_back_only_by_a_new_one(
    desk: Desk, person: Make
) -> None:
    somebody = person()
    link = reset_link(desk, "test", somebody.account).link
    close_account(desk, "test", somebody.account, "départ")
    with pytest.raises(Refused):
        look(desk, link)
    with pytest.raises(Refused, match="rouvrez-le"):
        reset_link(desk, "test", somebody.account)
    reopen_account(desk, "test", somebody.account, "retour")
    with pytest.raises(Refused):
        somebody.enters()
    again = invite_again(desk, "test", somebody.account)
    accept(desk, again.link, OTHER_PHRASE, DOOR.device)
    assert sign_in(desk, somebody.courriel, OTHER_PHRASE, DOOR).account == somebody.account


def test_a_link_nobody_made_is_refused(desk: Desk) -> None:
    for link in ("", "x" * 32, "\udc80"):
        with pytest.raises(Refused):
            look(desk, link)


def test_the_list_says_who_can_enter(desk: Desk, person: Make) -> None:
    somebody = person("direction")
    somebody.sets_second_factor(somebody.enters().token)
    invited = invite(desk, "test", Holder("Personne 12", "p12@exemple.org"), "auditeur")
    told = {line.id: (line.password, line.second_factor, line.invited) for line in accounts(desk)}
    assert told == {
        somebody.account: (True, True, False),
        invited.account: (False, False, True),
    }
