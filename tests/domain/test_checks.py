"""Dates, durations, percentages, hours and codes, judged before any aggregate is asked."""

from datetime import date, timedelta
from typing import Any

import pytest

from domain import checks
from domain.facts.shared import Charge, Contexte, StaffLine
from domain.lists import Mode, Pole
from domain.personal import Secret
from tests.domain.network import TODAY, key
from tests.domain.people import DAY, MEAE, ONE, TWO, told
from tests.domain.scenario import refused

OTHER = key("convention AFD")


def judged(contexte: Contexte, why: str, field: str) -> None:
    refused(lambda: checks.contexte(contexte, TODAY), why, field)


def line(**minutes: Any) -> Contexte:
    return Contexte(DAY, (StaffLine(ONE, **minutes),))


def test_today_is_not_the_future() -> None:
    checks.contexte(told(on=TODAY), TODAY)


def test_tomorrow_is_the_future() -> None:
    tomorrow = TODAY + timedelta(days=1)
    judged(told(on=tomorrow), "01/10/2022 n’est pas encore passé", "contexte.occurred_on")


def test_a_mistyped_year_is_refused() -> None:
    judged(told(on=date(1922, 3, 15)), "15/03/1922 est trop ancien", "contexte.occurred_on")
    checks.contexte(told(on=date(1990, 1, 1)), TODAY)


def test_an_entry_has_staff() -> None:
    judged(Contexte(DAY), "au moins un salarié et ses minutes", "contexte.staff")


@pytest.mark.parametrize("minutes", [1, 1_440])
def test_a_line_is_one_minute_to_a_day(minutes: int) -> None:
    checks.contexte(line(contact=minutes), TODAY)


@pytest.mark.parametrize(
    "minutes",
    [{}, {"contact": 1_441}, {"contact": 1_000, "preparation": 400, "travel": 41}],
)
def test_a_line_is_not_nothing_nor_more_than_a_day(minutes: dict[str, int]) -> None:
    judged(line(**minutes), "entre 1 et 1 440 minutes", "contexte.staff.0")


@pytest.mark.parametrize("nature", ["contact", "preparation", "travel"])
def test_no_duration_is_negative(nature: str) -> None:
    minutes = {"contact": 60, "travel": 60, nature: -1}
    judged(line(**minutes), "ne peut pas être négative", "contexte.staff.0")


def test_the_refused_line_is_named() -> None:
    staff = (StaffLine(ONE, 60), StaffLine(TWO, -5))
    judged(Contexte(DAY, staff), "négative", "contexte.staff.1")


def test_a_line_has_its_own_day_which_is_past_too() -> None:
    checks.contexte(line(preparation=60, day=date(2022, 3, 1)), TODAY)
    judged(line(contact=60, day=date(2023, 1, 1)), "pas encore passé", "contexte.staff.0.day")


def test_conventions_share_up_to_the_whole() -> None:
    charges = (Charge(MEAE, 60), Charge(OTHER, 40))
    checks.contexte(told(conventions=charges), TODAY)


@pytest.mark.parametrize(
    ("charges", "why"),
    [
        ((Charge(MEAE, 70), Charge(OTHER, 40)), "totalisent 110 %. Retirez 10 points"),
        ((Charge(MEAE, 0),), "de 1 à 100 %"),
        ((Charge(MEAE, -10),), "de 1 à 100 %"),
        ((Charge(MEAE, 101),), "de 1 à 100 %"),
        ((Charge(MEAE, 10), Charge(MEAE, 10)), "citée deux fois"),
    ],
)
def test_conventions_never_charge_more_than_there_is(charges: Any, why: str) -> None:
    judged(told(conventions=charges), why, "contexte.conventions")


@pytest.mark.parametrize("start", ["00:00", "09:30", "23:59"])
def test_an_hour_is_written_on_two_digits(start: str) -> None:
    checks.contexte(told(start=start), TODAY)


@pytest.mark.parametrize("start", ["24:00", "9:30", "14h00", "14:60", "", "14:00\n"])
def test_anything_else_is_no_hour(start: str) -> None:
    judged(told(start=start), "écrivez par exemple 14:00", "contexte.start")


@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_is_known(mode: Mode) -> None:
    checks.contexte(told(mode=mode.value), TODAY)


def test_another_mode_is_refused_with_the_choices() -> None:
    judged(told(mode="pigeon"), "« pigeon » .* presentiel, visio, hybride", "contexte.mode")


@pytest.mark.parametrize("pole", list(Pole))
def test_every_pole_is_known_in_2022(pole: Pole) -> None:
    checks.contexte(told(pole=pole.value), TODAY)


def test_another_pole_is_refused_with_the_choices() -> None:
    judged(told(pole="RH"), "« RH » .* ECSI, MEIJ, CID, EPO", "contexte.pole")


def test_the_pole_epo_exists_from_2022() -> None:
    judged(told(on=date(2021, 12, 31), pole="EPO"), "EPO existe depuis 2022", "contexte.pole")
    checks.contexte(told(on=date(2022, 1, 1), pole="EPO"), TODAY)


@pytest.mark.parametrize("odd", [0, 18, -1])
def test_odd_are_seventeen(odd: int) -> None:
    judged(told(odd=(1, odd)), "de 1 à 17", "contexte.odd")
    checks.contexte(told(odd=(1, 17)), TODAY)


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_blank_reason_is_no_reason(text: str) -> None:
    refused(lambda: checks.reason(text), "Il manque la raison", "reason")


def test_a_reason_is_sealed_without_its_margins() -> None:
    assert checks.why(" durée mal notée ") == Secret("durée mal notée")
