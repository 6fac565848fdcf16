"""« Qui peut voir quoi » is the table that decides, in words; the log tells every fact."""

from datetime import date
from uuid import UUID

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from msgspec.structs import fields

from api.crm import Crm
from api.web.access_kinds import KINDS, tags_of
from api.web.access_told import said
from api.web.droits import RULES, YOURS, build, cells
from domain.events import BY_TAG
from domain.facts.shared import Event
from domain.policy import ACTION_LABELS, RIGHTS, Action
from domain.roles import Role
from tests.signed import enter
from tests.web.conftest import SALARIES
from tests.web.doors import plain
from tests.web.test_pages import Reader

VALUES = {
    "account": UUID(int=1),
    "token": UUID(int=2),
    "actor": UUID(int=3),
    "convention": UUID(int=4),
    "until": date(2026, 1, 1),
    "scopes": ("chercher",),
    "role": "auditeur",
    "why": "preparer_une_rencontre",
    "what": "journal_acces",
}
RULED = {rule for rights in RIGHTS.values() for rule in rights.values()}


def test_every_rule_has_its_words() -> None:
    assert RULED == set(RULES) == set(YOURS)


@pytest.mark.parametrize("action", RIGHTS)
def test_a_cell_is_empty_exactly_when_it_is_refused(action: Action) -> None:
    told = dict(zip(Role, cells(action), strict=True))
    assert {role for role, words in told.items() if words} == set(RIGHTS[action])


@pytest.mark.parametrize("role", Role)
def test_a_reader_is_told_their_own_rights_first(
    nobody: TestClient[Litestar], network: Crm, role: Role
) -> None:
    enter(nobody, network, role, SALARIES[0] if role is Role.SALARIE else None)
    page = nobody.get("/droits")
    text = plain(page)
    assert text.index("Vous pouvez") < text.index("Les quatre rôles")
    mine = build(role)
    assert len(mine.vous) + len(mine.pas) == len(RIGHTS)
    assert all(ACTION_LABELS[one] in text for one in RIGHTS)
    assert Reader(page.text).open == []


@pytest.mark.parametrize("known", [t for t in BY_TAG if t.startswith(("security.", "account."))])
def test_every_fact_of_the_doors_is_listed_once_and_told(known: str) -> None:
    assert sum(known in tags_of(kind) for kind in KINDS) == 1
    assert "." not in said(filled(BY_TAG[known])).quoi


def filled(kind: type[Event]) -> Event:
    """An instance with something in each field that has no default."""
    required = [one for one in fields(kind) if one.required]
    return kind(**{one.name: VALUES.get(one.name, 2) for one in required})
