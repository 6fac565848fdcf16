"""Entering with the account of another service: what opens, and everything that must not."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pyotp
import pytest

from adapters.oidc.provider import Provider
from adapters.oidc.registered import Registered
from adapters.oidc.vouched import vouched
from api.accounts import Desk, Holder, Need, close_account, device, invite, reset_link, resolve
from api.accounts import accept as accepted
from api.accounts.elsewhere import Return, came_back, enter_with, set_out
from api.app import create_app
from api.settings_oidc import REDIRECT
from domain.commands.accounts import CorrectAccountIdentity
from domain.commands.persons import ErasePerson
from domain.decider import Refused
from tests.access import provider as other
from tests.access.conftest import DOOR, OTHER_PHRASE, SALARIE, Clock, Make, Person, facts_of
from tests.access.provider import CLIENT, SECRET, Claims, Issuer, issuing
from tests.web.doors import Client, plain, post, proof_in
from tests.web.doors import browser as client_of

HERE = "https://maillage.local"
COOKIE = "__Host-maillage-oidc"


@pytest.fixture
def clock() -> Clock:
    """The application below keeps its own time: ours."""
    ours = Clock()
    ours.instant = datetime.now(UTC)
    return ours


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with issuing() as ready:
        yield ready


def registered(issuer: Issuer, *, mfa: bool = False) -> Registered:
    return Registered(issuer.url, CLIENT, SECRET, "Essai", HERE + REDIRECT, mfa)


@pytest.fixture
def service(issuer: Issuer) -> Provider:
    return Provider(registered(issuer))


@pytest.fixture
def client(desk: Desk, service: Provider) -> Iterator[Client]:
    with browser(desk, service) as ready:
        yield ready


def browser(desk: Desk, service: Provider | None) -> AbstractContextManager[Client]:
    return client_of(create_app(desk.crm, "127.0.0.1", HERE, provider=service), HERE)


@pytest.fixture
def somebody(person: Make, issuer: Issuer) -> Person:
    """A salarié whom the provider knows too."""
    found = person()
    issuer.says["email"] = found.courriel
    return found


def leaves(client: Client, asked: str = "/entrer/oidc") -> str:
    """Out to the provider, which says yes; the address it sends the browser back to."""
    there = client.get(asked)
    assert there.status_code == 303, plain(there)
    answer = httpx.get(there.headers["location"], follow_redirects=False)
    return answer.headers["location"]


def enters(client: Client, asked: str = "/entrer/oidc") -> httpx.Response:
    return client.get(leaves(client, asked))


def refused(client: Client, answer: httpx.Response, words: str, status: int = 422) -> None:
    """Told on the page of the password, and nothing is open."""
    assert answer.status_code == status
    assert words in plain(answer)
    assert 'name="password"' in answer.text
    assert "__Host-maillage" not in client.cookies
    assert client.get("/charge").status_code == 303


class TestIn:
    def test_the_verified_address_opens_its_account_and_the_page_that_was_wanted(
        self, client: Client, desk: Desk, somebody: Person
    ) -> None:
        answer = enters(client, "/entrer/oidc?retour=/charge")
        assert (answer.status_code, answer.headers["location"]) == (303, "/charge")
        visitor = resolve(desk, client.cookies["__Host-maillage"])
        assert visitor is not None
        assert (visitor.account, visitor.means, visitor.strong, visitor.need) == (
            somebody.account, "oidc", False, Need.NONE,
        )  # fmt: skip
        assert client.get("/charge").status_code == 200
        assert facts_of(desk, "signed_in")[-1].means == "oidc"

    def test_what_is_sent_and_how_it_is_bound(self, client: Client) -> None:
        there = client.get("/entrer/oidc")
        asked = {k: v[0] for k, v in parse_qs(urlsplit(there.headers["location"]).query).items()}
        assert asked["scope"] == "openid email"
        assert asked["redirect_uri"] == f"{HERE}/entrer/oidc/retour"
        assert asked["code_challenge_method"] == "S256"
        assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 32
        kept = there.headers["set-cookie"]
        assert kept.startswith(f"{COOKIE}=")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax", "Max-Age=600"} <= set(
            kept.split("; ")
        )
        secret = client.cookies[COOKIE]
        assert not {asked["state"], asked["nonce"]} & {secret}

    @pytest.mark.usefixtures("somebody")
    def test_the_cookie_goes_once_it_has_served(self, client: Client) -> None:
        assert COOKIE not in enters(client).cookies
        assert COOKIE not in client.cookies

    @pytest.mark.usefixtures("somebody")
    def test_an_elliptic_key_will_do(self, client: Client, issuer: Issuer) -> None:
        issuer.signs = other.by_curve
        assert enters(client).status_code == 303

    @pytest.mark.usefixtures("somebody")
    def test_the_secret_may_travel_in_the_form(self, client: Client, issuer: Issuer) -> None:
        issuer.declares["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
        assert enters(client).status_code == 303
        form = next(sent for path, sent in issuer.asked if path == "/token")
        assert form["client_secret"] == SECRET

    @pytest.mark.usefixtures("somebody")
    def test_renewed_keys_are_read_again(self, desk: Desk, issuer: Issuer) -> None:
        passing = [0.0]
        service = Provider(registered(issuer), lambda: passing[0])
        with browser(desk, service) as client:
            assert enters(client).status_code == 303
        issuer.signs = other.by_rsa("deux")
        issuer.keys = [other.rsa("deux").as_dict(private=False)]
        passing[0] = 61.0
        with browser(desk, service) as client:
            assert enters(client).status_code == 303

    def test_the_session_that_the_browser_held_is_over(
        self, client: Client, desk: Desk, somebody: Person
    ) -> None:
        """Left in one tab, entered by password in another, back in the first."""
        back = leaves(client)
        held = somebody.enters().token
        client.cookies.set("__Host-maillage", held, domain="maillage.local", path="/")
        client.get(back)
        assert resolve(desk, held) is None

    @pytest.mark.parametrize(
        "retour", ["//ailleurs.example", "https://ailleurs.example", "/sortir"]
    )
    @pytest.mark.usefixtures("somebody")
    def test_one_is_never_sent_elsewhere(self, client: Client, retour: str) -> None:
        assert enters(client, f"/entrer/oidc?retour={retour}").headers["location"] == "/"


class TestSecondFactor:
    def test_it_is_asked_after_the_other_service(
        self, client: Client, issuer: Issuer, desk: Desk, person: Make
    ) -> None:
        somebody = person("direction")
        somebody.sets_second_factor(somebody.enters().token)
        issuer.says |= {"email": somebody.courriel, "amr": ["mfa"]}
        answer = enters(client, "/entrer/oidc?retour=/charge")
        assert answer.headers["location"] == "/entrer/code?retour=%2Fcharge"
        assert client.get("/charge").status_code == 303
        code = pyotp.TOTP(somebody.secret).at(datetime.now(UTC) + timedelta(seconds=30))
        proof = proof_in(client.get("/entrer/code"))
        done = post(client, "/entrer/code", code=code, retour="/charge", _csrf=proof)
        assert done.headers["location"] == "/charge"
        assert client.get("/charge").status_code == 200
        assert (facts_of(desk, "signed_in")[-1].means, facts_of(desk, "signed_in")[-1].strong) == (
            "oidc", True,
        )  # fmt: skip

    def test_who_has_none_and_needs_one_sets_it_first(
        self, client: Client, issuer: Issuer, person: Make
    ) -> None:
        issuer.says["email"] = person("direction").courriel
        assert enters(client).headers["location"] == "/compte/second-facteur"

    @pytest.mark.parametrize(("amr", "there"), [(["pwd", "mfa"], "/"), (["pwd"], "/entrer/code")])
    def test_the_other_service_s_own_is_believed_only_where_it_was_asked_for(
        self, desk: Desk, issuer: Issuer, person: Make, amr: list[str], there: str
    ) -> None:
        somebody = person("direction")
        somebody.sets_second_factor(somebody.enters().token)
        issuer.says |= {"email": somebody.courriel, "amr": amr}
        with browser(desk, Provider(registered(issuer, mfa=True))) as client:
            assert enters(client).headers["location"] == there


LIES: dict[str, tuple[Claims, Callable[[Claims], str] | None]] = {
    "another nonce": ({"nonce": "un autre"}, None),
    "no nonce": ({"nonce": None}, None),
    "for another": ({"aud": "une-autre-application"}, None),
    "for another too": ({"aud": [CLIENT, "une-autre-application"]}, None),
    "asked by another": ({"azp": "une-autre-application"}, None),
    "by another issuer": ({"iss": "https://accounts.google.com"}, None),
    "expired": ({"exp": int(time.time()) - 120}, None),
    "without an end": ({"exp": None}, None),
    "from tomorrow": ({"iat": int(time.time()) + 86_400}, None),
    "of nobody": ({"sub": None}, None),
    "of no text": ({"sub": 12}, None),
    "signed by nobody": ({}, other.by_nobody),
    "signed with the public key": ({}, other.by_the_public_key),
    "signed with another key of the same name": ({}, other.by_rsa("faux", named="un")),
    "signed with a key not published": ({}, other.by_rsa("faux")),
    "no token at all": ({}, lambda _: "ceci.nest.pas"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_proves_nothing_opens_nothing(
    client: Client, desk: Desk, issuer: Issuer, somebody: Person, lie: str
) -> None:
    says, signs = LIES[lie]
    issuer.says |= says
    issuer.signs = signs or issuer.signs
    refused(client, enters(client), "La réponse de Essai n’a pas pu être vérifiée")
    assert [(fact.step, fact.account) for fact in facts_of(desk, "sign_in_refused")] == [
        ("oidc", None)
    ]


class TestState:
    @pytest.mark.usefixtures("somebody")
    def test_one_that_was_never_given_is_refused(self, client: Client) -> None:
        back = re.sub("state=[^&]+", "state=invente", leaves(client))
        refused(client, client.get(back), "Cette entrée a trop attendu, a déjà servi")

    @pytest.mark.usefixtures("somebody")
    def test_the_one_of_another_browser_is_refused_and_stays_good_there(
        self, client: Client, desk: Desk, service: Provider
    ) -> None:
        back = leaves(client)
        with browser(desk, service) as victim:
            refused(victim, victim.get(back), "a commencé dans un autre navigateur")
            victim.get("/entrer/oidc")
            refused(victim, victim.get(back), "a commencé dans un autre navigateur")
        assert client.get(back).status_code == 303

    @pytest.mark.usefixtures("somebody")
    def test_it_serves_once(self, client: Client, desk: Desk, service: Provider) -> None:
        back, secret = leaves(client), client.cookies[COOKIE]
        assert client.get(back).status_code == 303
        with browser(desk, service) as again:
            again.cookies.set(COOKIE, secret, domain="maillage.local", path="/")
            refused(again, again.get(back), "a déjà servi")

    @pytest.mark.usefixtures("somebody")
    def test_a_code_serves_once(self, client: Client, issuer: Issuer) -> None:
        used = parse_qs(urlsplit(leaves(client)).query)["code"][0]
        issuer.codes.pop(used)
        back = re.sub("code=[^&]+", f"code={used}", leaves(client))
        refused(client, client.get(back), "n’a pas pu être vérifiée")

    @pytest.mark.usefixtures("somebody")
    def test_the_code_of_another_way_out_is_worth_nothing(
        self, client: Client, desk: Desk, service: Provider
    ) -> None:
        with browser(desk, service) as thief:
            stolen = parse_qs(urlsplit(leaves(thief)).query)["code"][0]
        back = re.sub("code=[^&]+", f"code={stolen}", leaves(client))
        refused(client, client.get(back), "n’a pas pu être vérifiée")

    def test_ten_minutes_later_it_is_over(
        self, desk: Desk, service: Provider, clock: Clock
    ) -> None:
        out = set_out(desk, service, "/charge")
        state = parse_qs(urlsplit(out.address).query)["state"][0]
        clock.pass_by(minutes=10)
        with pytest.raises(Refused, match="trop attendu"):
            came_back(desk, state, out.secret)

    @pytest.mark.usefixtures("somebody")
    def test_neither_state_nor_cookie_nor_nonce_is_kept(self, client: Client, desk: Desk) -> None:
        there = client.get("/entrer/oidc").headers["location"]
        asked = parse_qs(urlsplit(there).query)
        kept = str(desk.crm.query("SELECT * FROM access.oidc"))
        assert "/" in kept
        for secret in (asked["state"][0], asked["nonce"][0], client.cookies[COOKIE]):
            assert secret not in kept


class TestNobody:
    def test_unknown_closed_and_not_yet_entered_are_refused_in_the_same_words(
        self, client: Client, desk: Desk, issuer: Issuer, somebody: Person
    ) -> None:
        close_account(desk, "test", somebody.account, "départ")
        closed = enters(client)
        issuer.says["email"] = "jamais.vu@exemple.org"
        unknown = enters(client)
        issuer.says["email"] = "invitee@exemple.org"
        invite(desk, "test", Holder("Personne 13", "invitee@exemple.org"), "salarie", SALARIE)
        invited = enters(client)
        words = "Aucun compte ouvert de Maillage n’a l’adresse que donne Essai."
        refused(client, closed, words)
        refused(client, unknown, words)
        refused(client, invited, words)
        assert {(one.step, one.account) for one in facts_of(desk, "sign_in_refused")} == {
            ("oidc", None)
        }

    @pytest.mark.parametrize("verified", [False, None, "true", 1])
    @pytest.mark.usefixtures("somebody")
    def test_an_address_that_nobody_checked_opens_nothing(
        self, client: Client, issuer: Issuer, verified: object
    ) -> None:
        issuer.says["email_verified"] = verified
        refused(client, enters(client), "ne confirme pas que cette adresse est la vôtre")

    def test_refusals_do_not_fill_the_journal(
        self, client: Client, desk: Desk, issuer: Issuer
    ) -> None:
        issuer.says["email"] = "jamais.vu@exemple.org"
        answers = [enters(client).status_code for _ in range(6)]
        assert answers == [422] * 5 + [429]
        assert [one.times for one in facts_of(desk, "sign_in_refused")] == [1, 2, 4]


class TestSubject:
    def test_another_account_of_the_provider_with_the_same_address_is_refused_and_noted(
        self, client: Client, desk: Desk, service: Provider, issuer: Issuer, somebody: Person
    ) -> None:
        assert enters(client).status_code == 303
        issuer.says["sub"] = "une-autre-personne"
        with browser(desk, service) as again:
            refused(again, enters(again), "est entrée jusqu’ici avec un autre compte Essai")
        assert [one.account for one in facts_of(desk, "sign_in_refused")] == [somebody.account]
        issuer.says["sub"] = "personne-12"
        with browser(desk, service) as again:
            assert enters(again).status_code == 303

    def test_what_is_kept_of_it_is_not_it(
        self, client: Client, desk: Desk, somebody: Person
    ) -> None:
        enters(client)
        kept = desk.crm.query("SELECT account, salt, subject FROM access.oidc_subject")
        assert [row["account"] for row in kept] == [somebody.account]
        assert b"personne-12" not in bytes(kept[0]["subject"]) + bytes(kept[0]["salt"])

    def link(self, desk: Desk, somebody: Person) -> None:
        link = reset_link(desk, "test", somebody.account).link
        accepted(desk, link, OTHER_PHRASE, DOOR.device)

    def address(self, desk: Desk, somebody: Person) -> None:
        named = CorrectAccountIdentity(somebody.account, "Personne 12", "nouvelle@exemple.org")
        desk.crm.execute(named, "test")

    def closed(self, desk: Desk, somebody: Person) -> None:
        close_account(desk, "test", somebody.account, "départ")

    def erased(self, desk: Desk, somebody: Person) -> None:
        close_account(desk, "test", somebody.account, "départ")
        desk.crm.execute(ErasePerson(person=somebody.account, ground="demande"), "test")

    @pytest.mark.parametrize("what", ["link", "address", "closed", "erased"])
    def test_the_bond_ends_whatever_door_spoke(
        self, client: Client, desk: Desk, somebody: Person, what: str
    ) -> None:
        enters(client)
        assert len(desk.crm.query("SELECT FROM access.oidc_subject")) == 1
        getattr(self, what)(desk, somebody)
        assert desk.crm.query("SELECT FROM access.oidc_subject") == []


class TestAway:
    @pytest.mark.parametrize(
        ("path", "answer"),
        [
            (other.WELL_KNOWN, (503, b"{}")),
            (other.WELL_KNOWN, (200, b"<html>")),
            (other.WELL_KNOWN, (200, b"[]")),
            (other.WELL_KNOWN, (200, b'{"issuer": "https://ailleurs.example"}')),
            (other.WELL_KNOWN, (302, b"")),
            (other.WELL_KNOWN, (200, b'{"a": "' + b"x" * 300_000 + b'"}')),
        ],
    )
    def test_a_provider_that_says_nothing_of_use_leads_back_to_the_password(
        self, client: Client, issuer: Issuer, path: str, answer: tuple[int, bytes]
    ) -> None:
        issuer.answers[path] = answer
        refused(client, client.get("/entrer/oidc"), "Essai ne répond pas pour l’instant", 503)

    @pytest.mark.parametrize(
        ("path", "answer"),
        [
            ("/token", (500, b"")),
            ("/token", (200, b"pas du JSON")),
            ("/keys", (404, b"{}")),
            ("/keys", (200, b'{"keys": []}')),
            ("/keys", (200, b'{"keys": [{"kty": "RSA", "n": "?"}]}')),
            ("/keys", (200, b'{"keys": "aucune"}')),
        ],
    )
    @pytest.mark.usefixtures("somebody")
    def test_nor_does_one_that_fails_at_the_return(
        self, client: Client, issuer: Issuer, path: str, answer: tuple[int, bytes]
    ) -> None:
        issuer.answers[path] = answer
        refused(client, enters(client), "Essai ne répond pas pour l’instant", 503)

    @pytest.mark.usefixtures("somebody")
    def test_an_exchange_without_a_token_proves_nothing(
        self, client: Client, issuer: Issuer
    ) -> None:
        issuer.answers["/token"] = (200, json.dumps({"access_token": "un"}).encode())
        refused(client, enters(client), "n’a pas pu être vérifiée")

    def test_one_that_is_not_there_prevents_nobody_from_a_password(
        self, desk: Desk, somebody: Person
    ) -> None:
        with issuing() as gone:
            service = Provider(registered(gone))
        with browser(desk, service) as client:
            assert client.get("/entrer").status_code == 200
            refused(client, client.get("/entrer/oidc"), "ne répond pas pour l’instant", 503)
            proof = proof_in(client.get("/entrer"))
            entered = post(
                client, "/entrer", courriel=somebody.courriel, password=somebody.phrase, _csrf=proof
            )
            assert entered.status_code == 303

    @pytest.mark.parametrize(
        "said", ["error=access_denied", "error=server_error&code=un", "code=", "code=un&iss=autre"]
    )
    def test_a_no_is_told_and_the_wanted_page_is_kept(self, client: Client, said: str) -> None:
        there = leaves(client, "/entrer/oidc?retour=/charge")
        state = parse_qs(urlsplit(there).query)["state"][0]
        answer = client.get(f"/entrer/oidc/retour?state={state}&{said}")
        refused(client, answer, "Vous n’êtes pas entré avec Essai")
        assert '<input type="hidden" name="retour" value="/charge">' in answer.text
        assert 'href="/entrer/oidc?retour=%2Fcharge"' in answer.text


class TestPage:
    def test_the_button_is_there_when_it_leads_somewhere(self, client: Client, desk: Desk) -> None:
        page = client.get("/entrer?retour=/charge")
        assert 'href="/entrer/oidc?retour=%2Fcharge">Entrer avec Essai</a>' in page.text
        with browser(desk, None) as alone:
            assert "/entrer/oidc" not in alone.get("/entrer").text
            assert alone.get("/entrer/oidc").status_code == 404
            assert alone.get("/entrer/oidc/retour?state=un&code=un").status_code == 404

    def test_a_text_that_was_being_typed_is_not_lost_for_it(self, client: Client) -> None:
        carried = {"_reprise_adresse": "/noter", "_reprise": "eA=="}
        page = post(client, "/entrer", **carried)
        assert 'href="/entrer/oidc' not in page.text
        assert "Votre texte attend ici" in plain(page)


MEMBERS = "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0"


@pytest.mark.parametrize(
    ("issuer", "claims", "found"),
    [
        (
            MEMBERS,
            {"email": "p12@exemple.org", "preferred_username": "autre@x.org"},
            "p12@exemple.org",
        ),
        (MEMBERS, {"preferred_username": "p12@exemple.org"}, "p12@exemple.org"),
        (MEMBERS, {"email": "p12@exemple.org", "idp": "https://sts.windows.net/autre/"}, None),
        (MEMBERS, {"email": "p12@exemple.org", "email_verified": False}, None),
        (MEMBERS, {"preferred_username": "sans-adresse"}, None),
        ("https://accounts.google.com", {"email": "p12@exemple.org"}, None),
        ("https://accounts.google.com", {"preferred_username": "p12@exemple.org"}, None),
    ],
)
def test_one_organisation_vouches_for_its_members_and_for_no_guest(
    issuer: str, claims: Claims, found: str | None
) -> None:
    assert vouched(claims, Registered(issuer, CLIENT, SECRET, "X", HERE)) == found


def test_of_two_first_returns_at_once_one_account_of_the_provider_is_bound(
    desk: Desk, service: Provider, issuer: Issuer, somebody: Person
) -> None:
    """One after the other here; the statement that binds is one."""
    outs = [set_out(desk, service, "/") for _ in range(2)]
    found = []
    for number, out in enumerate(outs):
        issuer.says["sub"] = f"personne-{number}"
        answer = httpx.get(out.address, follow_redirects=False)
        asked = parse_qs(urlsplit(answer.headers["location"]).query)
        back = Return(asked["code"][0], asked["state"][0], out.secret)
        try:
            found.append(enter_with(desk, service, back, DOOR).account)
        except Refused:
            found.append(None)
    assert found == [somebody.account, None]
    assert device("") == "Autre navigateur"
