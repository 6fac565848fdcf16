"""What each group of people comes to do, done in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from api.crm import Crm
from api.questions import Question, ask
from tests.browser.conftest import Opened, overflow, violations
from tests.web.conftest import HARNES, PROJECT, SALARIES

PAGES = (
    "/noter",
    "/couverture",
    "/charge",
    "/acteurs",
    "/acteurs/nouveau",
    f"/acteurs/{HARNES}",
    "/projets",
    f"/projets/{PROJECT}",
    f"/salaries/{SALARIES[0]}",
    "/journal",
    "/journal?connu_au=2020-01-01",
    "/sante",
    "/nulle-part",
)


def log_a_groupe_pays(page: Page) -> None:
    """Two salariés of 2 h 30, one actor searched for, one pasted."""
    page.get_by_role("radio", name="Groupe-pays").check()
    page.get_by_label("Autre durée de Salarié 1, en minutes").fill("150")
    page.get_by_text("Avec un autre salarié").click()
    page.get_by_label("Autre durée de Salarié 2, en minutes").fill("150")
    page.get_by_label("Ajouter une structure ou un projet").press_sequentially("harnes")
    page.get_by_label(re.compile("Harnes-Kabouda")).check()
    page.get_by_text("Coller la feuille de présence").click()
    page.get_by_label("Un nom par ligne").fill("mres\nSecours pop")
    page.get_by_role("button", name="Reconnaître les noms").click()
    expect(page.get_by_text("Sigle identique")).to_be_visible()
    page.get_by_role("radio", name="Secours populaire, comité de Roubaix").check()


def test_a_salarie_logs_a_gathering_and_sees_it_move_the_figures(
    opened: Opened, network: Crm
) -> None:
    page = opened("/noter")
    log_a_groupe_pays(page)
    expect(page.locator("#recap")).to_contain_text(
        re.compile(r"5\sh\s00.*2\ssalariés.*3\sstructures")
    )
    page.get_by_role("button", name="Noter la rencontre").click()
    expect(page.locator("#notee")).to_contain_text("3 participations")
    expect(page.locator("#notee")).to_be_focused()
    assert violations(page) == []
    page.get_by_role("link", name="Voir la couverture").click()
    expect(page.locator(".comptes")).to_contain_text(re.compile(r"Participations\s*3"))
    region = ask(network, "couverture", Question(niveau="region"))[0]
    assert (region["participations"], region["minutes"]) == (3, 300)


@pytest.mark.parametrize("text", ["1h30", "1 h 30", "1,5 h", "90"])
def test_the_sentence_reads_durations_and_another_year(opened: Opened, text: str) -> None:
    page = opened("/noter")
    page.get_by_label("Autre durée de Salarié 1, en minutes").fill(text)
    page.locator("#jour").fill("2021-06-22")
    expect(page.locator("[data-total]")).to_have_text(re.compile(r"^1\sh\s30$"))
    expect(page.locator("[data-jour]")).to_contain_text("2021")


def test_without_javascript_the_same_gathering_is_logged(opened: Opened, network: Crm) -> None:
    page = opened("/noter", javascript=False)
    page.get_by_role("radio", name="Groupe-pays").check()
    page.get_by_role("group", name="Minutes de contact de Salarié 1").get_by_label("90").check()
    page.get_by_label("Ajouter une structure ou un projet").fill("harnes")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_label(re.compile("Harnes-Kabouda")).check()
    page.get_by_role("button", name="Noter la rencontre").click()
    expect(page.locator("#notee")).to_contain_text("1 participation")
    assert ask(network, "couverture", Question(niveau="region"))[0]["minutes"] == 90


def test_the_keyboard_alone_logs_a_meeting(opened: Opened, network: Crm) -> None:
    page = opened("/couverture")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/noter$"))
    page.get_by_label("Autre durée de Salarié 1, en minutes").focus()
    page.keyboard.type("45")
    page.get_by_label("Ajouter une structure ou un projet").focus()
    page.keyboard.type("harnes")
    expect(page.get_by_label(re.compile("Harnes-Kabouda"))).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("[data-presents]")).to_contain_text("Harnes-Kabouda")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notee")).to_be_focused()
    assert ask(network, "couverture", Question(niveau="region"))[0]["minutes"] == 45


def test_a_director_reads_the_load_and_where_to_go_first(opened: Opened) -> None:
    page = opened("/charge")
    expect(page.locator(".chaleur tbody tr")).to_have_count(3)
    page.get_by_role("link", name="Couverture").first.click()
    expect(page.locator(".phrase")).to_contain_text(re.compile(r"pour 100\s000"))
    page.get_by_role("link", name="Participations").click()
    expect(page.locator("#carte h2")).to_have_text("Participations par EPCI")
    page.locator(".plan .s").first.click()
    expect(page.locator("[data-infobulle]")).to_contain_text("pour 100 000 habitants")
    expect(page.locator(".longue tbody tr")).to_have_count(92)


def test_an_auditor_sees_both_values_and_the_past_as_it_was_known(opened: Opened) -> None:
    page = opened("/noter")
    log_a_groupe_pays(page)
    page.get_by_role("button", name="Noter la rencontre").click()
    page.get_by_role("link", name="Rectifier").click()
    page.get_by_label("Autre durée de Salarié 1, en minutes").fill("120")
    page.get_by_role("button", name="Rectifier cette entrée").click()
    expect(page.locator("#refus")).to_contain_text("Il manque la raison")
    assert violations(page) == []
    page.get_by_label("Raison").fill("trente minutes de trop")
    page.get_by_role("button", name="Rectifier cette entrée").click()
    expect(page.locator(".avant-apres del")).to_contain_text(re.compile(r"2\sh\s30"))
    expect(page.locator(".avant-apres ins")).to_contain_text(re.compile(r"2\sh\s00"))
    page.goto("/journal?connu_au=2020-01-01")
    expect(page.get_by_text("Vous regardez le passé")).to_be_visible()
    expect(page.get_by_text("Le journal est vide à cette date")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_accessible_and_fits_its_screen(opened: Opened, width: int) -> None:
    page = opened("/noter", width=width)
    log_a_groupe_pays(page)
    found = {"/noter filled": (violations(page), overflow(page))}
    for path in PAGES:
        page.goto(path)
        found[path] = (violations(page), overflow(page))
    assert {path: told for path, told in found.items() if told[0] or told[1] > 0} == {}
