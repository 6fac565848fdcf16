"""The administration: invites, links, roles, conventions, closing; the log of accesses."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from api.crm import Crm
from domain.commands.salaries import SignConvention
from domain.facts.security import Exported, LinkIssued
from domain.roles import Role
from tests.signed import account, enter, session
from tests.web.conftest import SALARIES
from tests.web.doors import PASSWORD, Client, browser, plain, post

CONVENTION = UUID(int=401)


@pytest.fixture
def client(nobody: TestClient[Litestar], network: Crm) -> Client:
    """The administration, signed in."""
    nobody.own = enter(nobody, network, Role.ADMINISTRATION)  # type: ignore[attr-defined]  # read back below
    return nobody


def own(client: Client) -> UUID:
    return client.own  # type: ignore[attr-defined, no-any-return]  # set by the fixture above


def link_in(page: str) -> str:
    found = re.search(r'id="le-lien" value="https://maillage\.local(/bienvenue/[^"]+)"', page)
    assert found
    return found[1]


class TestInviting:
    def test_a_link_is_shown_once_and_lets_a_salarie_in(
        self, client: Client, app: Litestar, network: Crm
    ) -> None:
        said = {"nom": "Personne 3", "courriel": "p3@exemple.org", "role": "salarie"}
        made = post(client, "/comptes/inviter", **said, salarie=str(SALARIES[0]))
        link = link_in(made.text)
        assert "Pour Personne 3. Il sert une seule fois" in plain(made)
        waiting = plain(client.get("/comptes"))
        assert "Invité, pas encore entré" in waiting
        with browser(app) as guest:
            assert "Votre compte : salarié" in plain(guest.get(link))
            asked = {"password": PASSWORD, "password_encore": PASSWORD, "nom": "Personne 33"}
            answer = post(guest, link, **asked)
            assert answer.headers["location"] == "/compte/second-facteur"
            assert "Plus tard" in plain(guest.get("/compte/second-facteur"))
            assert guest.get("/charge").status_code == 200
        there = plain(client.get("/comptes"))
        assert "Personne 33 p3@exemple.org" in there
        assert "Invité, pas encore entré" not in there
        issued = [e.event for page in network.journal.pages() for e in page]
        assert any(isinstance(one, LinkIssued) for one in issued)

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"salarie": ""}, "Un compte de salarié dit de quel salarié"),
            ({"courriel": "personne"}, "n’est pas une adresse électronique"),
            ({"nom": ""}, "Dites le nom de la personne"),
            ({"role": "chef"}, "rôle"),
        ],
    )
    def test_a_refusal_keeps_what_was_typed(
        self, client: Client, changes: dict[str, str], said: str
    ) -> None:
        asked = {"nom": "Personne 3", "courriel": "p3@exemple.org", "role": "salarie"}
        asked |= {"salarie": str(SALARIES[0]), **changes}
        answer = post(client, "/comptes/inviter", **asked)
        assert answer.status_code == 422
        assert said in plain(answer)
        assert "p3@exemple.org" in answer.text or "courriel" in changes

    def test_an_address_serves_one_account(self, client: Client) -> None:
        asked = {"nom": "Personne 3", "courriel": "p3@exemple.org", "role": "direction"}
        post(client, "/comptes/inviter", **asked)
        again = post(client, "/comptes/inviter", **asked)
        assert "Un compte a déjà cette adresse" in plain(again)

    @pytest.mark.parametrize("role", [one for one in Role if one is not Role.ADMINISTRATION])
    def test_only_the_administration_comes_here(
        self, app: Litestar, network: Crm, role: Role
    ) -> None:
        with browser(app) as other:
            enter(other, network, role, SALARIES[0] if role is Role.SALARIE else None)
            assert other.get("/comptes").status_code == 403
            assert other.get("/securite").status_code == 403
            assert post(other, "/comptes/inviter", nom="Personne 3").status_code == 403


class TestChanging:
    def gesture(self, client: Client, key: UUID, geste: str, **fields: str) -> Response:
        return post(client, f"/comptes/{key}/{geste}", **fields)

    def test_another_role_ends_what_was_open(self, client: Client, network: Crm) -> None:
        key = account(network, Role.SALARIE, SALARIES[0])
        session(network, key)
        assert "1 session ouverte" in plain(client.get(f"/comptes/{key}"))
        answer = self.gesture(client, key, "role", role="direction", raison_role="Elle dirige.")
        assert answer.headers["location"] == f"/comptes/{key}?fait=role"
        said = plain(client.get(answer.headers["location"]))
        assert "direction" in said
        assert "Le rôle est changé" in said
        assert "session ouverte" not in said

    def test_a_role_without_a_reason_is_refused_beside_it(
        self, client: Client, network: Crm
    ) -> None:
        key = account(network, Role.SALARIE, SALARIES[0])
        answer = self.gesture(client, key, "role", role="direction", raison_role="")
        assert answer.status_code == 422
        assert 'id="r-raison_role"' in answer.text

    def test_closed_then_open_again(self, client: Client, network: Crm) -> None:
        key = account(network, Role.AUDITEUR)
        self.gesture(client, key, "fermer", raison_etat="Contrôle fini.")
        assert "Fermé" in plain(client.get(f"/comptes/{key}"))
        answer = self.gesture(client, key, "lien")
        assert "Ce compte est fermé : rouvrez-le" in plain(answer)
        self.gesture(client, key, "rouvrir", raison_etat="Nouveau contrôle.")
        assert "Refaire l’invitation" in plain(client.get(f"/comptes/{key}"))

    def test_the_last_administration_stays(self, client: Client) -> None:
        key = own(client)
        closing = self.gesture(client, key, "fermer", raison_etat="Je pars.")
        leaving = self.gesture(client, key, "role", role="auditeur", raison_role="Je pars.")
        for answer in (closing, leaving):
            assert answer.status_code == 422
            assert "le dernier de l’administration" in plain(answer)
        assert client.get("/comptes").status_code == 200

    def test_an_identity_is_put_right(self, client: Client, network: Crm) -> None:
        key = account(network, Role.DIRECTION)
        self.gesture(client, key, "identite", nom="Personne 9", courriel="p9@exemple.org")
        assert "Personne 9, direction" in plain(client.get(f"/comptes/{key}"))
        wrong = self.gesture(client, key, "identite", nom="Personne 9", courriel="p9")
        assert 'id="r-courriel"' in wrong.text

    def test_a_convention_is_opened_to_an_auditeur_until_a_day(
        self, client: Client, network: Crm
    ) -> None:
        until = network.today + timedelta(days=60)
        signed = SignConvention(
            CONVENTION, "Région", "Appui aux acteurs", date(2022, 1, 1), date(2030, 12, 31)
        )
        network.execute(signed, "test")
        key = account(network, Role.AUDITEUR)
        asked = {"convention": str(CONVENTION), "until": until.isoformat()}
        self.gesture(client, key, "conventions", **asked)
        assert "Appui aux acteurs (Région)" in plain(client.get("/comptes"))
        past = self.gesture(client, key, "conventions", **{**asked, "until": "2020-01-01"})
        assert "Cette date est passée" in plain(past)
        assert "Choisissez la convention" in plain(self.gesture(client, key, "conventions"))
        self.gesture(client, key, "conventions/fermer", convention=str(CONVENTION))
        assert "Aucune : cet auditeur" in plain(client.get(f"/comptes/{key}"))

    def test_whoever_reached_the_code_alone_has_no_open_session(
        self, client: Client, network: Crm
    ) -> None:
        key = account(network, Role.DIRECTION)
        session(network, key, strong=False)
        said = plain(client.get(f"/comptes/{key}"))
        assert "1 entrée en attente de code" in said
        assert "session ouverte" not in said

    def test_a_closed_account_asks_for_nothing_more(self, client: Client, network: Crm) -> None:
        key = account(network, Role.AUDITEUR)
        self.gesture(client, key, "fermer", raison_etat="Contrôle fini.")
        page = client.get(f"/comptes/{key}")
        assert "Second facteur" not in plain(page)
        assert f'href="/securite?compte={key}"' in page.text
        assert plain(client.get("/comptes")).count("à régler") == 1, "their own, in this test"

    def test_an_account_of_nobody_is_told(self, client: Client) -> None:
        assert client.get(f"/comptes/{UUID(int=9)}").status_code == 404


class TestLog:
    @pytest.fixture
    def lived(self, client: Client, network: Crm) -> Client:
        key = account(network, Role.AUDITEUR)
        post(client, f"/comptes/{key}/lien")
        post(client, f"/comptes/{key}/fermer", raison_etat="Contrôle fini.")
        return client

    def test_it_tells_newest_first_in_words(self, lived: Client) -> None:
        said = plain(lived.get("/securite"))
        closed, issued = said.index("Compte fermé : Compte auditeur"), said.index("Lien remis")
        assert closed < issued < said.index("Compte ouvert")
        assert "Par Compte administration (administration)" in said
        assert "Contrôle fini" not in said

    def test_one_account_or_one_kind(self, lived: Client) -> None:
        mine = plain(lived.get(f"/securite?compte={own(lived)}&sorte=preuves"))
        assert "Lien remis" in mine
        assert "Compte fermé :" not in mine
        assert "Rien de tel" in plain(lived.get("/securite?sorte=refus"))

    def test_older_ones_are_one_click_away(self, lived: Client, network: Crm) -> None:
        for _ in range(100):
            network.note(LinkIssued(own(lived), "reset"), "console")
        page = lived.get("/securite")
        older = re.search(r'href="(/securite\?avant=\d+)"', page.text)
        assert older
        assert page.text.count("<time") == 100
        assert "Compte ouvert" in plain(lived.get(older[1]))

    def test_a_file_of_it_is_itself_noted(self, lived: Client, network: Crm) -> None:
        answer = lived.get("/securite.csv?sorte=comptes")
        rows = answer.content.decode("utf-8-sig").splitlines()
        assert rows[0].split(";")[:3] == ["Position", "Instant", "Sorte"]
        assert len(rows) == 4
        last = network.journal.after(network.journal.head() - 1)[0]
        assert isinstance(last.event, Exported)
        assert last.event.what == "journal_acces"
        assert own(lived) in last.event.persons
        assert "Fichier sorti" in plain(lived.get("/securite"))
