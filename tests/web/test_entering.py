"""The doors: who are you, a code, one click in the demonstration, a link, and the way out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from httpx import Response
from litestar import Litestar

from api.app import create_app
from api.crm import Crm
from domain.roles import Role
from tests.opened import application, mark_demonstration
from tests.web.conftest import SALARIES, fill
from tests.web.doors import (
    PASSWORD,
    Client,
    browser,
    code,
    first,
    hidden,
    member,
    plain,
    post,
    send,
)

SALARIE = "salarie@exemple.org"
DIRECTION = "direction@exemple.org"


@pytest.fixture
def client(app: Litestar) -> Iterator[Client]:
    """Whom nobody knows yet."""
    with browser(app) as ready:
        yield ready


def enter(client: Client, courriel: str, password: str = PASSWORD, **more: str) -> Response:
    return send(client, "/entrer", "/entrer", courriel=courriel, password=password, **more)


class TestPassword:
    def test_the_right_one_opens_the_page_that_was_wanted(
        self, client: Client, network: Crm
    ) -> None:
        member(network, Role.SALARIE, SALARIE, SALARIES[0])
        asked = client.get("/charge")
        assert asked.headers["location"] == "/entrer?retour=%2Fcharge"
        answer = post(client, "/entrer", courriel=SALARIE, password=PASSWORD, retour="/charge")
        assert (answer.status_code, answer.headers["location"]) == (303, "/charge")
        kept = answer.headers["set-cookie"]
        assert kept.startswith("__Host-maillage=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(kept.split("; "))
        assert "Max-Age" not in kept
        assert client.get("/charge").status_code == 200

    def test_a_wrong_one_is_told_beside_the_field_with_what_is_left(
        self, client: Client, network: Crm
    ) -> None:
        member(network, Role.SALARIE, SALARIE, SALARIES[0])
        known = enter(client, SALARIE, "un autre mot de passe")
        unknown = enter(client, "personne@exemple.org", "un autre mot de passe")
        assert (known.status_code, unknown.status_code) == (422, 422)
        said = "Cette adresse et ce mot de passe ne vont pas ensemble. Il reste 4 essais"
        assert said in plain(known)
        assert said in plain(unknown)
        assert 'aria-describedby="r-password" aria-invalid="true"' in known.text
        assert f'value="{SALARIE}"' in known.text
        assert "un autre mot de passe" not in known.text

    def test_after_too_many_of_them_one_waits(self, client: Client, network: Crm) -> None:
        member(network, Role.SALARIE, SALARIE, SALARIES[0])
        enter(client, SALARIE, "un autre mot de passe")
        with network.pool.connection() as connection:
            connection.execute("UPDATE access.attempt SET failures = 12")
        waiting = enter(client, SALARIE)
        assert waiting.status_code == 429
        assert "Trop d’essais de suite. Réessayez dans" in plain(waiting)

    def test_what_is_missing_is_said_before_anything_is_tried(self, client: Client) -> None:
        answer = post(client, "/entrer", courriel="", password="")
        assert "Écrivez votre adresse professionnelle." in plain(answer)
        assert "Écrivez votre mot de passe." in plain(answer)

    @pytest.mark.parametrize(
        "retour",
        ["//ailleurs.example", "https://ailleurs.example", "/\\ailleurs", "/\t/x", "/entrer"],
    )
    def test_one_is_never_sent_elsewhere(self, client: Client, network: Crm, retour: str) -> None:
        member(network, Role.SALARIE, SALARIE, SALARIES[0])
        answer = post(client, "/entrer", courriel=SALARIE, password=PASSWORD, retour=retour)
        assert answer.headers["location"] == "/"

    def test_whoever_is_in_is_not_asked_again(self, client: Client, network: Crm) -> None:
        member(network, Role.SALARIE, SALARIE, SALARIES[0])
        enter(client, SALARIE)
        assert client.get("/entrer?retour=/charge").headers["location"] == "/charge"

    def test_a_lost_one_is_explained(self, client: Client) -> None:
        assert "compte lien VOTRE-ADRESSE" in plain(client.get("/entrer/perdu"))


class TestSecondFactor:
    def test_the_code_of_the_application_opens(self, client: Client, network: Crm) -> None:
        secret, _ = member(network, Role.DIRECTION, DIRECTION)
        answer = enter(client, DIRECTION, retour="/charge")
        assert answer.headers["location"] == "/entrer/code?retour=%2Fcharge"
        assert client.get("/charge").headers["location"] == "/entrer?retour=%2Fcharge"
        assert client.get("/entrer").headers["location"] == "/entrer/code"
        half = answer.cookies["__Host-maillage"]
        answer = send(
            client, "/entrer/code", "/entrer/code", code=code(secret, 1), retour="/charge"
        )
        assert answer.headers["location"] == "/charge"
        assert answer.cookies["__Host-maillage"] != half
        assert client.get("/charge").status_code == 200

    def test_a_wrong_code_is_told_beside_its_field(self, client: Client, network: Crm) -> None:
        member(network, Role.DIRECTION, DIRECTION)
        enter(client, DIRECTION)
        answer = send(client, "/entrer/code", "/entrer/code", code="000000")
        assert answer.status_code == 422
        assert "Ce code n’est pas le bon" in plain(answer)
        assert 'aria-describedby="r-code"' in answer.text

    def test_a_code_on_paper_opens_once(self, client: Client, network: Crm) -> None:
        _, codes = member(network, Role.DIRECTION, DIRECTION)
        enter(client, DIRECTION)
        answer = send(client, "/entrer/code", "/entrer/code", code_secours=codes[0].upper())
        assert answer.headers["location"] == "/"
        send(client, "/compte", "/sortir")
        enter(client, DIRECTION)
        again = send(client, "/entrer/code", "/entrer/code", code_secours=codes[0])
        assert again.status_code == 422
        assert '<details class="replie" open>' in again.text

    def test_the_page_of_the_code_is_for_whoever_gave_a_password(self, client: Client) -> None:
        assert client.get("/entrer/code").headers["location"] == "/entrer"
        assert "a trop attendu" in plain(post(client, "/entrer/code", code="123456"))


class TestText:
    def test_what_was_being_typed_goes_through_and_is_there(
        self, client: Client, network: Crm
    ) -> None:
        secret, _ = member(network, Role.DIRECTION, DIRECTION)
        lost = client.post(
            "/noter",
            data={"resume": "Trois idées", "commande": str(SALARIES[0])},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert lost.status_code == 401
        carried = hidden(lost.text)
        shown = post(client, "/entrer", **carried)
        assert shown.status_code == 200
        assert "aria-invalid" not in shown.text
        asked = post(client, "/entrer", courriel=DIRECTION, password=PASSWORD, **hidden(shown.text))
        assert "Votre code" in plain(asked)
        there = post(client, "/entrer/code", code=code(secret, 1), **hidden(asked.text))
        assert "Votre texte est là" in plain(there)
        assert "Trois idées" in there.text


class TestOut:
    def test_the_session_ends_and_the_cookie_goes(self, client: Client, network: Crm) -> None:
        member(network, Role.SALARIE, SALARIE, SALARIES[0])
        held = enter(client, SALARIE).cookies["__Host-maillage"]
        answer = send(client, "/compte", "/sortir")
        assert answer.headers["location"] == "/entrer?apres=sorti"
        assert answer.headers["clear-site-data"] == '"cache"'
        assert "Max-Age=0" in answer.headers["set-cookie"]
        client.cookies.set("__Host-maillage", held)
        assert client.get("/charge").status_code == 303
        assert "Vous êtes sorti." in plain(client.get("/entrer?apres=sorti"))


class TestLink:
    def test_the_first_start_makes_an_administrator_who_must_set_a_second_factor(
        self, client: Client, network: Crm
    ) -> None:
        link = first(network)
        assert "14 caractères au moins" in plain(client.get(link))
        fields = {"nom": "Personne 1", "courriel": "a@exemple.org", "password": PASSWORD}
        answer = post(client, link, **fields, password_encore=PASSWORD)
        assert answer.headers["location"] == "/compte/second-facteur"
        asked = client.get("/comptes").headers["location"]
        assert client.get(asked).headers["location"] == "/compte/second-facteur?retour=%2Fcomptes"
        assert client.get("/compte").headers["location"] == "/compte/second-facteur"
        page = client.get("/compte/second-facteur")
        assert 'class="qr"' in page.text
        assert "Plus tard" not in plain(page)
        used = client.get(link)
        assert used.status_code == 410
        assert "Ce lien a déjà servi" in plain(used)

    def test_a_refusal_leaves_the_link_good(self, client: Client, network: Crm) -> None:
        link = first(network)
        fields = {"nom": "Personne 1", "courriel": "a@exemple.org"}
        short = post(client, link, **fields, password="court", password_encore="court")
        twice = post(client, link, **fields, password=PASSWORD, password_encore="autre")
        nobody = post(client, link, password=PASSWORD, password_encore=PASSWORD)
        assert "il en faut 14 au moins" in plain(short)
        assert "retapez le second" in plain(twice)
        assert "Écrivez votre nom." in plain(nobody)
        assert 'value="Personne 1"' in twice.text
        assert {short.status_code, twice.status_code, nobody.status_code} == {422}
        assert client.get(link).status_code == 200

    def test_a_link_of_nobody_says_what_to_do(self, client: Client) -> None:
        answer = client.get("/bienvenue/rien")
        assert answer.status_code == 410
        assert "demandez-en un autre à l’administration" in plain(answer)


class TestDemonstration:
    @pytest.fixture
    def demonstration(self, owner: str, kek_file: Path) -> Iterator[Crm]:
        mark_demonstration(owner, date(2022, 9, 30))
        with application(owner, kek_file) as crm:
            fill(crm)
            yield crm

    @pytest.mark.parametrize("role", list(Role))
    def test_one_click_for_each_role(self, demonstration: Crm, role: Role) -> None:
        with browser(create_app(demonstration), "http://127.0.0.1:8000") as client:
            page = client.get("/entrer")
            assert page.text.count('name="role"') == 4
            assert "Démonstration" in plain(page)
            answer = post(client, "/entrer/demonstration", role=role)
            kept = answer.headers["set-cookie"]
            assert kept.startswith("maillage-demo=")
            assert "Secure" not in kept
            home = client.get("/").headers["location"]
            assert client.get(home).status_code == 200

    def test_the_accounts_are_told_as_a_demonstration(self, demonstration: Crm) -> None:
        with browser(create_app(demonstration), "http://127.0.0.1:8000") as client:
            post(client, "/entrer/demonstration", role="administration")
            said = plain(client.get("/comptes"))
        assert "Entre d’un clic dans la démonstration" in said
        assert [
            one for one in ("Vous êtes seul", "refaites un lien", "à régler") if one in said
        ] == []

    @pytest.mark.parametrize(
        "served", [("192.0.2.1", "https://demo.example"), ("127.0.0.1", "https://demo.example")]
    )
    def test_never_elsewhere_than_on_this_machine(
        self, demonstration: Crm, served: tuple[str, str]
    ) -> None:
        with browser(create_app(demonstration, *served), "https://demo.example") as client:
            assert 'name="role"' not in client.get("/entrer").text
            answer = post(client, "/entrer/demonstration", role="direction")
            assert answer.status_code == 404
            assert "set-cookie" not in answer.headers

    def test_never_in_a_real_journal(self, network: Crm) -> None:
        with browser(create_app(network), "http://127.0.0.1:8000") as client:
            assert 'name="role"' not in client.get("/entrer").text
            answer = post(client, "/entrer/demonstration", role="direction")
            assert answer.status_code == 404
            assert "set-cookie" not in answer.headers
