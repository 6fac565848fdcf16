"""Whatever is sent: never a failure of ours, always words, and nothing a browser may misuse."""

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from httpx import Response
from litestar import Litestar

from api.app import create_app
from api.crm import Crm
from api.questions import ask
from api.web.protocol import LARGEST_HEAD
from api.web.security import FEATURES, known_hosts, refuse_foreign
from domain.roles import Role
from tests.browser.conftest import listening
from tests.web.conftest import MRES, SALARIES
from tests.web.entered import Client, browser_of, opened_session
from tests.web.test_failures import FORM, filled

JSON = {"Content-Type": "application/json"}
URLENCODED, MULTIPART = FORM["Content-Type"], "multipart/form-data"
NINES = b"9" * 5_000
ADDRESSES = ("/noter", "/acteurs", f"/acteurs/{MRES}", "/api/commandes", "/couverture", "/rien")

STRANGE = (
    "//", "//ailleurs.example/", "/./noter", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
    "/statique/..%2fapp.py", "/statique/%2e%2e/app.py", "/statique//etc/passwd", "/acteurs/%00",
    "/acteurs/%ff%fe", "/acteurs/..%2f..", "/acteurs/" + "9" * 8_000, "/%0d%0aSet-Cookie:a=b",
    "/couverture?du=%ff", "/couverture?du=%00", "/couverture?du=9999999999999-01-01",
    "/couverture?connu_au=" + "9" * 400, "/journal?connu_au=-1", "/journal?avant=" + "9" * 60,
    "/api/questions/charge?limite=" + "9" * 5_000, "/acteurs?q=" + "%F0%9F%98%80" * 500,
    "/acteurs?q=a&q=b&q=c", "/acteurs?" + "&".join(f"a{n}=1" for n in range(900)),
    "/noter;jsessionid=1", "/noter/", "/NOTER", "/acteurs/" + "../" * 50,
)  # fmt: skip


@pytest.fixture
def inside(app: Litestar, network: Crm) -> Iterator[Client]:
    _, token = opened_session(network, Role.DIRECTION)
    with browser_of(app, token) as ready:
        yield ready


def told_well(answer: Response, *case: str) -> None:
    """A refusal in words, by a page or by problem+json, under every header; never 5xx."""
    assert answer.status_code < 500, case
    assert answer.headers["content-security-policy"].startswith("default-src 'none'"), case
    assert answer.headers["x-request-id"], case
    if answer.status_code >= 400:
        kind = answer.headers["content-type"].partition(";")[0]
        assert kind in {"text/html", "application/problem+json"}, case


