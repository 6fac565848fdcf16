"""A person asks what is held on it, then to be forgotten: done in a browser, by the direction."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from api.crm import Crm
from api.questions import Question, ask
from domain.commands.actors import Identity, RecordContact
from domain.commands.entries import LogInteraction
from domain.commands.persons import ErasePerson
from domain.commands.shared import ContexteAsked, Present, StaffAsked
from domain.roles import Role
from tests.browser.conftest import overflow, pages, violations
from tests.signed import account, session
from tests.web.conftest import MRES, SALARIES

PERSON = UUID(int=901)
NAME, MAIL = "Nométoile", "personne12@exemple.invalid"
Direction = Callable[..., Page]


@pytest.fixture
def held(network: Crm) -> Crm:
    identity = Identity(NAME, "Prénom", MAIL)
    recorded = RecordContact(
        MRES, PERSON, "présidente", identity, "interet_legitime", date(2019, 5, 10)
    )
    network.execute(recorded, "test")
    staff = (StaffAsked(SALARIES[0], contact=60),)
    contexte = ContexteAsked(date(2020, 3, 2), staff, contacts=(PERSON,))
    present = (Present(actor=MRES),)
    said = f"Vu avec {NAME} au marché."
    entry = LogInteraction(uuid4(), "rendez_vous", contexte, present, resume=said)
    network.execute(entry, "test")
    return network


@pytest.fixture
def direction(browser: Browser, address: str, held: Crm) -> Iterator[Direction]:
    """Pages of somebody of the direction."""
    with pages(browser, address, session(held, account(held, Role.DIRECTION))) as go:
        yield go


def test_a_person_is_found_handed_its_file_then_forgotten(direction: Direction, held: Crm) -> None:
    before = ask(held, "couverture", Question(niveau="region", du=date(2020, 1, 1)))
    page = direction("/personnes")
    page.get_by_label("Nom, prénom, courriel ou téléphone").fill("nometoile")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_text("au marché")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name=f"Prénom {NAME}").click()
    expect(page.get_by_text(MAIL)).to_be_visible()
    assert violations(page) == []
    with page.expect_download() as given:
        page.get_by_role("link", name="Télécharger le dossier").click()
    content = given.value.path().read_text()
    assert MAIL in content
    assert "au marché" in content
    page.get_by_role("link", name="Effacer cette personne").click()
    expect(page.get_by_role("checkbox", name=re.compile("au marché"))).to_be_checked()
    assert violations(page) == []
    page.get_by_label(re.compile("Écrivez EFFACER")).fill("EFFACER")
    page.get_by_role("button", name="Effacer cette personne").click()
    expect(page.locator("h1")).to_have_text("Attestation d’effacement")
    expect(page.get_by_text(re.compile("a téléchargé ce dossier"))).to_be_visible()
    assert NAME not in page.content()
    assert violations(page) == []
    page.goto(f"/acteurs/{MRES}")
    expect(page.locator("#contacts")).to_contain_text("personne oubliée")
    assert NAME not in page.content()
    assert ask(held, "couverture", Question(niveau="region", du=date(2020, 1, 1))) == before


def test_contacts_open_without_javascript_at_the_width_of_a_telephone(
    direction: Direction, held: Crm
) -> None:
    page = direction(f"/acteurs/{MRES}", width=360, javascript=False)
    assert MAIL not in page.content()
    page.get_by_label("Pourquoi les ouvrir").select_option("rencontre")
    page.get_by_role("button", name="Voir les contacts").click()
    expect(page.get_by_text(MAIL)).to_be_visible()
    assert overflow(page) <= 0


PAGES = (
    "/personnes",
    f"/personnes/{PERSON}?textes=1",
    f"/personnes/{PERSON}/effacer",
    f"/personnes/{PERSON}/avertir",
    "/conservation",
    "/registre",
    f"/acteurs/{MRES}/contacts/nouveau",
)


@pytest.mark.parametrize("address_asked", PAGES)
def test_pages_about_persons_hold_from_a_telephone_to_a_screen(
    direction: Direction, address_asked: str
) -> None:
    for width in (360, 1280):
        page = direction(address_asked, width=width)
        assert overflow(page) <= 0
        assert violations(page) == []


def test_the_paper_of_a_certificate_fills_its_width_and_names_nobody(
    direction: Direction, held: Crm
) -> None:
    direction(f"/personnes/{PERSON}")
    held.execute(ErasePerson(PERSON, "demande"), "test")
    page = direction(f"/personnes/{PERSON}/attestation", width=690)
    expect(page.get_by_label("Message à copier")).to_be_visible()
    page.emulate_media(media="print")
    for hidden in (page.get_by_label("Message à copier"), page.get_by_text("a ouvert cette page")):
        expect(hidden).to_be_hidden()
    expect(page.locator("a.connu")).to_be_hidden()
    expect(page.get_by_text("Aucun chiffre n’a bougé")).to_be_visible()
    width = "document.querySelector('.etroite').getBoundingClientRect().width"
    assert page.evaluate(f"{width} / innerWidth") > 0.9
