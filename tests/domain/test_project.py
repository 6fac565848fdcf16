"""What the réseau accepts about a project, and about the stages of an EXPLOR mission."""

from datetime import date
from typing import Any

import pytest

from domain.aggregates.project import PROJECT
from domain.commands import projects as ask
from domain.facts import project as facts
from domain.facts import project_entries
from domain.facts.project import PartnerAbroad
from domain.facts.project_presence import ProjectJuryAttended
from domain.facts.shared import Event
from domain.lists import Stage
from domain.personal import Secret
from domain.steps import Attend, Log
from tests.domain.people import AMIENS, ARRAS, DAY, ENTRY, FORAGE, LATER, LILLE, MEAE, told
from tests.domain.scenario import given

OPENED = facts.ProjectOpened(
    "Un forage à Kati",
    ARRAS,
    commune="62041",
    countries=("ML",),
    odd=(6,),
    partners_abroad=(PartnerAbroad("Commune de Kati", "ML"),),
    opened_on=DAY,
)
REQUESTED = project_entries.ProjectExplorRequested(ENTRY, told())


def test_a_project_is_opened() -> None:
    command = ask.OpenProject(
        FORAGE,
        " Un forage à Kati ",
        ARRAS,
        "62041",
        ("ML",),
        odd=(6,),
        partners_abroad=(PartnerAbroad("Commune de Kati", "ML"),),
        opened_on=DAY,
    )
    given(PROJECT).when(command).then(OPENED)


def test_a_project_is_opened_once() -> None:
    command = ask.OpenProject(FORAGE, "Un forage", ARRAS)
    given(PROJECT, OPENED).when(command).then_refused("déjà ouvert", "project")


@pytest.mark.parametrize(
    ("past", "command"),
    [
        ((), ask.OpenProject(FORAGE, " ", ARRAS)),
        ((OPENED,), ask.RetitleProject(FORAGE, "  ")),
    ],
)
def test_a_title_is_not_blank(past: tuple[Any, ...], command: Any) -> None:
    given(PROJECT, *past).when(command).then_refused("Il manque le titre", "titre")


@pytest.mark.parametrize(
    "command", [ask.RetitleProject(FORAGE, "Autre"), Attend(ENTRY, "jury", 1, DAY)]
)
def test_an_unknown_project_takes_nothing(command: Any) -> None:
    given(PROJECT).when(command).then_refused("inconnu : ouvrez-le", "project")


JOINED = facts.ProjectPartnerJoined(LILLE, "partenaire", DAY)
REACHED = facts.ProjectStageReached("depose", DAY, "amp")
CLOSED = facts.ProjectClosed(LATER, Secret("terminé"))
DESCRIBED = facts.ProjectDescribed("80021", ("SN",), ("eau",), (6, 13))
NEWS: list[tuple[tuple[Any, ...], Any, Any]] = [
    ((), ask.RetitleProject(FORAGE, " Deux forages "), facts.ProjectRetitled("Deux forages")),
    ((), ask.DescribeProject(FORAGE, "80021", ("SN",), ("eau",), (6, 13)), DESCRIBED),
    (
        (),
        ask.ChangePorteur(FORAGE, LILLE, LATER),
        facts.ProjectPorteurChanged(LILLE, LATER),
    ),
    ((), ask.JoinPartner(FORAGE, LILLE, on=DAY), JOINED),
    (
        (JOINED,),
        ask.JoinPartner(FORAGE, LILLE, "co_porteur"),
        facts.ProjectPartnerJoined(LILLE, "co_porteur"),
    ),
    ((JOINED,), ask.LeavePartner(FORAGE, LILLE, LATER), facts.ProjectPartnerLeft(LILLE, LATER)),
    ((), ask.ReachStage(FORAGE, "depose", DAY, "amp"), REACHED),
    (
        (REACHED,),
        ask.CorrectStage(FORAGE, "recevable", DAY, "mal noté", "amp"),
        facts.ProjectStageCorrected("recevable", DAY, Secret("mal noté"), "amp"),
    ),
    ((), ask.CloseProject(FORAGE, LATER, "terminé"), CLOSED),
    (
        (CLOSED,),
        ask.ReopenProject(FORAGE, LATER, "suite"),
        facts.ProjectReopened(LATER, Secret("suite")),
    ),
]


@pytest.mark.parametrize(("past", "command", "fact"), NEWS)
def test_news_of_a_project_are_one_fact(past: tuple[Any, ...], command: Any, fact: Any) -> None:
    given(PROJECT, OPENED, *past).when(command).then(fact)


@pytest.mark.parametrize(("past", "command", "fact"), NEWS)
def test_news_told_twice_are_told_once(past: tuple[Any, ...], command: Any, fact: Any) -> None:
    given(PROJECT, OPENED, *past, fact).when(command).then_nothing()


