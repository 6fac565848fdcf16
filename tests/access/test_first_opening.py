"""The terminal gives the first administrator a way in, until one has chosen a password."""

import re

from api.accounts import Desk, accept, look
from api.cli.serve import first_opening
from tests.access.conftest import DOOR, PHRASE
from tests.access.test_links import FIRST


def given(said: str) -> str:
    found = re.match(r"Première ouverture : https://maillage\.example/bienvenue/(\S+)\n", said)
    assert found is not None
    return found[1]


def test_each_start_says_a_link_until_an_administrator_can_enter(desk: Desk) -> None:
    real = Desk(desk.crm)
    former = given(first_opening(desk.crm, "https://maillage.example"))
    link = given(first_opening(desk.crm, "https://maillage.example"))
    assert former != link
    assert look(real, link).purpose == "first"
    accept(real, link, PHRASE, DOOR.device, FIRST)
    assert first_opening(desk.crm, "https://maillage.example") == ""