def test_any_method_has_its_answer(inside: Client) -> None:
    for method in ("HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "BREW"):
        for address in ADDRESSES:
            told_well(inside.request(method, address), method, address)


def test_any_address_has_its_answer(inside: Client) -> None:
    for address in STRANGE:
        told_well(inside.get(address), address[:80])


def bodies() -> dict[str, tuple[bytes, dict[str, str]]]:
    many = "&".join(f"a{n}=1" for n in range(6_000)).encode()
    deep = b"[" * 30_000
    return {
        "empty": (b"", FORM),
        "thousands of fields": (many, FORM),
        "thousands of the same": (b"present=x&" * 4_000, FORM),
        "only signs": (b"&=&=&;==&", FORM),
        "not UTF-8": (b"nom=\xff\xfe&resume=%ff%c0%80", FORM),
        "a NUL": (b"nom=a%00b", FORM),
        "surrogates": (b"nom=%ed%a0%80", FORM),
        "half an escape": (b"nom=%&resume=%z", FORM),
        "twice the same": (b"jour=2022-01-01&jour=hier&commande=1&commande=2", FORM),
        "huge numbers": (b"libre_x=" + NINES + b"&partners_abroad_count=" + NINES, FORM),
        "deep": (deep, JSON),
        "deep objects": (b'{"a":' * 12_000, JSON),
        "a huge number": (b'{"id":' + b"9" * 60_000 + b"}", JSON),
        "1e999": (b'{"id": 1e999}', JSON),
        "half a surrogate": (b'{"id": "\\ud800"}', JSON),
        "too heavy": (b"a=" + b"x" * 64_001, FORM),
        "another charset": (b"nom=\xe9", {"Content-Type": f"{URLENCODED}; charset=utf-16"}),
        "no content type": (b"nom=a", {}),
        "a bad content type": (b"nom=a", {"Content-Type": "a/b/c; ;;=\x01"}),
        "multipart without an end": (b"--x\r\n", {"Content-Type": f"{MULTIPART}; boundary=x"}),
        "multipart without a mark": (b"--x\r\n", {"Content-Type": MULTIPART}),
    }  # fmt: skip


@pytest.mark.parametrize("address", ["/noter", "/acteurs", "/noter/chercher", "/api/commandes"])
def test_any_body_has_its_answer(inside: Client, network: Crm, address: str) -> None:
    for kind, (content, headers) in bodies().items():
        told_well(inside.post(address, content=content, headers=headers), kind)
    assert ask(network, "journal") == []


def test_any_length_said_or_not_has_its_answer(inside: Client) -> None:
    for said in ("0", "99999999999999999999", "-1", "abc", "1_0"):
        told_well(inside.post("/noter", content=b"a=1", headers={**FORM, "Content-Length": said}))
    pieces = (b"x" * 1_000 for _ in range(100))
    answer = inside.post("/noter", content=pieces, headers=FORM)
    assert (answer.status_code, "64 ko" in answer.text.replace("\u00a0", " ")) == (413, True)


def test_any_host_has_its_answer(inside: Client) -> None:
    for host in ("", "[::", "[", "a b", "maillage.local:x", "maillage.local:0", "é", "x" * 300):
        for name, value in (("Host", host), ("Origin", f"http://{host}"), ("Origin", host)):
            headers = {**FORM, name: value.encode()}
            told_well(inside.post("/noter", content=b"a=1", headers=headers), host)  # type: ignore[arg-type]  # httpx takes bytes


def test_the_headers_of_every_kind_of_answer(inside: Client, network: Crm) -> None:
    for address in ("/couverture", "/rien", "/api/rien", "/couverture?du=hier"):
        headers = inside.get(address).headers
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cross-origin-embedder-policy"] == "require-corp"
        assert all(f"{name}=()" in headers["permissions-policy"] for name in FEATURES)
        assert "strict-transport-security" not in headers
        assert "server" not in headers
    assert "immutable" not in inside.get("/statique/tokens.css").headers["cache-control"]
    public = create_app(network, "127.0.0.1", "https://maillage.example.org")
    with browser_of(public, "x") as client:
        client.base_url = "https://maillage.example.org"  # type: ignore[assignment]
        answer = client.get("/statique/tokens.css")
        assert answer.headers["strict-transport-security"].startswith("max-age=63072000")
        refused = client.get("/statique/tokens.css", headers={"Host": "ailleurs.example"})
        assert refused.status_code == 400


def test_the_public_name_is_known_beside_this_machine() -> None:
    assert known_hosts("127.0.0.1", "https://m.example.org:8443") == {
        "127.0.0.1", "localhost", "::1", "m.example.org",
    }  # fmt: skip
    assert "0.0.0.0" not in (known_hosts("0.0.0.0", "https://m.example.org") or ())  # noqa: S104
    headers = {"host": "m.example.org", "origin": "https://m.example.org"}
    hosts = known_hosts("0.0.0.0", "https://m.example.org")  # noqa: S104 - compared with
    refuse_foreign("POST", lambda name: headers.get(name, ""), hosts)


def said_over_a_line(address: str, content: bytes) -> bytes:
    """What a server answers to bytes that no library would send."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as line:
        line.sendall(content)
        found = b""
        while piece := line.recv(65_536):
            found += piece
    return found


def test_what_is_no_http_is_refused_in_french(network: Crm) -> None:
    with listening(create_app(network)) as address:
        for content in (
            b"BONJOUR\r\n\r\n",
            b"GET / HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\nX: \x00\r\n\r\n",
            b"POST /noter HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: deux\r\n\r\nab",
            b"POST /noter HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * LARGEST_HEAD * 2 + b"\r\n\r\n",
            b"GET /" + b"a" * LARGEST_HEAD * 2 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        ):
            told = said_over_a_line(address, content)
            assert told.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 431 ")), (content[:60], told[:99])
            assert b"ne se lit pas" in told or b"trop longue" in told
            assert b"uvicorn" not in told


def test_a_good_form_still_passes(inside: Client, network: Crm, yesterday: str) -> None:
    """The control: nothing above is refused because everything is."""
    form = filled(yesterday, garder="oui")
    answer = inside.post("/noter", content=urlencode(form, doseq=True), headers=FORM)
    assert answer.status_code == 303
    staff = [{"salarie": str(SALARIES[0]), "contact": 5}]
    order = {"id": str(uuid4()), "type": "interaction.log",
             "interaction": str(uuid4()), "kind": "rendez_vous", "present": [{"actor": str(MRES)}],
             "contexte": {"occurred_on": yesterday, "staff": staff}}  # fmt: skip
    answer = inside.post("/api/commandes", content=json.dumps(order), headers=JSON)
    assert answer.status_code == 200
    assert len(ask(network, "journal")) == 2
