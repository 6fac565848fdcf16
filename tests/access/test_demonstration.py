"""The four roles of the demonstration, one click each; anywhere else the click is refused."""

from pathlib import Path

import pytest

from api.accounts import Desk, Need, accounts, demonstration, ensure_all, first_link, resolve
from api.opening import opened
from api.settings import Settings
from domain.decider import Refused
from domain.roles import Role
from tests.demonstration import demo_template, own_demo_settings

__all__ = ["demo_template", "own_demo_settings"]


def test_each_role_enters_with_one_click_and_the_second_click_makes_nothing(
    own_demo_settings: Settings, tmp_path: Path
) -> None:
    with opened(own_demo_settings) as crm:
        desk = Desk(crm)
        for role in Role:
            entered = demonstration(desk, role, "Firefox, Linux")
            visitor = resolve(desk, entered.token)
            assert visitor is not None
            assert (visitor.who.role, visitor.need, visitor.who.strong) == (role, Need.NONE, True)
            assert (visitor.who.salarie is not None) is (role is Role.SALARIE)
            assert len(visitor.who.conventions) == (2 if role is Role.AUDITEUR else 0)
        head = crm.journal.head()
        ensure_all(desk)
        assert crm.journal.head() == head
        assert {line.courriel for line in accounts(desk)} == {
            f"{role}@demonstration.invalid" for role in Role
        }
        assert first_link(desk) is None


def test_in_a_real_journal_the_click_is_refused(desk: Desk) -> None:
    for role in (*Role, "n’importe quoi"):
        with pytest.raises(Refused, match="démonstration"):
            demonstration(desk, role, "Firefox, Linux")
    assert accounts(desk) == []
