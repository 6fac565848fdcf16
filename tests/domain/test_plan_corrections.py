"""An entry is put right, taken back or answered where it stands."""

from datetime import date
from typing import Any

import pytest
from msgspec import UNSET

from domain.commands import entries
from domain.commands.shared import ChangesAsked, ChargeAsked, NextStepAsked, StaffAsked
from domain.facts import actor_entries, gathering
from domain.facts.shared import Amended, Changes, StaffLine
from domain.personal import Secret
from tests.domain.network import Network, key
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
    contact_of,
    log,
    team,
    told,
)

MARIE, PAUL = key("une personne"), key("une autre personne")


def test_an_amendment_goes_where_the_entry_stands() -> None:
    network = team().given(log("rendez_vous", ARRAS), log("copil", LILLE, interaction=OTHER))
    network.when(amend(occurred_on=LATER)).then(
        actor_entries.ActorInteractionAmended(
            ENTRY, Changes(occurred_on=LATER), Secret("date mal notée")
        )
    )
    elsewhere = entries.AmendInteraction(OTHER, "durée", ChangesAsked(mode="visio"))
    network.when(elsewhere).then_on((OTHER, "gathering.amended"))


def test_amending_a_gathering_touches_one_stream() -> None:
    network = team().given(log("groupe_pays", ARRAS, LILLE, AMIENS))
    staff = (StaffAsked(TWO, contact=90),)
    changed = Changes(staff=(StaffLine(TWO, 90),))
    fact = gathering.GatheringAmended(ENTRY, changed, Secret("durée"))
    network.when(amend("durée", staff=staff)).then(fact)


STEP = NextStepAsked("Rappeler la mairie", LATER, TWO)
TOLD: dict[str, Any] = {"resume": "On a parlé.", "titre": "Mali", "next_step": STEP}


def noted(kind: str) -> Any:
    return log(kind, ARRAS, contexte=asked(lieu="Salle Yser"), **TOLD)


@pytest.mark.parametrize("kind", ["rendez_vous", "groupe_pays"])
def test_a_text_told_again_as_it_reads_changes_nothing(kind: str) -> None:
    same = entries.AmendInteraction(ENTRY, "relu", ChangesAsked(lieu="Salle Yser"), **TOLD)
    network = team().given(noted(kind)).when(same)
    network.then_nothing()


@pytest.mark.parametrize("kind", ["rendez_vous", "groupe_pays"])
def test_only_the_texts_that_read_otherwise_are_recorded(kind: str) -> None:
    command = entries.AmendInteraction(
        ENTRY, "relu", ChangesAsked(lieu="Salle Somme"), **{**TOLD, "titre": "Sénégal"}
    )
    network = team().given(noted(kind)).when(command)
    amended = told_by(network)
    assert amended.changes == Changes(lieu=Secret("Salle Somme"))
    assert (amended.titre, amended.resume, amended.next_step) == (Secret("Sénégal"), UNSET, UNSET)
    network.then_nothing()


@pytest.mark.parametrize("kind", ["rendez_vous", "groupe_pays"])
def test_a_text_is_emptied_once(kind: str) -> None:
    nothing = dict.fromkeys(TOLD)
    command = entries.AmendInteraction(ENTRY, "erreur", ChangesAsked(lieu=None), **nothing)
    network = team().given(noted(kind)).when(command)
    amended = told_by(network)
    assert (amended.changes, amended.resume) == (Changes(lieu=None), None)
    assert (amended.titre, amended.next_step) == (None, None)
    network.then_nothing()


def told_by(network: Network) -> Amended:
    """The one fact of the command at hand."""
    ((_, event),) = network.done()
    assert isinstance(event, Amended)
    return event


def test_persons_are_named_once_each_and_put_right() -> None:
    """R49: by their id, in no order that counts."""
    contexte = asked(contacts=(MARIE, PAUL, MARIE))
    contacts = (contact_of(ARRAS, MARIE), contact_of(ARRAS, PAUL))
    network = team().given(*contacts, log("rendez_vous", ARRAS, contexte=contexte))
    assert network.streams[ARRAS][-1] == actor_entries.ActorRendezVousHeld(
        ENTRY, told(contacts=(MARIE, PAUL))
    )
    network.when(amend(contacts=(MARIE, PAUL))).then_nothing()
    network.when(amend(contacts=(PAUL, PAUL))).then(
        actor_entries.ActorInteractionAmended(
            ENTRY, Changes(contacts=(PAUL,)), Secret("date mal notée")
        )
    )


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
