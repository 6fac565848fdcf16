"""Entries with one subject and presences, on an actor and on a project alike."""

from typing import Any

import pytest

from domain.aggregates.actor import ACTOR
from domain.aggregates.project import PROJECT
from domain.decider import Decider
from domain.facts import actor_entries, actor_presence, project_entries, project_presence
from domain.facts.actor import ActorRegistered
from domain.facts.project import ProjectOpened
from domain.facts.shared import Changes, NextStep
from domain.kinds import RULES, Kind
from domain.personal import Secret
from domain.steps import (
    Amend,
    AmendPresence,
    Answer,
    Attend,
    Log,
    Restore,
    Retract,
    RetractPresence,
)
from tests.domain.people import ARRAS, DAY, ENTRY, LATER, ONE, OTHER, TWO, told
from tests.domain.scenario import given

BORN: dict[str, Any] = {
    "actor": ActorRegistered("Ville d'Arras"),
    "project": ProjectOpened("Un forage à Kati", ARRAS),
}
DECIDERS: dict[str, Decider[Any]] = {"actor": ACTOR, "project": PROJECT}
ENTRIES: dict[str, Any] = {"actor": actor_entries, "project": project_entries}
PRESENCES: dict[str, Any] = {"actor": actor_presence, "project": project_presence}
CORRECTED: dict[str, tuple[Any, Any, Any, Any]] = {
    "actor": (
        actor_entries.ActorInteractionAmended,
        actor_entries.ActorInteractionRetracted,
        actor_entries.ActorRetractionWithdrawn,
        actor_entries.ActorSollicitationAnswered,
    ),
    "project": (
        project_entries.ProjectInteractionAmended,
        project_entries.ProjectInteractionRetracted,
        project_entries.ProjectRetractionWithdrawn,
        project_entries.ProjectSollicitationAnswered,
    ),
}
ATTENDANCE: dict[str, tuple[Any, Any]] = {
    "actor": (actor_presence.ActorAttendanceAmended, actor_presence.ActorAttendanceRetracted),
    "project": (
        project_presence.ProjectAttendanceAmended,
        project_presence.ProjectAttendanceRetracted,
    ),
}
both = pytest.mark.parametrize("holder", ["actor", "project"])


@both
@pytest.mark.parametrize("kind", [kind for kind in Kind if not RULES[kind].group])
def test_every_individual_kind_is_a_fact_of_its_own(holder: str, kind: Kind) -> None:
    fact = ENTRIES[holder].BY_KIND[kind]
    assert fact.kind == kind.value
    scene = given(DECIDERS[holder], BORN[holder])
    scene.when(Log(ENTRY, kind.value, told(), heads=3)).then(fact(ENTRY, told(), heads=3))


@both
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_can_be_attended(holder: str, kind: Kind) -> None:
    fact = PRESENCES[holder].BY_KIND[kind]
    assert fact.kind == kind.value
    scene = given(DECIDERS[holder], BORN[holder])
    step = Attend(ENTRY, kind.value, 4, DAY, 2, Secret("intervenante"))
    scene.when(step).then(fact(ENTRY, 4, 2, Secret("intervenante")))


@both
def test_an_entry_is_logged_once(holder: str) -> None:
    logged = ENTRIES[holder].BY_KIND["rendez_vous"](ENTRY, told())
    scene = given(DECIDERS[holder], BORN[holder], logged)
    scene.when(Log(ENTRY, "rendez_vous", told())).then_refused("déjà notée", "interaction")


@both
def test_an_entry_is_amended_retracted_and_stands_again_once_each(holder: str) -> None:
    logged = ENTRIES[holder].BY_KIND["relecture"](ENTRY, told())
    amended, retracted, withdrawn, _ = CORRECTED[holder]
    changes = Changes(staff=told(ONE, TWO).staff, mode="visio")
    past = [BORN[holder], logged]
    for step, fact in (
        (Amend(ENTRY, changes, " oubli "), amended(ENTRY, changes, Secret("oubli"))),
        (Retract(ENTRY, "double"), retracted(ENTRY, Secret("double"))),
        (Restore(ENTRY, "annulé"), withdrawn(ENTRY, Secret("annulé"))),
    ):
        given(DECIDERS[holder], *past).when(step).then(fact)
        past.append(fact)
        given(DECIDERS[holder], *past).when(step).then_nothing()


