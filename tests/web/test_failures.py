"""What people see when something fails: what is known of their entry, and their text."""

import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import psycopg
import pytest
from litestar import Litestar

from api.app import create_app
from api.crm import Crm
from api.errors import ConflictError, ReusedIdError, UnavailableError, UnknownOutcomeError
from api.questions import ask
from api.web.access import Forbidden
from domain.policy import Action
from domain.roles import Role
from tests.journal.proxy import Proxy, through_proxy
from tests.opened import application
from tests.web.conftest import HARNES, MRES, SALARIES
from tests.web.entered import Client, browser_of, opened_session

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TYPED = "Zwijnebourg a dit : « 50 % » <b>& plus</b>\r\nDeuxième ligne"
FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@pytest.fixture
def token(network: Crm) -> str:
    return opened_session(network, Role.SALARIE, SALARIES[0])[1]


@pytest.fixture
def inside(app: Litestar, token: str) -> Iterator[Client]:
    with browser_of(app, token, quiet=True) as ready:
        yield ready


def filled(day: str, **more: object) -> dict[str, object]:
    return {
        "commande": str(uuid4()),
        "interaction": str(uuid4()),
        "kind": "rendez_vous",
        "jour": day,
        "lieu": "Salle Yser",
        "resume": TYPED,
        "present": [f"actor:{MRES}"],
        f"libre_{SALARIES[0]}": "45",
        **more,
    }


def send(client: Client, address: str, form: dict[str, object], **headers: str) -> tuple[int, str]:
    body = urlencode(form, doseq=True)
    answer = client.post(address, content=body, headers={**FORM, **headers})
    return answer.status_code, answer.text


def resent(page: str) -> list[tuple[str, str]]:
    """What a browser would send again, its line ends as the form had them."""
    return [(unescape(name), unescape(value)) for name, value in FIELD.findall(page)]


