"""An entry is put right, taken back or answered where it stands."""

from datetime import date
from typing import Any

import pytest

from domain.commands import entries
from domain.commands.shared import ChangesAsked, ChargeAsked, NextStepAsked, StaffAsked
from domain.facts import actor_entries, gathering
from domain.facts.shared import Changes, StaffLine
from tests.domain.people import (
    AMIENS,
    ARRAS,
    DAY,
    ENTRY,
    FUTURE,
    LATER,
    LILLE,
    MEAE,
    NOBODY,
    OTHER,
    TWO,
    amend,
    asked,
    log,
    team,
)


def test_an_amendment_goes_where_the_entry_stands() -> None:
    network = team().given(log("rendez_vous", ARRAS), log("copil", LILLE, interaction=OTHER))
    network.when(amend(occurred_on=LATER)).then(
        actor_entries.ActorInteractionAmended(ENTRY, Changes(occurred_on=LATER), "date mal notée")
    )
    elsewhere = entries.AmendInteraction(OTHER, "durée", ChangesAsked(mode="visio"))
    network.when(elsewhere).then_on((OTHER, "gathering.amended"))


def test_amending_a_gathering_touches_one_stream() -> None:
    network = team().given(log("groupe_pays", ARRAS, LILLE, AMIENS))
    staff = (StaffAsked(TWO, contact=90),)
    changed = Changes(staff=(StaffLine(TWO, 90),))
    fact = gathering.GatheringAmended(ENTRY, changed, "durée")
    network.when(amend("durée", staff=staff)).then(fact)


def test_amending_with_the_values_in_force_changes_nothing() -> None:
    contexte = asked(mode="visio", countries=("ML",), conventions=(ChargeAsked(MEAE, 50),))
    network = team().given(log("rendez_vous", ARRAS, contexte=contexte))
    same = amend(
        occurred_on=DAY,
        staff=contexte.staff,
        mode="visio",
        countries=("ML", "ML"),
        conventions=contexte.conventions,
        project=None,
    )
    network.when(same).then_nothing()


@pytest.mark.parametrize(
    ("changes", "why", "field"),
    [
        ({"occurred_on": FUTURE}, "pas encore passé", "contexte.occurred_on"),
        ({"occurred_on": date(2021, 6, 1)}, "Convention 2022", "contexte.conventions"),
        ({"staff": ()}, "au moins un salarié", "contexte.staff"),
        ({"staff": (StaffAsked(NOBODY, 60),)}, "salarié est inconnu", "contexte.staff.0.salarie"),
        ({"conventions": (ChargeAsked(MEAE, 120),)}, "de 1 à 100", "contexte.conventions"),
        ({"commune": "99999"}, "99999", "contexte.commune"),
        ({"countries": ("ZZ",)}, "ZZ", "contexte.countries"),
        ({"mode": "pigeon"}, "pigeon", "contexte.mode"),
        ({"dispositif": "loto"}, "loto", "contexte.dispositif"),
        ({"odd": (18,)}, "de 1 à 17", "contexte.odd"),
    ],
)
@pytest.mark.parametrize("kind", ["rendez_vous", "groupe_pays"])
def test_an_amendment_is_checked_again(kind: str, changes: Any, why: str, field: str) -> None:
    """R39: also against the conventions that it does not name."""
    contexte = asked(conventions=(ChargeAsked(MEAE, 60),))
    network = team().given(log(kind, ARRAS, contexte=contexte))
    network.when(amend(**changes)).then_refused(why, field)


@pytest.mark.parametrize("kind", ["rendez_vous", "groupe_pays"])
def test_a_retracted_entry_takes_no_amendment_until_it_stands_again(kind: str) -> None:
    network = team().given(log(kind, ARRAS), entries.RetractInteraction(ENTRY, "double"))
    network.when(amend(occurred_on=LATER)).then_refused("a été retirée", "interaction")
    network.given(entries.WithdrawRetraction(ENTRY, "annulé"))
    assert len(network.when(amend(occurred_on=LATER)).done()) == 1


@pytest.mark.parametrize("kind", ["rendez_vous", "groupe_pays"])
def test_retracting_twice_is_retracting_once(kind: str) -> None:
    network = team().given(log(kind, ARRAS), entries.RetractInteraction(ENTRY, "double"))
    network.when(entries.RetractInteraction(ENTRY, "double")).then_nothing()


@pytest.mark.parametrize(
    "command",
    [
        amend(occurred_on=LATER),
        entries.RetractInteraction(ENTRY, "double"),
        entries.WithdrawRetraction(ENTRY, "annulé"),
        entries.AnswerSollicitation(ENTRY, LATER),
    ],
)
def test_an_entry_nobody_logged_is_not_put_right(command: Any) -> None:
    team().when(command).then_refused("relisez la page", "interaction")


def test_an_amended_next_step_names_a_known_salarie() -> None:
    network = team().given(log("rendez_vous", ARRAS))
    step = NextStepAsked("Rappeler", LATER, NOBODY)
    command = entries.AmendInteraction(ENTRY, "suite", next_step=step)
    network.when(command).then_refused("salarié est inconnu", "next_step.salarie")


def test_a_question_and_its_answer() -> None:
    network = team().given(log("sollicitation", ARRAS, canal="courriel"))
    command = entries.AnswerSollicitation(ENTRY, LATER)
    network.when(command).then(actor_entries.ActorSollicitationAnswered(ENTRY, LATER))
    network.when(command).then_nothing()


@pytest.mark.parametrize(
    ("command", "why", "field"),
    [
        (entries.AnswerSollicitation(ENTRY, FUTURE), "pas encore passé", "answered_on"),
        (entries.AnswerSollicitation(OTHER, LATER), "d’un seul acteur ou projet", "interaction"),
    ],
)
def test_an_answer_is_past_and_answers_a_question(command: Any, why: str, field: str) -> None:
    network = team().given(log("sollicitation", ARRAS), log("copil", ARRAS, interaction=OTHER))
    network.when(command).then_refused(why, field)