@both
def test_an_amendment_keeps_only_what_differs(holder: str) -> None:
    logged = ENTRIES[holder].BY_KIND["relecture"](ENTRY, told(mode="visio", themes=("eau",)))
    amended = CORRECTED[holder][0]
    step = Amend(ENTRY, Changes(mode="visio", themes=("santé",)), "thème")
    scene = given(DECIDERS[holder], BORN[holder], logged)
    scene.when(step).then(amended(ENTRY, Changes(themes=("santé",)), Secret("thème")))


@both
def test_the_rules_keep_no_text(holder: str) -> None:
    """A state outlives its texts: a cache would keep what was erased."""
    place, renamed = Secret("chez une élue"), Secret("ailleurs")
    logged = ENTRIES[holder].BY_KIND["relecture"](ENTRY, told(lieu=place), place, titre=place)
    amended = CORRECTED[holder][0](ENTRY, Changes(lieu=renamed), renamed, titre=renamed)
    came = PRESENCES[holder].BY_KIND["copil"](OTHER, 1, quality=Secret("jurée"))
    state = DECIDERS[holder].state([BORN[holder], logged, amended, came])
    assert "Secret" not in repr(state)


@both
def test_an_amendment_may_empty_a_field(holder: str) -> None:
    logged = ENTRIES[holder].BY_KIND["relecture"](ENTRY, told(mode="visio"))
    amended = CORRECTED[holder][0]
    scene = given(DECIDERS[holder], BORN[holder], logged)
    step = Amend(ENTRY, Changes(mode=None), "inconnu")
    scene.when(step).then(amended(ENTRY, Changes(mode=None), Secret("inconnu")))


@both
def test_a_new_summary_or_next_step_is_an_amendment(holder: str) -> None:
    logged = ENTRIES[holder].BY_KIND["relecture"](ENTRY, told())
    amended = CORRECTED[holder][0]
    scene = given(DECIDERS[holder], BORN[holder], logged)
    text, step = Secret("On a relu."), NextStep(Secret("Rappeler"), LATER, ONE)
    scene.when(Amend(ENTRY, Changes(), "suite", text, step, text)).then(
        amended(ENTRY, Changes(), Secret("suite"), text, step, text)
    )
    scene.when(Amend(ENTRY, Changes(), "vidée", None, None, None)).then(
        amended(ENTRY, Changes(), Secret("vidée"), None, None, None)
    )


@both
def test_a_retracted_entry_takes_no_amendment(holder: str) -> None:
    logged = ENTRIES[holder].BY_KIND["relecture"](ENTRY, told())
    gone = CORRECTED[holder][1](ENTRY, "double")
    scene = given(DECIDERS[holder], BORN[holder], logged, gone)
    step = Amend(ENTRY, Changes(mode="visio"), "mode")
    scene.when(step).then_refused("rétablissez-la avant de la rectifier", "interaction")


@both
@pytest.mark.parametrize(
    "step",
    [
        Amend(ENTRY, Changes(mode="visio"), "mode"),
        Retract(ENTRY, "double"),
        Restore(ENTRY, "annulé"),
    ],
)
def test_an_unknown_entry_is_not_corrected(holder: str, step: Any) -> None:
    scene = given(DECIDERS[holder], BORN[holder])
    scene.when(step).then_refused("relisez la page", "interaction")


@both
@pytest.mark.parametrize("step", [Amend(ENTRY, Changes(mode="visio"), ""), Retract(ENTRY, " ")])
def test_a_correction_has_a_reason(holder: str, step: Any) -> None:
    logged = ENTRIES[holder].BY_KIND["relecture"](ENTRY, told())
    scene = given(DECIDERS[holder], BORN[holder], logged)
    scene.when(step).then_refused("Il manque la raison", "reason")


@both
def test_a_question_is_answered_once(holder: str) -> None:
    """The first answer is the one that counts (R47)."""
    asked = ENTRIES[holder].BY_KIND["sollicitation"](ENTRY, told())
    answered = CORRECTED[holder][3]
    given(DECIDERS[holder], BORN[holder], asked).when(Answer(ENTRY, LATER)).then(
        answered(ENTRY, LATER)
    )
    scene = given(DECIDERS[holder], BORN[holder], asked, answered(ENTRY, DAY))
    scene.when(Answer(ENTRY, LATER)).then_nothing()


