"""One's own account: password, second factor, sessions, keys for programs."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from httpx import Response
from litestar import Litestar

from api.crm import Crm
from domain.facts.security import SecondFactorRemoved, TokenIssued
from domain.roles import Role
from tests.signed import COOKIE
from tests.web.conftest import SALARIES
from tests.web.doors import OTHER, PASSWORD, Client, browser, code, member, plain, post, send

SALARIE = "salarie@exemple.org"
DIRECTION = "direction@exemple.org"
HERE = "/compte"


@pytest.fixture
def client(app: Litestar, network: Crm) -> Iterator[Client]:
    """The first salarié, who came in with a password."""
    member(network, Role.SALARIE, SALARIE, SALARIES[0])
    with browser(app) as ready:
        post(ready, "/entrer", courriel=SALARIE, password=PASSWORD)
        yield ready


@pytest.fixture
def elsewhere(app: Litestar, client: Client) -> Iterator[Client]:
    """The same account in another browser."""
    with browser(app) as other:
        post(other, "/entrer", courriel=SALARIE, password=PASSWORD)
        yield other


def facts(crm: Crm, kind: type) -> list[Any]:
    return [one.event for page in crm.journal.pages() for one in page if type(one.event) is kind]


def test_it_says_who_one_is(client: Client) -> None:
    said = plain(client.get(HERE))
    assert "Personne 12, vous êtes ici salarié" in said
    assert SALARIE in said
    assert "Salarié 1" in said


class TestPassword:
    def test_a_new_one_closes_the_other_sessions(self, client: Client, elsewhere: Client) -> None:
        before = client.cookies[COOKIE]
        fields = {"password": OTHER, "password_encore": OTHER}
        answer = send(client, HERE, f"{HERE}/mot-de-passe", password_present=PASSWORD, **fields)
        assert answer.headers["location"] == "/compte?fait=mot-de-passe"
        assert client.cookies[COOKIE] != before
        assert "Votre mot de passe est changé" in plain(client.get("/compte?fait=mot-de-passe"))
        assert elsewhere.get(HERE).status_code == 303
        assert post(elsewhere, "/entrer", courriel=SALARIE, password=OTHER).status_code == 303

    @pytest.mark.parametrize(
        ("present", "chosen", "again", "said", "field"),
        [
            (OTHER, OTHER, OTHER, "Ce n’est pas votre mot de passe actuel", "password_present"),
            (PASSWORD, "court", "court", "il en faut 14 au moins", "password"),
            (PASSWORD, OTHER, "autre", "retapez le second", "password_encore"),
        ],
    )
    def test_a_refusal_is_beside_its_field(
        self, client: Client, present: str, chosen: str, again: str, said: str, field: str
    ) -> None:
        fields = {"password": chosen, "password_encore": again}
        answer = send(client, HERE, f"{HERE}/mot-de-passe", password_present=present, **fields)
        assert answer.status_code == 422
        assert said in plain(answer)
        assert f'aria-describedby="{"a-password " if field == "password" else ""}r-{field}"' in (
            answer.text
        )

    def test_without_the_proof_of_the_page_nothing_changes(self, client: Client) -> None:
        answer = post(client, f"{HERE}/mot-de-passe", password_present=PASSWORD, password=OTHER)
        assert answer.status_code == 403


class TestSecondFactor:
    def test_a_salarie_sets_one_keeps_the_codes_and_takes_it_off(
        self, client: Client, network: Crm
    ) -> None:
        page = client.get("/compte/second-facteur")
        secret = shown_secret(page.text)
        answer = send(
            client,
            "/compte/second-facteur",
            "/compte/second-facteur",
            code=pyotp.TOTP(secret).now(),
            retour="/compte",
        )
        assert answer.text.count('<li class="code">') == 10
        onward = send(client, HERE, "/entrer/suite", retour="/compte")
        assert onward.headers["location"] == "/compte"
        assert "Il vous reste 10 codes de secours" in plain(client.get(HERE))
        wrong = send(client, HERE, "/compte/second-facteur/retirer", password_present=OTHER)
        assert wrong.status_code == 422
        assert 'id="r-retrait"' in wrong.text
        gone = send(client, HERE, "/compte/second-facteur/retirer", password_present=PASSWORD)
        assert gone.headers["location"] == "/entrer?apres=retire"
        assert client.get(HERE).status_code == 303
        assert len(facts(network, SecondFactorRemoved)) == 1

    def test_a_wrong_code_keeps_the_same_picture(self, client: Client) -> None:
        shown = shown_secret(client.get("/compte/second-facteur").text)
        answer = send(client, "/compte/second-facteur", "/compte/second-facteur", code="000000")
        assert answer.status_code == 422
        assert "Ce code n’est pas le bon" in plain(answer)
        assert shown_secret(answer.text) == shown

    def test_a_role_that_needs_one_replaces_it_with_the_password(
        self, app: Litestar, network: Crm
    ) -> None:
        secret, _ = member(network, Role.DIRECTION, DIRECTION)
        with browser(app) as client:
            post(client, "/entrer", courriel=DIRECTION, password=PASSWORD)
            send(client, "/entrer/code", "/entrer/code", code=code(secret, 1))
            page = client.get("/compte/second-facteur")
            new = pyotp.TOTP(shown_secret(page.text))
            asked = {"code": new.now(), "password_present": OTHER}
            there = "/compte/second-facteur"
            assert "mot de passe actuel" in plain(send(client, there, there, **asked))
            made = send(client, there, there, **{**asked, "password_present": PASSWORD})
            assert "Vos codes de secours" in plain(made)
            kept = send(client, HERE, f"{there}/retirer", password_present=PASSWORD)
            assert "il ne se retire pas" in plain(kept)
            again = send(client, HERE, "/compte/codes", password_present=PASSWORD)
            assert again.text.count('<li class="code">') == 10


def shown_secret(page: str) -> str:
    found = re.search(r'cle-longue">([^<]+)<', page)
    assert found
    return found[1].replace(" ", "").replace("\u00a0", "")


class TestSessions:
    def test_one_opened_elsewhere_is_closed_from_here(
        self, client: Client, elsewhere: Client
    ) -> None:
        page = client.get(HERE)
        [other] = re.findall(r'name="session" value="([0-9a-f-]{36})"', page.text)
        send(client, HERE, f"{HERE}/sessions", session=other)
        assert elsewhere.get(HERE).status_code == 303
        assert client.get(HERE).status_code == 200

    def test_all_the_others_at_once(self, client: Client, elsewhere: Client) -> None:
        send(client, HERE, f"{HERE}/sessions", session="autres")
        assert elsewhere.get(HERE).status_code == 303
        assert "Fermer toutes les autres" not in plain(client.get(HERE))

    def test_that_of_somebody_else_is_out_of_reach(
        self, app: Litestar, network: Crm, client: Client
    ) -> None:
        member(network, Role.SALARIE, "autre@exemple.org", SALARIES[1])
        with browser(app) as other:
            post(other, "/entrer", courriel="autre@exemple.org", password=PASSWORD)
            with network.pool.connection() as connection:
                sql = "SELECT id FROM access.session ORDER BY opened_at DESC LIMIT 1"
                row = connection.execute(sql).fetchone()
            assert row
            send(client, HERE, f"{HERE}/sessions", session=str(row[0]))
            assert other.get(HERE).status_code == 200


class TestKeys:
    def issue(self, client: Client, crm: Crm, **changes: object) -> Response:
        until = (crm.today + timedelta(days=30)).isoformat()
        asked = {"label": "tableau de bord", "scopes": ["lire_chiffres"], "until": until}
        return send(client, HERE, f"{HERE}/cles", **{**asked, **changes})

    def test_one_is_shown_once_serves_and_is_taken_back(
        self, client: Client, app: Litestar, network: Crm
    ) -> None:
        made = self.issue(client, network)
        key = re.search(r'id="la-cle" value="(maillage_[^"]+)"', made.text)
        assert key
        assert key[1] not in client.get(HERE).text
        asked = {"Authorization": f"Bearer {key[1]}"}
        with browser(app) as program:
            assert program.get("/couverture.csv", headers=asked).status_code == 200
            assert program.get("/charge.csv", headers=asked).status_code == 403
            assert program.get(HERE, headers=asked).status_code == 403
            page = client.get(HERE)
            assert "Lire la couverture et les participations" in plain(page)
            [mine] = re.findall(r'name="cle" value="([^"]+)"', page.text)
            send(client, HERE, f"{HERE}/cles/retirer", cle=mine)
            assert program.get("/couverture.csv", headers=asked).status_code in {303, 401}
        assert "retirée" in plain(client.get(HERE))
        [fact] = facts(network, TokenIssued)
        assert fact.scopes == ("lire_chiffres",)

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"scopes": []}, "Choisissez ce que la clé pourra faire"),
            ({"scopes": ["tenir_comptes"]}, "Votre rôle n’ouvre pas « tenir_comptes »"),
            ({"until": "2999-01-01"}, "dans un an au plus"),
            ({"until": "demain"}, "n’est pas une date"),
            ({"label": " "}, "Dites en quelques mots à quoi servira cette clé."),
        ],
    )
    def test_a_refusal_keeps_what_was_chosen(
        self, client: Client, network: Crm, changes: dict[str, object], said: str
    ) -> None:
        answer = self.issue(client, network, **changes)
        assert answer.status_code == 422
        assert said in plain(answer)
        if "label" not in changes:
            assert 'value="tableau de bord"' in answer.text