@pytest.mark.parametrize(
    "command",
    [
        ask.RetitleProject(FORAGE, "Un forage à Kati"),
        ask.DescribeProject(
            FORAGE,
            "62041",
            ("ML",),
            odd=(6,),
            partners_abroad=(PartnerAbroad("Commune de Kati", "ML"),),
        ),
        ask.ChangePorteur(FORAGE, ARRAS, LATER),
        ask.LeavePartner(FORAGE, LILLE, LATER),
        ask.ReopenProject(FORAGE, LATER, "suite"),
    ],
)
def test_what_is_already_so_changes_nothing(command: Any) -> None:
    given(PROJECT, OPENED).when(command).then_nothing()


def test_a_porteur_recorded_late_does_not_hide_a_later_one() -> None:
    """The lead porteur of a day is judged on that day (R2)."""
    past = (
        facts.ProjectPorteurChanged(LILLE, LATER),
        facts.ProjectPorteurChanged(AMIENS, DAY),
    )
    command = ask.ChangePorteur(FORAGE, AMIENS, date(2022, 6, 1))
    fact = facts.ProjectPorteurChanged(AMIENS, date(2022, 6, 1))
    given(PROJECT, OPENED, *past).when(command).then(fact)


def test_a_partner_has_a_known_quality() -> None:
    command = ask.JoinPartner(FORAGE, LILLE, "ami")
    given(PROJECT, OPENED).when(command).then_refused("« ami » n’est pas une qualité", "quality")


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_can_be_reached(stage: Stage) -> None:
    command = ask.ReachStage(FORAGE, stage.value, DAY)
    given(PROJECT, OPENED).when(command).then(facts.ProjectStageReached(stage.value, DAY))


@pytest.mark.parametrize(
    ("past", "command"),
    [
        ((), ask.ReachStage(FORAGE, "gagne", DAY)),
        ((REACHED,), ask.CorrectStage(FORAGE, "gagne", DAY, "mal noté")),
    ],
)
def test_a_stage_is_of_the_list(past: tuple[Any, ...], command: Any) -> None:
    given(PROJECT, OPENED, *past).when(command).then_refused("« gagne » n’est pas un", "stage")


def test_a_stage_is_corrected_once_one_is_reached() -> None:
    command = ask.CorrectStage(FORAGE, "recevable", DAY, "mal noté")
    given(PROJECT, OPENED).when(command).then_refused("aucun stade à corriger", "stage")


@pytest.mark.parametrize(
    ("past", "command"),
    [
        ((REACHED,), ask.CorrectStage(FORAGE, "recevable", DAY, " ")),
        ((), ask.CloseProject(FORAGE, LATER, "")),
        ((CLOSED,), ask.ReopenProject(FORAGE, LATER, " ")),
        ((REQUESTED,), ask.AbandonExplor(FORAGE, LATER, " ")),
    ],
)
def test_a_correction_has_a_reason(past: tuple[Any, ...], command: Any) -> None:
    given(PROJECT, OPENED, *past).when(command).then_refused("Il manque la raison", "reason")


def test_a_closed_project_is_reopened_before_it_changes() -> None:
    command = ask.RetitleProject(FORAGE, "Deux forages")
    given(PROJECT, OPENED, CLOSED).when(command).then_refused("rouvrez-le", "project")


def test_a_closed_project_still_takes_the_work_done_for_it() -> None:
    step = Log(ENTRY, "relecture", told())
    fact = project_entries.ProjectRelectureDone(ENTRY, told())
    given(PROJECT, OPENED, CLOSED).when(step).then(fact)


def test_a_project_stands_before_a_jury() -> None:
    step = Attend(ENTRY, "jury", 2, DAY)
    given(PROJECT, OPENED).when(step).then(ProjectJuryAttended(ENTRY, 2))


EXPLOR: list[tuple[Any, Any]] = [
    (ask.QualifyExplor(FORAGE, DAY), facts.ProjectExplorQualified(DAY)),
    (
        ask.IdentifyExplorExpert(FORAGE, DAY, AMIENS),
        facts.ProjectExplorExpertIdentified(DAY, AMIENS),
    ),
    (ask.IntroduceExplor(FORAGE, DAY), facts.ProjectExplorIntroduced(DAY)),
    (
        ask.ApproveExplor(FORAGE, DAY, 250_000, MEAE),
        facts.ProjectExplorApproved(DAY, 250_000, MEAE),
    ),
    (ask.DepartExplor(FORAGE, DAY), facts.ProjectExplorDeparted(DAY)),
    (ask.ReturnExplor(FORAGE, DAY), facts.ProjectExplorReturned(DAY)),
    (ask.RestituteExplor(FORAGE, DAY), facts.ProjectExplorRestituted(DAY)),
    (ask.CapitaliseExplor(FORAGE, DAY), facts.ProjectExplorCapitalised(DAY)),
]
FACTS: list[Event] = [fact for _, fact in EXPLOR]


@pytest.mark.parametrize("rank", range(len(EXPLOR)))
def test_a_mission_walks_through_its_stages_once_each(rank: int) -> None:
    command, fact = EXPLOR[rank]
    before = [OPENED, REQUESTED, *FACTS[:rank]]
    given(PROJECT, *before).when(command).then(fact)
    given(PROJECT, *before, fact).when(command).then_nothing()