@both
def test_an_answer_follows_its_question(holder: str) -> None:
    asked = ENTRIES[holder].BY_KIND["sollicitation"](ENTRY, told(on=LATER))
    scene = given(DECIDERS[holder], BORN[holder], asked)
    scene.when(Answer(ENTRY, DAY)).then_refused("précède la question", "answered_on")


@both
def test_a_question_taken_back_is_not_answered(holder: str) -> None:
    asked = ENTRIES[holder].BY_KIND["sollicitation"](ENTRY, told())
    gone = CORRECTED[holder][1](ENTRY, "double")
    scene = given(DECIDERS[holder], BORN[holder], asked, gone)
    scene.when(Answer(ENTRY, LATER)).then_refused("rétablissez-la avant", "interaction")


@both
def test_only_a_question_is_answered(holder: str) -> None:
    logged = ENTRIES[holder].BY_KIND["relecture"](ENTRY, told())
    for past in ((BORN[holder],), (BORN[holder], logged)):
        scene = given(DECIDERS[holder], *past)
        scene.when(Answer(ENTRY, LATER)).then_refused("inconnue ici", "interaction")


@both
def test_coming_twice_is_coming_once(holder: str) -> None:
    came = PRESENCES[holder].BY_KIND["copil"](ENTRY, 1)
    scene = given(DECIDERS[holder], BORN[holder], came)
    scene.when(Attend(ENTRY, "copil", 2, DAY)).then_nothing()


@both
def test_a_presence_is_amended_then_retracted_once_each(holder: str) -> None:
    amended, retracted = ATTENDANCE[holder]
    past = [BORN[holder], PRESENCES[holder].BY_KIND["copil"](ENTRY, 1)]
    for step, fact in (
        (AmendPresence(ENTRY, " compté ", 3), amended(ENTRY, Secret("compté"), 3)),
        (RetractPresence(ENTRY, "absente"), retracted(ENTRY, Secret("absente"))),
    ):
        given(DECIDERS[holder], *past).when(step).then(fact)
        past.append(fact)
        if isinstance(step, RetractPresence):
            given(DECIDERS[holder], *past).when(step).then_nothing()
    given(DECIDERS[holder], *past).when(AmendPresence(ENTRY, "x", 2)).then_refused(
        "n’est pas notée présente", "present"
    )


@both
def test_a_presence_amended_with_the_same_values_does_not_change(holder: str) -> None:
    came = PRESENCES[holder].BY_KIND["copil"](ENTRY, 1, 3)
    scene = given(DECIDERS[holder], BORN[holder], came)
    scene.when(AmendPresence(ENTRY, "compté", 3)).then_nothing()


@both
def test_a_quality_told_again_is_recorded_again(holder: str) -> None:
    """Its words are sealed, and nobody compares them."""
    juror = Secret("jurée")
    came = PRESENCES[holder].BY_KIND["copil"](ENTRY, 1, 3, juror)
    scene = given(DECIDERS[holder], BORN[holder], came)
    amended = ATTENDANCE[holder][0]
    for quality in (juror, None):
        fact = amended(ENTRY, Secret("compté"), 3, quality)
        scene.when(AmendPresence(ENTRY, "compté", 3, quality)).then(fact)


@both
def test_who_was_taken_back_may_come_again_at_another_rank(holder: str) -> None:
    came = PRESENCES[holder].BY_KIND["copil"]
    gone = ATTENDANCE[holder][1](ENTRY, "absente")
    scene = given(DECIDERS[holder], BORN[holder], came(ENTRY, 1), gone)
    scene.when(Attend(ENTRY, "copil", 5, DAY)).then(came(ENTRY, 5))


@both
@pytest.mark.parametrize("step", [AmendPresence(ENTRY, "x", 2), RetractPresence(ENTRY, "x")])
def test_only_who_came_is_corrected(holder: str, step: Any) -> None:
    scene = given(DECIDERS[holder], BORN[holder])
    scene.when(step).then_refused("n’est pas notée présente", "present")


@both
@pytest.mark.parametrize("step", [AmendPresence(ENTRY, " ", 2), RetractPresence(ENTRY, "")])
def test_a_correction_of_presence_has_a_reason(holder: str, step: Any) -> None:
    came = PRESENCES[holder].BY_KIND["copil"](ENTRY, 1)
    scene = given(DECIDERS[holder], BORN[holder], came)
    scene.when(step).then_refused("Il manque la raison", "reason")
