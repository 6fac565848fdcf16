"""A failure in a real browser: the page sends again by itself; without a script, a button does."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from api.crm import Crm
from api.errors import UnknownOutcomeError
from api.questions import ask
from api.web import fate
from api.web.cookies import style
from domain.roles import Role
from tests.browser.conftest import overflow, violations
from tests.web.conftest import MRES, SALARIES
from tests.web.entered import opened_session

TEXT = "Zwijnebourg : « 50 % »\nDeuxième ligne"
WAIT = 600


@pytest.fixture
def secret(network: Crm) -> str:
    return opened_session(network, Role.SALARIE, SALARIES[0])[1]


@pytest.fixture
def lost(network: Crm, secret: str, monkeypatch: pytest.MonkeyPatch) -> Crm:
    """Records the first sending, and loses the answer; the clock of the page is the test's."""
    real = network.execute

    def once(*given: Any, **named: Any) -> None:
        real(*given, **named)
        monkeypatch.setattr(network, "execute", real)
        raise UnknownOutcomeError

    monkeypatch.setattr(network, "execute", once)
    monkeypatch.setattr(fate, "DELAYS", (WAIT,))
    return network


@pytest.fixture(params=[True, False])
def form(
    request: pytest.FixtureRequest, browser: Browser, address: str, lost: Crm, secret: str
) -> Iterator[tuple[Page, bool]]:
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, java_script_enabled=request.param, base_url=address
    )
    name = style(demonstration=False, alone=True).name
    where = address.replace("http://", "https://")
    context.add_cookies([{"name": name, "value": secret, "url": where, "secure": True}])
    page = context.new_page()
    page.clock.install()
    page.goto(f"/noter?present=actor:{MRES}")
    yield page, request.param
    context.close()


def test_a_lost_answer_ends_on_the_entry(form: tuple[Page, bool], lost: Crm) -> None:
    page, script = form
    page.fill(f"[name=libre_{SALARIES[0]}]", "45")
    page.fill("[name=resume]", TEXT)
    page.click("[data-envoyer]")
    expect(page.get_by_text("Inconnu, nouvel essai automatique")).to_be_visible()
    assert "Minutes : 45\n" in page.locator("[data-texte]").input_value()
    assert f"Résumé : {TEXT}" in page.locator("[data-texte]").input_value()
    if script:
        assert (violations(page), overflow(page)) == ([], 0)
        expect(page.get_by_role("button", name="Copier mon texte")).to_be_visible()
        page.clock.run_for(1_000 * (WAIT + 1))
    else:
        page.get_by_role("button", name="Essayer maintenant").click()
    expect(page.get_by_text("Notée.")).to_be_visible(timeout=20_000)
    (row,) = ask(lost, "journal")
    assert row["resume"].replace("\r\n", "\n") == TEXT
