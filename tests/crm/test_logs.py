"""A log line says what went wrong and where, never about whom."""

import json
from uuid import uuid4

import pytest
import structlog

from api.crm import Crm
from projections import parts
from tests.domain.people import ARRAS, log

NAME = "Zwijnebourg"


def failing(*_: object) -> None:
    try:
        {"Mme": 1}.pop(NAME)
    except KeyError as cause:
        raise ValueError(f"a bug about {NAME}") from cause


def test_an_error_is_named_without_its_message_or_its_values(
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        failing()
    except ValueError:
        structlog.get_logger().exception("something_failed", position=3)
    told = capsys.readouterr()
    line = json.loads(told.err)
    assert (told.out, NAME in told.err) == ("", False)
    assert (line["event"], line["position"]) == ("something_failed", 3)
    assert line["error"] == "ValueError < KeyError"
    assert line["at"][0].startswith("test_logs.py:")


def test_a_projection_that_fails_tells_no_text(
    reseau: Crm, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "parts", failing)
    for _ in range(2):
        entry = log("rendez_vous", ARRAS, interaction=uuid4(), resume=f"Avec {NAME}.")
        assert reseau.execute(entry, "test").positions
    told = capsys.readouterr()
    assert "projection_failed" in told.err
    assert NAME not in told.out + told.err
    stored = reseau.query("SELECT error FROM read_models.set_aside")
    assert stored
    assert NAME not in str(stored)
