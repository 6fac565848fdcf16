"""No log line holds what somebody typed, who they are, or what lets them in."""

import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from litestar import Litestar

from api.crm import Crm
from api.errors import ConflictError, UnavailableError, UnknownOutcomeError
from api.logs import configure
from domain.roles import Role
from tests.web.conftest import HARNES, MRES, SALARIES
from tests.web.entered import Client, browser_of, opened_session
from tests.web.test_failures import FORM, filled, raising

NAME, MAIL, PASSWORD = "Zwijnebourg", "zwijn@exemple.invalid", "m0t-de-passe-tapé"
LINK, KEY = "lien-jamais-dit", "maillage_clef-jamais-dite"
FAILURES = (
    UnavailableError(),
    UnknownOutcomeError(),
    ConflictError(),
    ValueError(NAME),
    KeyError(MAIL, PASSWORD),
)


@pytest.fixture
def talkative() -> Iterator[None]:
    configure("debug")
    yield
    configure("warning")


@pytest.fixture
def account(network: Crm) -> tuple[UUID, str]:
    return opened_session(network, Role.SALARIE, SALARIES[0])


@pytest.fixture
def inside(talkative: None, app: Litestar, account: tuple[UUID, str]) -> Iterator[Client]:
    with browser_of(app, account[1], quiet=True) as ready:
        yield ready


def lines(said: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines()]


def drive(client: Client, day: str) -> None:
    """Through every kind of failure, with what must never be written in each place."""
    form = filled(day, resume=NAME, titre=MAIL, mot_de_passe=PASSWORD, garder="oui")
    for address in ("/noter", "/acteurs", "/entrer", f"/rien/{LINK}", f"/lien/{LINK}", "/a" * 99):
        client.post(address, content=urlencode(form, doseq=True), headers=FORM)
        client.get(address, params={"q": NAME, "connu_au": MAIL})
        client.request("BREW", address, content=NAME)
    client.post("/noter", content=f"resume={NAME}%00".encode(), headers=FORM)
    client.post("/noter", content=f"resume={NAME}".encode() * 9_000, headers=FORM)
    client.post("/noter", content=NAME, headers={"Content-Type": f"application/{NAME}"})
    client.post("/noter", content=urlencode(form), headers={**FORM, "X-CSRF": LINK})
    client.post("/api/commandes", content=json.dumps({"id": str(uuid4()), "nom": NAME, "x": MAIL}))
    client.get("/noter", headers={"Host": f"{NAME}.invalid", "Cookie": f"maillage-demo={LINK}"})
    client.get("/couverture", headers={"Authorization": f"Bearer {KEY}", "User-Agent": NAME})
    client.get(f"/acteurs/{HARNES}", params={"avant": NAME})


def test_nothing_that_was_typed_is_ever_written(
    inside: Client,
    network: Crm,
    account: tuple[UUID, str],
    yesterday: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    drive(inside, yesterday)
    for error in FAILURES:
        with monkeypatch.context() as broken:
            raising(network, broken, error)
            drive(inside, yesterday)
    told = capsys.readouterr()
    said = told.out + told.err
    for word in (NAME, MAIL, PASSWORD, LINK, KEY, account[1], str(HARNES), str(MRES), "Yser"):
        assert word not in said, word
    assert {"request", "request_failed"} <= {line["event"] for line in lines(told.err)}
    assert "KeyError" in said, "the control: the failures did happen"


def test_one_line_a_request_says_its_route_and_who_by_id(
    inside: Client, account: tuple[UUID, str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    answers = [inside.get(f"/acteurs/{HARNES}"), inside.get("/rien"), inside.get("/api/sante")]
    found = [line for line in lines(capsys.readouterr().err) if line["event"] == "request"]
    assert [(line["method"], line["route"], line["status"]) for line in found] == [
        ("GET", "/acteurs/{actor}", 200),
        ("GET", "none", 404),
        ("GET", "/api/sante", answers[2].status_code),
    ]
    assert [line["request"] for line in found] == [each.headers["x-request-id"] for each in answers]
    assert [line["account"] for line in found] == [str(account[0]), None, str(account[0])]
    assert all(line["level"] == "info" and line["ms"] >= 0 for line in found)


def test_a_line_written_in_the_thread_of_a_handler_holds_the_number(
    inside: Client,
    network: Crm,
    yesterday: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fails(_: object) -> None:
        raise ValueError(NAME)

    monkeypatch.setattr(network.projector, "catch_up", fails)
    answer = inside.post("/noter", content=urlencode(filled(yesterday), doseq=True), headers=FORM)
    found = [each for each in lines(capsys.readouterr().err) if each["event"] == "catch_up_failed"]
    assert found
    assert {line["request"] for line in found} == {answer.headers["x-request-id"]}


def test_a_library_says_where_and_never_what(
    talkative: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("uvicorn.error").warning("refused %s", NAME)
    logging.getLogger("asyncio").error(f"never retrieved {MAIL}")  # noqa: G004 - as some do
    said = capsys.readouterr().err
    assert [line["library"] for line in lines(said)] == ["uvicorn.error", "asyncio"]
    assert NAME not in said
    assert MAIL not in said
