"""A convention takes the entries of its period."""

from datetime import date

import pytest

from domain.aggregates.convention import CONVENTION
from domain.commands.salaries import SignAvenant, SignConvention
from domain.facts.convention import ConventionAvenantSigned, ConventionSigned
from domain.personal import Secret
from tests.domain.people import MEAE
from tests.domain.scenario import given, refused

FIRST, LAST = date(2022, 1, 1), date(2022, 12, 31)
LONGER = date(2023, 3, 31)
SIGNED = ConventionSigned("MEAE", "Convention 2022", FIRST, LAST)
MOVED = ConventionAvenantSigned(FIRST, LONGER, Secret("retard"))


def test_a_convention_is_signed() -> None:
    command = SignConvention(MEAE, "MEAE", "Convention 2022", FIRST, LAST)
    given(CONVENTION).when(command).then(SIGNED)


def test_a_convention_is_signed_once() -> None:
    command = SignConvention(MEAE, "MEAE", "Convention 2022", FIRST, LAST)
    given(CONVENTION, SIGNED).when(command).then_refused("déjà enregistrée", "convention")


@pytest.mark.parametrize("past", [(), (SIGNED,)])
def test_a_period_ends_after_it_begins(past: tuple[ConventionSigned, ...]) -> None:
    command = SignAvenant(MEAE, LAST, FIRST, "retard")
    given(CONVENTION, *past).when(command).then_refused("finit avant de commencer", "last")


def test_an_avenant_moves_the_period_once() -> None:
    command = SignAvenant(MEAE, FIRST, LONGER, " retard ")
    given(CONVENTION, SIGNED).when(command).then(MOVED)
    given(CONVENTION, SIGNED, MOVED).when(command).then_nothing()


def test_an_avenant_has_a_reason() -> None:
    command = SignAvenant(MEAE, FIRST, LONGER, " ")
    given(CONVENTION, SIGNED).when(command).then_refused("Il manque la raison", "reason")


def test_an_unknown_convention_has_no_avenant() -> None:
    command = SignAvenant(MEAE, FIRST, LONGER, "retard")
    given(CONVENTION).when(command).then_refused("enregistrez-la d’abord", "convention")


def test_it_is_open_from_its_first_to_its_last_day() -> None:
    state = CONVENTION.state([SIGNED])
    for day in (FIRST, LAST):
        state.refuse_unless_open(day)
    outside = date(2023, 1, 1)
    refused(
        lambda: state.refuse_unless_open(outside),
        "« Convention 2022 » va du 01/01/2022 au 31/12/2022",
        "contexte.conventions",
    )
    CONVENTION.state([SIGNED, MOVED]).refuse_unless_open(outside)


def test_an_unknown_convention_takes_nothing() -> None:
    state = CONVENTION.state([])
    refused(lambda: state.refuse_unless_open(FIRST), "est inconnue", "contexte.conventions")
