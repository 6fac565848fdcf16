"""Coming in, in a browser: first start, invitation, codes, a session closed from elsewhere."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from api.app import create_app
from api.crm import Crm
from domain.roles import ROLE_LABELS, Role
from tests.browser.conftest import listening, overflow, violations
from tests.opened import application, mark_demonstration
from tests.web.conftest import SALARIES, fill
from tests.web.doors import PASSWORD, code, first, member

Somebody = Callable[..., Page]
WIDTHS = (360, 1280)


@pytest.fixture
def somebody(browser: Browser) -> Iterator[Somebody]:
    """Each one in a browser of their own; what it complains of fails the test."""
    contexts, complaints = [], list[str]()

    def complained(said: ConsoleMessage) -> None:
        if said.type == "error" and "status of 4" not in said.text:
            complaints.append(said.text)

    def arrive(site: str, path: str, *, width: int = 1280, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            base_url=site,
            locale="fr-FR",
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", complained)
        page.goto(path)
        return page

    yield arrive
    for context in contexts:
        context.close()
    assert complaints == []


def choose_password(page: Page) -> None:
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_label("Le même, une seconde fois").fill(PASSWORD)
    page.get_by_role("button", name="Choisir ce mot de passe et entrer").click()


def set_factor(page: Page) -> str:
    """From the picture to the codes on paper; the secret is typed, as nobody reads the picture."""
    expect(page.locator("svg.qr")).to_be_visible()
    page.get_by_text("Je ne peux pas le lire").click()
    secret = re.sub(r"\s", "", page.locator(".cle-longue").inner_text())
    page.get_by_label("Code à six chiffres").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Régler ce second facteur").click()
    expect(page.locator(".codes li")).to_have_count(10)
    return secret


def sign_in(page: Page, courriel: str) -> None:
    page.get_by_label("Adresse professionnelle").fill(courriel)
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Entrer", exact=True).click()


def test_from_the_link_of_the_terminal_to_a_first_entry_by_a_salarie(
    somebody: Somebody, address: str, network: Crm
) -> None:
    admin = somebody(address, first(network))
    assert violations(admin) == []
    admin.get_by_label("Votre nom").fill("Personne 1")
    admin.get_by_label("Votre adresse professionnelle").fill("p1@exemple.org")
    choose_password(admin)
    assert violations(admin) == []
    set_factor(admin)
    assert violations(admin) == []
    admin.get_by_role("button", name="J’ai gardé ces codes").click()
    expect(admin.locator(".phrase")).to_contain_text("Vous êtes seul à pouvoir entrer")
    admin.get_by_role("link", name="Inviter quelqu’un").click()
    admin.get_by_label("Nom", exact=True).fill("Personne 2")
    admin.get_by_label("Adresse professionnelle").fill("p2@exemple.org")
    admin.get_by_role("radio", name=re.compile("Salarié")).check()
    admin.get_by_label("Salarié de l’équipe").select_option(label="Salarié 1")
    assert violations(admin) == []
    admin.get_by_role("button", name="Préparer l’invitation").click()
    link = admin.get_by_label("Le lien à remettre").input_value()
    assert link.startswith(f"{address}/bienvenue/")

    guest = somebody(address, link)
    choose_password(guest)
    guest.get_by_role("link", name="Plus tard").click()
    guest.goto("/noter")
    expect(guest.get_by_role("button", name="Noter la rencontre")).to_be_visible()
    expect(guest.locator(".moi summary")).to_contain_text("Salarié 1")
    guest.goto("/compte")
    guest.locator(".moi summary").click()
    guest.get_by_role("button", name="Sortir").click()
    expect(guest.get_by_role("status")).to_contain_text("Vous êtes sorti")
    guest.goto("/noter")
    sign_in(guest, "p2@exemple.org")
    expect(guest.get_by_role("button", name="Noter la rencontre")).to_be_visible()

    admin.goto("/securite")
    expect(admin.locator(".registre")).to_contain_text("Lien utilisé : Personne 2 (salarié)")
    assert violations(admin) == []


def test_a_code_of_the_telephone_then_one_on_paper(
    somebody: Somebody, address: str, network: Crm
) -> None:
    secret, codes = member(network, Role.DIRECTION, "direction@exemple.org")
    page = somebody(address, "/charge")
    sign_in(page, "direction@exemple.org")
    expect(page.locator(".phrase")).to_contain_text("Votre code")
    assert violations(page) == []
    page.get_by_label("Code à six chiffres").fill(code(secret, 1))
    page.get_by_role("button", name="Continuer").click()
    expect(page).to_have_url(re.compile("/charge$"))

    other = somebody(address, "/entrer", javascript=False)
    sign_in(other, "direction@exemple.org")
    other.get_by_text("Je n’ai pas mon téléphone").click()
    other.get_by_label("Un de vos codes de secours").fill(codes[3])
    other.get_by_role("button", name="Entrer avec ce code").click()
    expect(other).to_have_url(re.compile("/charge$"))
    other.goto("/compte")
    expect(other.locator("main")).to_contain_text(re.compile(r"Il vous reste 9\scodes"))


def test_a_session_is_closed_from_another_device(
    somebody: Somebody, address: str, network: Crm
) -> None:
    member(network, Role.SALARIE, "salarie@exemple.org", SALARIES[0])
    lost, here = somebody(address, "/entrer"), somebody(address, "/compte")
    sign_in(lost, "salarie@exemple.org")
    expect(lost.locator(".moi")).to_be_visible()
    sign_in(here, "salarie@exemple.org")
    assert violations(here) == []
    here.get_by_role("button", name=re.compile("^Fermer la session")).click()
    expect(here.locator("#notee")).to_contain_text("La session est fermée.")
    lost.goto("/noter")
    expect(lost.locator(".phrase")).to_contain_text("Qui êtes-vous ?")


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_the_administration_fit_and_are_clean(
    somebody: Somebody, address: str, network: Crm, width: int
) -> None:
    secret, _ = member(network, Role.ADMINISTRATION, "admin@exemple.org")
    page = somebody(address, "/entrer", width=width)
    assert (violations(page), overflow(page)) == ([], 0)
    sign_in(page, "admin@exemple.org")
    page.get_by_label("Code à six chiffres").fill(code(secret, 1))
    page.get_by_role("button", name="Continuer").click()
    expect(page).to_have_url(re.compile("/comptes$"))
    account = page.locator("tbody a").get_attribute("href")
    for path in ("/comptes", "/comptes/inviter", str(account), "/compte", "/droits", "/securite"):
        page.goto(path)
        assert (path, violations(page), overflow(page)) == (path, [], 0)
    for path in ("/entrer/perdu", "/bienvenue/rien", "/compte/second-facteur"):
        page.goto(path)
        assert (path, violations(page), overflow(page)) == (path, [], 0)


class TestDemonstration:
    @pytest.fixture
    def site(self, owner: str, kek_file: Path) -> Iterator[str]:
        mark_demonstration(owner, date(2022, 9, 30))
        with application(owner, kek_file) as crm:
            fill(crm)
            with listening(create_app(crm)) as found:
                yield found

    def test_each_role_is_one_click_away(self, somebody: Somebody, site: str) -> None:
        page = somebody(site, "/")
        assert violations(page) == []
        for role in Role:
            page.goto("/entrer")
            page.get_by_role("button", name=re.compile(f"^{ROLE_LABELS[role]}")).click()
            expect(page.locator(".bandeau-demo")).to_be_visible()
            expect(page.locator(".moi")).to_be_visible()
        page.goto("/entrer")
        page.get_by_text("Entrer avec une adresse et un mot de passe").click()
        expect(page.get_by_label("Mot de passe", exact=True)).to_be_visible()
        assert violations(page) == []
