"""Forms as browsers send them, and as nobody should."""

import pytest

from api.web.forms import read_form
from api.web.problems import Problem
from api.web.security import refuse_foreign


def test_a_form_keeps_the_order_of_the_page_and_drops_blanks() -> None:
    form = read_form(b"present=actor%3A1&present=&present=actor%3A2&lieu=+Lille++&vide=")
    assert form.every("present") == ["actor:1", "actor:2"]
    assert form.text("lieu") == "Lille"
    assert form.text("vide") == form.text("absent") == ""


@pytest.mark.parametrize("body", [b"nom=%00", b"nom=%ff%fe", b"\xff", b"a=1&" * 6_000])
def test_what_cannot_be_read_is_refused_in_french(body: bytes) -> None:
    with pytest.raises(Problem) as refused:
        read_form(body)
    assert refused.value.status == 400
    assert "recommencez" in refused.value.sentence


def asked(method: str, **headers: str) -> None:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    refuse_foreign(method, lambda name: given.get(name, ""), {"localhost"})


def test_writing_from_another_site_is_refused() -> None:
    for headers in (
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "https://ailleurs.example"},
        {"origin": "http://localhost:9999"},
        {"origin": "null"},
    ):
        with pytest.raises(Problem) as refused:
            asked("POST", host="localhost:8000", **headers)
        assert refused.value.status == 403


def test_writing_from_our_pages_or_from_a_program_is_read() -> None:
    asked("POST", host="localhost:8000", sec_fetch_site="same-origin")
    asked("POST", host="localhost:8000", origin="http://localhost:8000")
    asked("POST", host="localhost:8000")


def test_reading_is_open_but_only_under_our_name() -> None:
    asked("GET", host="localhost:8000", sec_fetch_site="cross-site")
    with pytest.raises(Problem) as refused:
        asked("GET", host="rebinding.example:8000")
    assert refused.value.status == 400