@pytest.mark.parametrize("rank", range(len(EXPLOR)))
def test_a_mission_that_nobody_asked_for_has_no_stage(rank: int) -> None:
    command, _ = EXPLOR[rank]
    given(PROJECT, OPENED).when(command).then_refused("notez d’abord la demande", "project")


@pytest.mark.parametrize("rank", range(len(EXPLOR) - 1))
def test_a_mission_never_walks_back(rank: int) -> None:
    command, _ = EXPLOR[rank]
    before = [OPENED, REQUESTED, FACTS[rank + 1]]
    given(PROJECT, *before).when(command).then_refused("ne revient pas à", "project")


def test_a_mission_may_skip_stages() -> None:
    given(PROJECT, OPENED, REQUESTED).when(ask.DepartExplor(FORAGE, DAY)).then(
        facts.ProjectExplorDeparted(DAY)
    )


def test_the_stage_where_it_stands_is_told_again_with_its_true_date() -> None:
    past = (OPENED, REQUESTED, facts.ProjectExplorDeparted(DAY))
    command = ask.DepartExplor(FORAGE, LATER)
    given(PROJECT, *past).when(command).then(facts.ProjectExplorDeparted(LATER))


def test_another_expert_is_not_lost_in_silence() -> None:
    past = (OPENED, REQUESTED, facts.ProjectExplorExpertIdentified(DAY, AMIENS))
    command = ask.IdentifyExplorExpert(FORAGE, DAY, LILLE)
    given(PROJECT, *past).when(command).then(facts.ProjectExplorExpertIdentified(DAY, LILLE))


def test_an_expert_who_is_a_person_travels_sealed() -> None:
    command = ask.IdentifyExplorExpert(FORAGE, DAY, person="Prénom Nom")
    fact = facts.ProjectExplorExpertIdentified(DAY, person=Secret("Prénom Nom"))
    given(PROJECT, OPENED, REQUESTED).when(command).then(fact)


def test_an_expert_is_somebody() -> None:
    command = ask.IdentifyExplorExpert(FORAGE, DAY)
    given(PROJECT, OPENED, REQUESTED).when(command).then_refused("qui est l’expert", "actor")


ABANDONED = facts.ProjectExplorAbandoned(LATER, Secret("faute de visa"))


@pytest.mark.parametrize("rank", range(len(EXPLOR) + 1))
def test_a_mission_is_abandoned_from_any_stage(rank: int) -> None:
    command = ask.AbandonExplor(FORAGE, LATER, "faute de visa")
    given(PROJECT, OPENED, REQUESTED, *FACTS[:rank]).when(command).then(ABANDONED)


def test_a_mission_is_abandoned_once() -> None:
    command = ask.AbandonExplor(FORAGE, LATER, "faute de visa")
    given(PROJECT, OPENED, REQUESTED, ABANDONED).when(command).then_nothing()


def test_an_abandoned_mission_goes_on_with_a_new_request() -> None:
    command = ask.QualifyExplor(FORAGE, LATER)
    past = (OPENED, REQUESTED, ABANDONED)
    given(PROJECT, *past).when(command).then_refused("notez une nouvelle demande", "project")
    again = project_entries.ProjectExplorRequested(FORAGE, told(on=LATER))
    given(PROJECT, *past, again).when(command).then(facts.ProjectExplorQualified(LATER))


def test_work_beside_a_mission_under_way_does_not_bring_it_back_to_its_request() -> None:
    """A change of stage counts nothing; the entry beside it does (R4)."""
    work = project_entries.ProjectExplorRequested(FORAGE, told(on=LATER))
    past = (OPENED, REQUESTED, facts.ProjectExplorDeparted(DAY), work)
    command = ask.QualifyExplor(FORAGE, LATER)
    given(PROJECT, *past).when(command).then_refused("déjà à « départ »", "project")


def test_a_request_taken_back_was_no_request() -> None:
    gone = project_entries.ProjectInteractionRetracted(ENTRY, Secret("autre projet"))
    command = ask.QualifyExplor(FORAGE, LATER)
    past = (OPENED, REQUESTED, gone)
    given(PROJECT, *past).when(command).then_refused("notez d’abord la demande", "project")
    back = project_entries.ProjectRetractionWithdrawn(ENTRY, Secret("annulé"))
    given(PROJECT, *past, back).when(command).then(facts.ProjectExplorQualified(LATER))


def test_a_capitalised_mission_may_be_followed_by_another() -> None:
    again = project_entries.ProjectExplorRequested(FORAGE, told(on=LATER))
    past = (OPENED, REQUESTED, facts.ProjectExplorCapitalised(DAY), again)
    command = ask.QualifyExplor(FORAGE, LATER)
    given(PROJECT, *past).when(command).then(facts.ProjectExplorQualified(LATER))
