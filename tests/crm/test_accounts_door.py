"""`./maillage compte`: who has an account, and a link for whoever cannot come in any more."""

import argparse
from pathlib import Path

import pytest

from api.accounts import Desk, Holder, invite, look
from api.cli import compte
from api.cli.address import address_of, serving_at
from api.cli.compte import link, listed
from api.crm import Crm
from api.settings import read_settings
from domain.decider import Refused

SETTINGS = read_settings({"PUBLIC_URL": "https://maillage.example.org"})


@pytest.fixture
def desk(crm: Crm) -> Desk:
    found = Desk(crm)
    invite(found, "test", Holder("Personne 1", "a@exemple.org"), "administration")
    return found


def test_accounts_are_listed_by_address_without_a_name(desk: Desk) -> None:
    [line] = listed(desk)
    assert line == "a@exemple.org  administration, pas encore entré, sans second facteur"


def test_an_empty_house_says_how_to_open_it(crm: Crm) -> None:
    assert "./maillage serve" in listed(Desk(crm))[0]


def test_a_link_for_a_new_password_is_shown_and_opens(desk: Desk) -> None:
    address = link(desk, " A@exemple.org ", SETTINGS)[1]
    site, _, secret = address.rpartition("/bienvenue/")
    assert site == "https://maillage.example.org"
    assert look(desk, secret).purpose == "reset"


def test_a_link_goes_where_the_server_is(desk: Desk, tmp_path: Path) -> None:
    settings = read_settings({"DATA_DIR": str(tmp_path)})
    with serving_at(tmp_path, "http://127.0.0.1:8123"):
        served = link(desk, "a@exemple.org", settings)
    alone = link(desk, "a@exemple.org", settings)
    assert served[1].startswith("http://127.0.0.1:8123/bienvenue/")
    assert alone[1].startswith("http://127.0.0.1:8000/bienvenue/")
    assert (len(served), "suppose" in alone[2]) == (2, True)


def test_the_address_of_a_server_that_was_killed_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "adresse").write_text("http://127.0.0.1:8123")
    assert address_of(tmp_path) == ""


def test_an_unknown_address_is_told_where_to_look(desk: Desk) -> None:
    with pytest.raises(Refused, match="compte lister"):
        link(desk, "b@exemple.org", SETTINGS)


def test_a_gesture_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    compte.add_arguments(parser)
    with pytest.raises(SystemExit):
        parser.parse_args([])
    assert parser.parse_args(["lien", "a@exemple.org"]).courriel == "a@exemple.org"
    assert "lister|lien" in capsys.readouterr().err
