"""The timeline of an actor: what happened, what was taken back, in the period asked for."""

from datetime import date
from typing import Any

import pytest

from api.crm import Crm
from api.questions import Question, ask
from domain.commands.actors import MergeActors
from domain.commands.entries import AmendInteraction, RetractAttendance, RetractInteraction
from domain.commands.shared import ChangesAsked
from tests.domain.network import key
from tests.domain.people import ARRAS, DAY, LATER, LILLE, ONE, log

ALONE, TOGETHER = key("seul à seul"), key("à plusieurs")


@pytest.fixture
def told(reseau: Crm) -> Crm:
    reseau.execute(log("rendez_vous", ARRAS, interaction=ALONE, resume="Un mot."), "Salarié 1")
    reseau.execute(log("groupe_pays", ARRAS, LILLE, interaction=TOGETHER), "Salarié 1")
    return reseau


def entries(crm: Crm, **wanted: Any) -> dict[str, bool]:
    """The entries shown, and whether each was taken back."""
    rows = ask(crm, "journal", Question(**wanted))
    return {row["id"]: row["retiree"] for row in rows if row["type"] == "entree"}


def test_what_was_taken_back_stays_visible_whatever_holds_it(told: Crm) -> None:
    told.execute(RetractInteraction(ALONE, "doublon"), "Salarié 2")
    told.execute(RetractInteraction(TOGETHER, "doublon"), "Salarié 2")
    assert entries(told, acteur=ARRAS) == {str(ALONE): True, str(TOGETHER): True}
    (row,) = ask(told, "journal", Question(entree=TOGETHER))
    (line,) = row["corrections"]
    assert (line["what"], line["reason"], line["author"]) == ("retracted", "doublon", "Salarié 2")


def test_an_attendance_taken_back_is_told_on_both_pages(told: Crm) -> None:
    told.execute(RetractAttendance(TOGETHER, "absente", LILLE), "Salarié 2")
    assert entries(told, acteur=LILLE) == {str(TOGETHER): False}
    (row,) = ask(told, "journal", Question(entree=TOGETHER))
    assert [one["id"] for one in row["presents"]] == [str(ARRAS)]


@pytest.mark.parametrize("retracted", [False, True])
def test_only_the_period_asked_for_is_told(told: Crm, retracted: bool) -> None:
    told.execute(AmendInteraction(ALONE, "date", ChangesAsked(occurred_on=LATER)), "Salarié 1")
    if retracted:
        told.execute(RetractInteraction(ALONE, "non"), "Salarié 1")
    assert entries(told, acteur=ARRAS, du=DAY, au=DAY) == {str(TOGETHER): False}
    assert entries(told, acteur=ARRAS, du=LATER, au=LATER) == {str(ALONE): retracted}


def test_the_past_is_told_as_it_was_known(told: Crm) -> None:
    before = told.known()
    told.execute(RetractInteraction(ALONE, "non"), "Salarié 1")
    assert entries(told, acteur=ARRAS, connu_au=before) == {str(ALONE): False, str(TOGETHER): False}
    assert entries(told, acteur=ARRAS, connu_au=before - 3)[str(ALONE)] is False
    assert entries(told, acteur=ARRAS, connu_au=before - 4) == {}


def test_after_a_merge_the_survivor_tells_it_all(told: Crm) -> None:
    told.execute(MergeActors(LILLE, ARRAS, "même"), "Salarié 1")
    assert entries(told, acteur=ARRAS) == {str(ALONE): False, str(TOGETHER): False}


def test_a_salarie_s_page_tells_their_minutes(told: Crm) -> None:
    rows = ask(told, "journal", Question(salarie=ONE, du=date(2022, 1, 1), au=LATER))
    assert sum(row["minutes"] for row in rows if row["type"] == "entree") == 120
    assert {row["resume"] for row in rows if row["type"] == "entree"} == {"Un mot.", None}