def raising(crm: Crm, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(crm, "execute", fails)


@pytest.mark.parametrize(
    ("error", "status", "state", "alone"),
    [
        (UnavailableError(), 503, "Non enregistrée", True),
        (UnknownOutcomeError(), 503, "Inconnu, nouvel essai automatique", True),
        (ValueError(TYPED), 500, "Inconnu, nouvel essai automatique", True),
    ],
)
def test_the_page_says_what_is_known_and_carries_every_field(
    inside: Client,
    network: Crm,
    yesterday: str,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    status: int,
    state: str,
    alone: bool,
) -> None:
    form = filled(yesterday)
    with monkeypatch.context() as broken:
        raising(network, broken, error)
        got, page = send(inside, "/noter", form)
    assert (got, state in page) == (status, True)
    assert ("data-delai" in page) is alone
    assert 'action="/noter"' in page
    assert "Essayer maintenant" in page
    fields = dict(resent(page))
    assert fields["resume"] == TYPED
    assert all(fields[name] == str(form[name]) for name in ("commande", "interaction", "jour"))
    assert "Lieu : Salle Yser" in page
    assert ask(network, "journal") == []
    answer = inside.post("/noter", content=urlencode(resent(page)), headers=FORM)
    assert answer.status_code == 303
    assert [row["resume"] for row in ask(network, "journal")] == [TYPED]


def test_each_new_try_waits_longer_and_the_last_leaves_it_to_the_person(
    inside: Client, network: Crm, yesterday: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(network, monkeypatch, UnavailableError())
    waits = []
    for tries in (0, 1, 2, 5, 11, "x", 10**9):
        page = send(inside, "/noter", filled(yesterday, _essai=tries))[1]
        found = re.search(r'data-delai="(\d+)"', page)
        waits.append(int(found[1]) if found else None)
    assert waits == [8, 16, 30, 60, None, 8, 8]


@pytest.mark.parametrize("error", [ConflictError(), ReusedIdError()])
def test_a_conflict_comes_back_in_the_form_itself(
    inside: Client, network: Crm, yesterday: str, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    raising(network, monkeypatch, error)
    status, page = send(inside, "/noter", filled(yesterday))
    assert (status, "Salle Yser" in page) == (409, True)
    status, page = send(inside, "/acteurs", {"nom": "Nara", "commande": uuid4(), "actor": uuid4()})
    assert (status, "Non enregistrée" in page, "Nom : Nara" in page) == (409, True, True)
    assert ("data-renvoi" in page) is isinstance(error, ConflictError)


def test_recorded_and_then_broken_is_told_as_recorded(
    inside: Client, network: Crm, yesterday: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command stands, the page after it failed: nobody is asked to send it again."""
    real = network.execute

    def breaks(*given: object, **named: object) -> None:
        real(*given, **named)  # type: ignore[arg-type]
        raise RuntimeError(TYPED)

    monkeypatch.setattr(network, "execute", breaks)
    status, page = send(inside, "/noter", filled(yesterday))
    assert (status, "Enregistrée" in page, "data-renvoi" in page) == (500, True, False)
    assert "Non enregistrée" not in page
    assert len(ask(network, "journal")) == 1


def test_signed_out_meanwhile_the_text_goes_through_the_sign_in(
    inside: Client, network: Crm, yesterday: str
) -> None:
    inside.cookies.clear()
    status, page = send(inside, "/noter", filled(yesterday))
    assert status == 401
    assert "Votre session est terminée." in page
    assert 'action="/entrer"' in page
    held = dict(resent(page))
    assert held["_reprise_adresse"] == "/noter"
    assert TYPED not in held["_reprise"]
    assert "Salle Yser" in page
    assert ask(network, "journal") == []


def test_a_page_asked_by_nobody_leads_to_the_sign_in(inside: Client) -> None:
    inside.cookies.clear()
    answer = inside.get("/couverture?du=2021-01-01")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/entrer?retour=%2Fcouverture%3Fdu%3D2021-01-01",
    )
    assert inside.get("/api/questions/charge").status_code == 401


def test_a_proof_of_another_session_gives_the_text_back_with_a_fresh_one(
    inside: Client, network: Crm, yesterday: str
) -> None:
    form = filled(yesterday)
    status, page = send(inside, "/noter", form, **{"X-CSRF": "perimee"})
    assert (status, "Non enregistrée" in page) == (403, True)
    fields = resent(page)
    body = urlencode(fields)
    answer = inside.post("/noter", content=body, headers={**FORM, "X-CSRF": ""})
    assert answer.status_code == 303
    assert len(ask(network, "journal")) == 1


def test_a_form_of_another_site_is_never_offered_again(
    inside: Client, network: Crm, yesterday: str
) -> None:
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "", "Origin": "https://ailleurs.example", "X-CSRF": ""},
        {"Sec-Fetch-Site": "", "X-CSRF": ""},
    ):
        status, page = send(inside, "/noter", filled(yesterday), **headers)
        assert status == 403
        assert "data-renvoi" not in page
        assert [field for field in resent(page) if field[0] != "_csrf"] == []  # only « Sortir »
    assert ask(network, "journal") == []


def test_passwords_codes_and_proofs_are_never_kept(
    inside: Client, network: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(network, monkeypatch, UnavailableError())
    form = {"commande": uuid4(), "actor": uuid4(), "nom": "Nara", "mot_de_passe": "s3cr3t-A"}
    form |= {"code": "s3cr3t-B", "_csrf": "s3cr3t-C", "nouveau_mot_de_passe": "s3cr3t-D"}
    page = send(inside, "/acteurs", form)[1]
    assert "Nom : Nara" in page
    assert "s3cr3t" not in page
    assert "data-renvoi" not in page, "without its secrets the form is not whole"


def test_every_failure_has_a_number_in_its_header_and_on_its_page(inside: Client) -> None:
    for address in ("/rien", "/couverture?du=hier", "/acteurs/inconnu"):
        answer = inside.get(address)
        number = answer.headers["x-request-id"]
        assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", number)
        assert number in answer.text
    told = inside.get("/api/rien")
    assert told.json()["request"] == told.headers["x-request-id"]
    numbers = {inside.get("/couverture").headers["x-request-id"] for _ in range(5)}
    assert len(numbers) == 5


def test_a_full_disk_refuses_clearly_and_writes_nothing(
    inside: Client, network: Crm, owner: str, yesterday: str
) -> None:
    """The server undoes the statement and says so: nothing is unknown."""
    with psycopg.connect(owner, autocommit=True) as direct:
        direct.execute(
            "CREATE FUNCTION journal.full() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END$$"
        )
        direct.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON journal.entries "
            "EXECUTE FUNCTION journal.full()"
        )
        form = filled(yesterday)
        status, page = send(inside, "/noter", form)
        assert (status, "Non enregistrée" in page, "data-delai" in page) == (503, True, True)
        direct.execute("DROP TRIGGER full_disk ON journal.entries")
    assert send(inside, "/noter", form)[0] == 303
    assert len(ask(network, "journal")) == 1


def test_an_exhausted_pool_refuses_clearly_and_comes_back(
    inside: Client, network: Crm, yesterday: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network.pool, "timeout", 0.05)
    taken = [network.pool.getconn() for _ in range(network.pool.max_size)]
    try:
        form = filled(yesterday)
        status, page = send(inside, "/noter", form)
        assert (status, "Non enregistrée" in page) == (503, True)
        assert inside.get("/couverture").status_code == 503
    finally:
        for connection in taken:
            network.pool.putconn(connection)
    assert send(inside, "/noter", form)[0] == 303
    assert inside.get("/couverture").status_code == 200


@pytest.fixture
def line(owner: str, kek_file: Path, network: Crm) -> Iterator[tuple[Proxy, Crm]]:
    """A Crm behind a line that can be cut."""
    with through_proxy(owner) as (proxy, conninfo), application(conninfo, kek_file) as crm:
        yield proxy, crm


def test_a_lost_answer_ends_on_the_entry_noted_once(
    line: tuple[Proxy, Crm], yesterday: str, token: str
) -> None:
    proxy, crm = line
    with browser_of(create_app(crm, "maillage.local"), token) as client:
        client.get("/noter")
        form = filled(yesterday)
        proxy.lose(str(form["commande"]).replace("-", "").encode(), times=2)
        proxy.word = b"journal.append"
        status, page = send(client, "/noter", form)
        assert (status, "Inconnu, nouvel essai automatique" in page) == (503, True)
        answer = client.post("/noter", content=urlencode(resent(page)), headers=FORM)
        assert answer.headers["location"] == f"/entrees/{form['interaction']}?notee=1"
        assert "Notée" in client.get(answer.headers["location"]).text
    assert len(ask(crm, "journal")) == 1


def test_the_log_of_a_request_says_its_route_and_nothing_else(
    inside: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    with suppress(ValueError):
        inside.get(f"/acteurs/{HARNES}?connu_au=2020-01-01")
    assert str(HARNES) not in capsys.readouterr().err


def test_what_a_role_may_not_do_is_not_offered_again(
    inside: Client, network: Crm, yesterday: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raising(network, monkeypatch, Forbidden(Action.NOTER, "Demandez à la direction."))
    status, page = send(inside, "/noter", filled(yesterday))
    assert status == 403
    assert "Ceci ne vous est pas ouvert" in page
    assert "Demandez à la direction." in page
    assert "data-renvoi" not in page
