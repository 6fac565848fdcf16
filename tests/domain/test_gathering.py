"""What is common to all who came is held once."""

from domain.aggregates.gathering import GATHERING
from domain.facts import gathering as facts
from domain.facts.project import PartnerAbroad
from domain.facts.shared import Changes
from domain.personal import Secret
from domain.steps import Amend, Hold, Restore, Retract
from tests.domain.people import ENTRY, FORAGE, LATER, ONE, TWO, told
from tests.domain.scenario import given

KATI = (PartnerAbroad("Commune de Kati", "ML"),)
HELD = facts.GatheringHeld("groupe_pays", told(ONE, TWO, minutes=150), Secret("Mali"))
GONE = facts.GatheringRetracted(ENTRY, Secret("saisie en double"))


def test_a_gathering_is_held_with_all_that_is_common() -> None:
    step = Hold(
        "atelier_duo",
        told(),
        Secret("Eau"),
        Secret("On a parlé."),
        partners_abroad=KATI,
        partners_abroad_count=2,
        heads=9,
        files=(FORAGE,),
        forme="jury",
    )
    fact = facts.GatheringHeld(
        "atelier_duo",
        told(),
        Secret("Eau"),
        Secret("On a parlé."),
        partners_abroad=KATI,
        partners_abroad_count=2,
        heads=9,
        files=(FORAGE,),
        forme="jury",
    )
    given(GATHERING).when(step).then(fact)


def test_a_gathering_is_held_once() -> None:
    step = Hold("groupe_pays", told())
    given(GATHERING, HELD).when(step).then_refused("rectifiez-la plutôt", "interaction")


def test_an_amendment_names_the_gathering_and_only_what_differs() -> None:
    changes = Changes(occurred_on=LATER, staff=HELD.contexte.staff)
    step = Amend(ENTRY, changes, " date mal notée ")
    fact = facts.GatheringAmended(ENTRY, Changes(occurred_on=LATER), Secret("date mal notée"))
    given(GATHERING, HELD).when(step).then(fact)
    given(GATHERING, HELD, fact).when(step).then_nothing()


def test_a_gathering_is_retracted_once() -> None:
    step = Retract(ENTRY, "saisie en double")
    given(GATHERING, HELD).when(step).then(GONE)
    given(GATHERING, HELD, GONE).when(step).then_nothing()


def test_a_retracted_gathering_takes_no_amendment() -> None:
    step = Amend(ENTRY, Changes(occurred_on=LATER), "date")
    given(GATHERING, HELD, GONE).when(step).then_refused("rétablissez-la avant", "interaction")


def test_a_retraction_is_withdrawn_once() -> None:
    step = Restore(ENTRY, "annulé")
    back = facts.GatheringRetractionWithdrawn(ENTRY, Secret("annulé"))
    given(GATHERING, HELD, GONE).when(step).then(back)
    given(GATHERING, HELD, GONE, back).when(step).then_nothing()
    given(GATHERING, HELD).when(step).then_nothing()


def test_an_unknown_gathering_is_not_corrected() -> None:
    for step in (
        Amend(ENTRY, Changes(occurred_on=LATER), "date"),
        Retract(ENTRY, "double"),
        Restore(ENTRY, "annulé"),
    ):
        given(GATHERING).when(step).then_refused("inconnue ici", "interaction")


def test_a_correction_has_a_reason() -> None:
    for past, step in (
        ((HELD,), Amend(ENTRY, Changes(occurred_on=LATER), " ")),
        ((HELD,), Retract(ENTRY, "")),
        ((HELD, GONE), Restore(ENTRY, " ")),
    ):
        given(GATHERING, *past).when(step).then_refused("Il manque la raison", "reason")
