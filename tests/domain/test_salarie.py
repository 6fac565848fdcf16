"""Arrival, contract, leave, departure, and time that is nobody's interaction."""

from datetime import date
from typing import Any

import pytest

from domain.aggregates.salarie import SALARIE
from domain.commands import salaries as ask
from domain.facts import salarie as facts
from domain.facts.shared import Changes
from domain.personal import Secret
from domain.steps import Amend, Log, Restore, Retract
from tests.domain.network import key
from tests.domain.people import DAY, ENTRY, LATER, ONE, told
from tests.domain.scenario import given, refused

FIRST = date(2021, 1, 4)
JOINED = facts.SalarieJoined("Salarié 1", "lille", "CID", FIRST)
LEAVE = key("un congé")
AWAY = facts.SalarieLeaveRecorded(LEAVE, DAY, LATER)
LOGGED = facts.SalarieTempsInterneLogged(ENTRY, told(), nature=Secret("réunion d’équipe"))


def test_a_salarie_joins_the_team() -> None:
    command = ask.JoinSalarie(ONE, "Salarié 1", "lille", FIRST, "CID")
    given(SALARIE).when(command).then(JOINED)


def test_a_salarie_joins_once() -> None:
    command = ask.JoinSalarie(ONE, "Salarié 1", "lille", FIRST)
    given(SALARIE, JOINED).when(command).then_refused("déjà dans l’équipe", "salarie")


@pytest.mark.parametrize(
    "command",
    [ask.ChangeBureau(ONE, "lille", DAY), ask.DepartSalarie(ONE, DAY), Log(ENTRY, "x", told())],
)
def test_an_unknown_salarie_takes_nothing(command: Any) -> None:
    given(SALARIE).when(command).then_refused("choisissez-le dans la liste", "salarie")


NEWS: list[tuple[tuple[Any, ...], Any, Any]] = [
    (
        (),
        ask.ChangeContract(ONE, 2100, 80, DAY, (5, 1, 2, 1)),
        facts.SalarieContractChanged(2100, 80, DAY, (1, 2, 5)),
    ),
    ((), ask.RecordLeave(ONE, LEAVE, DAY, LATER), AWAY),
    ((AWAY,), ask.CancelLeave(ONE, LEAVE), facts.SalarieLeaveCancelled(LEAVE)),
    ((), ask.ChangePole(ONE, DAY, "MEIJ"), facts.SalariePoleChanged("MEIJ", DAY)),
    ((), ask.ChangePole(ONE, DAY), facts.SalariePoleChanged(None, DAY)),
    ((), ask.ChangeBureau(ONE, "amiens", DAY), facts.SalarieBureauChanged("amiens", DAY)),
    ((), ask.DepartSalarie(ONE, LATER), facts.SalarieDeparted(LATER)),
    (
        (facts.SalarieDeparted(DAY),),
        ask.DepartSalarie(ONE, LATER),
        facts.SalarieDeparted(LATER),
    ),
]


@pytest.mark.parametrize(("past", "command", "fact"), NEWS)
def test_news_of_a_salarie_are_one_fact(past: tuple[Any, ...], command: Any, fact: Any) -> None:
    given(SALARIE, JOINED, *past).when(command).then(fact)


@pytest.mark.parametrize(("past", "command", "fact"), NEWS)
def test_news_told_twice_are_told_once(past: tuple[Any, ...], command: Any, fact: Any) -> None:
    given(SALARIE, JOINED, *past, fact).when(command).then_nothing()


@pytest.mark.parametrize(
    ("past", "command"),
    [((), ask.JoinSalarie(ONE, "Salarié 1", "paris", FIRST)), ((JOINED,), "change")],
)
def test_a_bureau_is_lille_or_amiens(past: tuple[Any, ...], command: Any) -> None:
    asked = ask.ChangeBureau(ONE, "paris", DAY) if command == "change" else command
    given(SALARIE, *past).when(asked).then_refused("« paris » n’est pas un bureau", "bureau")


@pytest.mark.parametrize(
    ("past", "command"),
    [
        ((), ask.JoinSalarie(ONE, "Salarié 1", "lille", FIRST, "RH")),
        ((JOINED,), ask.ChangePole(ONE, DAY, "RH")),
    ],
)
def test_a_pole_is_one_of_four(past: tuple[Any, ...], command: Any) -> None:
    given(SALARIE, *past).when(command).then_refused("« RH » n’est pas un pôle", "pole")


def test_a_leave_ends_after_it_begins() -> None:
    command = ask.RecordLeave(ONE, LEAVE, LATER, DAY)
    given(SALARIE, JOINED).when(command).then_refused("finit avant de commencer", "last")


def test_other_dates_of_a_leave_are_not_lost_in_silence() -> None:
    command = ask.RecordLeave(ONE, LEAVE, DAY, DAY)
    given(SALARIE, JOINED, AWAY).when(command).then_refused("annulez-le, puis notez-le", "leave")


def test_a_departure_follows_the_arrival() -> None:
    command = ask.DepartSalarie(ONE, date(2020, 12, 31))
    given(SALARIE, JOINED).when(command).then_refused("précède l’arrivée", "last_day")


def test_minutes_are_of_the_days_in_the_team() -> None:
    """From the first day to the last, both included (R35)."""
    state = SALARIE.state([JOINED, facts.SalarieDeparted(LATER)])
    for day in (FIRST, LATER):
        state.refuse_unless_there(day, "x")
    early, late = date(2021, 1, 3), date(2022, 4, 21)
    refused(lambda: state.refuse_unless_there(early, "x"), "depuis le 04/01/2021", "x")
    refused(lambda: state.refuse_unless_there(late, "x"), "quitté l’équipe le 20/04/2022", "x")


def test_time_that_is_nobodys_interaction_is_logged() -> None:
    step = Log(
        ENTRY,
        "temps_interne",
        told(),
        Secret("Réunion"),
        Secret("On a parlé."),
        detail={"nature": Secret("réunion d’équipe")},
    )
    fact = facts.SalarieTempsInterneLogged(
        ENTRY,
        told(),
        Secret("On a parlé."),
        titre=Secret("Réunion"),
        nature=Secret("réunion d’équipe"),
    )
    given(SALARIE, JOINED).when(step).then(fact)


def test_it_is_logged_once() -> None:
    step = Log(ENTRY, "temps_interne", told())
    given(SALARIE, JOINED, LOGGED).when(step).then_refused("déjà noté", "interaction")


def test_it_is_amended_retracted_and_stands_again_once_each() -> None:
    changed = facts.SalarieTempsInterneAmended(ENTRY, Changes(pole="EPO"), Secret("autre pôle"))
    gone = facts.SalarieTempsInterneRetracted(ENTRY, Secret("en double"))
    back = facts.SalarieRetractionWithdrawn(ENTRY, Secret("annulé"))
    past: list[Any] = [JOINED, LOGGED]
    for step, fact in (
        (Amend(ENTRY, Changes(pole="EPO"), "autre pôle"), changed),
        (Retract(ENTRY, "en double"), gone),
        (Restore(ENTRY, "annulé"), back),
    ):
        given(SALARIE, *past).when(step).then(fact)
        past.append(fact)
        given(SALARIE, *past).when(step).then_nothing()
