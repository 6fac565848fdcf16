"""Which texts does the form of a correction change? Those that read otherwise, and no other."""

from datetime import date
from typing import Any

import pytest
from msgspec import UNSET

from api.web.forms import Form
from api.web.rectifying import step_changed, text_changed
from domain.commands.shared import NextStepAsked
from tests.domain.people import ONE

ROW: dict[str, Any] = {
    "titre": "Eau",
    "resume": "Une ligne.\nUne autre.",
    "suite": {"what": "Rappeler", "due": "2022-05-03", "salarie": str(ONE)},
}
BLANK: dict[str, Any] = {"titre": None, "resume": None, "suite": None}


def typed(**values: str) -> Form:
    return Form({name: [value] for name, value in values.items()})


@pytest.mark.parametrize(
    ("row", "form", "name", "asked"),
    [
        (ROW, typed(), "titre", UNSET),
        (ROW, typed(titre=" Eau "), "titre", UNSET),
        (ROW, typed(titre="Forêt"), "titre", "Forêt"),
        (ROW, typed(titre=""), "titre", None),
        (BLANK, typed(titre=""), "titre", UNSET),
        (ROW, typed(resume="Une ligne.\r\nUne autre."), "resume", UNSET),
        (ROW, typed(resume="Une ligne. Une autre."), "resume", "Une ligne. Une autre."),
    ],
)  # fmt: skip
def test_a_text_is_asked_for_when_it_reads_otherwise(
    row: dict[str, Any], form: Form, name: str, asked: Any
) -> None:
    assert text_changed(row, form, name) == asked


@pytest.mark.parametrize(
    ("row", "form", "asked"),
    [
        (ROW, typed(), UNSET),
        (ROW, typed(suite="Rappeler", suite_jour="2022-05-03"), UNSET),
        (ROW, typed(suite="", suite_jour=""), None),
        (ROW, typed(suite="Écrire", suite_jour=""), NextStepAsked("Écrire", None, ONE)),
        (BLANK, typed(suite="", suite_jour=""), UNSET),
        (BLANK, typed(suite="Écrire", suite_jour="2022-05-04"),
         NextStepAsked("Écrire", date(2022, 5, 4))),
    ],
)  # fmt: skip
def test_who_promised_stays_the_same(row: dict[str, Any], form: Form, asked: Any) -> None:
    refus: dict[str, str] = {}
    assert step_changed(row, form, refus) == asked
    assert not refus
