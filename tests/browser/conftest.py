"""A real browser in front of the real application over a real database."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from litestar import Litestar
from playwright.sync_api import Browser, Page, sync_playwright

from api.app import create_app
from api.crm import Crm
from api.web.protocol import LIMITS, FrenchProtocol
from domain.roles import Role
from tests.signed import COOKIE, account, session
from tests.web.conftest import SALARIES, fill

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LIMIT = 30.0


@contextmanager
def listening(app: Litestar) -> Iterator[str]:
    """The address of a server that ends with the test."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, log_level="warning", http=FrenchProtocol, **LIMITS
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + LIMIT
    while not server.started and time.monotonic() < end:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(LIMIT)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def network(crm: Crm) -> Crm:
    fill(crm)
    return crm


@pytest.fixture
def address(network: Crm) -> Iterator[str]:
    with listening(create_app(network)) as found:
        yield found


def held(secret: str, address: str) -> Any:
    """The cookie of a session; a browser takes a machine's own address for a safe one."""
    url = address.replace("http://", "https://")
    return {"name": COOKIE, "value": secret, "url": url, "secure": True}


Opened = Callable[..., Page]


@contextmanager
def pages(browser: Browser, address: str, secret: str) -> Iterator[Opened]:
    """Pages of whoever holds this session; what the browser complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def go(path: str, *, width: int = 1280, javascript: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            base_url=address,
            locale="fr-FR",
        )
        contexts.append(context)
        context.add_cookies([held(secret, address)])
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert [one for one in complaints if "status of 4" not in one] == []


@pytest.fixture
def opened(browser: Browser, address: str, network: Crm) -> Iterator[Opened]:
    """For a director who is also the first salarié."""
    secret = session(network, account(network, Role.DIRECTION, SALARIES[0]))
    with pages(browser, address, secret) as go:
        yield go


def violations(page: Page) -> list[str]:
    """What axe finds, with the first element of each finding."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']} : {one['nodes'][0]['target']}" for one in found]


def overflow(page: Page) -> int:
    """How many pixels the page can be scrolled sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
