"""What a record names is known, and its day is past."""

from datetime import date
from typing import Any

import pytest

from domain.commands import actors, projects, salaries
from domain.facts import actor as actor_facts
from domain.facts.project import PartnerAbroad
from tests.domain.people import ARRAS, DAY, FORAGE, FUTURE, LILLE, MEAE, NOBODY, ONE, TWO, team


@pytest.mark.parametrize(
    ("command", "why", "field"),
    [
        (actors.RegisterActor(NOBODY, "X", commune="99999"), "99999", "commune"),
        (actors.RegisterActor(NOBODY, "X", countries=("ZZ",)), "ZZ", "countries"),
        (actors.RegisterActor(NOBODY, "X", typologie="club"), "« club »", "typologie"),
        (actors.RegisterActor(NOBODY, "X", connu_depuis=FUTURE), "pas encore", "connu_depuis"),
        (actors.RegisterActor(ARRAS, "X"), "déjà inscrit", "actor"),
        (actors.MoveActor(ARRAS, "99999", DAY), "99999", "commune"),
        (actors.CorrectSiege(ARRAS, "99999", "erreur"), "99999", "commune"),
        (actors.CorrectTypologie(ARRAS, "club", "erreur"), "« club »", "typologie"),
        (actors.ChangeTypologie(ARRAS, "club", DAY), "« club »", "typologie"),
        (actors.DeclareActivities(ARRAS, (), ("ZZ",)), "ZZ", "countries"),
        (actors.DeclareConnuDepuis(ARRAS, FUTURE), "pas encore", "on"),
        (actors.ConfirmActor(ARRAS, FUTURE), "pas encore", "on"),
        (actors.AssignReferent(ARRAS, NOBODY, DAY, "x"), "salarié est inconnu", "salarie"),
        (actors.AssignReferent(ARRAS, TWO, date(2021, 6, 1), "x"), "Salarié 2", "salarie"),
        (actors.JoinCollective(ARRAS, NOBODY, DAY), "inconnu", "member"),
        (actors.JoinCollective(ARRAS, LILLE, FUTURE), "pas encore", "on"),
        (actors.LeaveCollective(ARRAS, LILLE, FUTURE), "pas encore", "on"),
        (actors.LeaveContact(ARRAS, NOBODY, FUTURE), "pas encore", "on"),
        (actors.ArchiveActor(ARRAS, DAY, "fusion", NOBODY), "inconnu", "successor"),
        (actors.RenameActor(NOBODY, "X"), "inscrivez-le", "actor"),
        (projects.OpenProject(NOBODY, "X", NOBODY), "inconnu", "porteur"),
        (projects.OpenProject(NOBODY, "X", ARRAS, "99999"), "99999", "commune"),
        (projects.OpenProject(NOBODY, "X", ARRAS, countries=("ZZ",)), "ZZ", "countries"),
        (projects.OpenProject(NOBODY, "X", ARRAS, odd=(18,)), "de 1 à 17", "odd"),
        (projects.OpenProject(NOBODY, "X", ARRAS, dispositifs=("loto",)), "loto", "dispositifs"),
        (projects.OpenProject(NOBODY, "X", ARRAS, chef_de_file=NOBODY), "inconnu", "chef_de_file"),
        (
            projects.DescribeProject(FORAGE, partners_abroad=(PartnerAbroad("X", "ZZ"),)),
            "ZZ",
            "partners_abroad",
        ),
        (projects.ChangePorteur(FORAGE, NOBODY, DAY), "inconnu", "actor"),
        (projects.JoinPartner(FORAGE, NOBODY), "inconnu", "actor"),
        (projects.JoinPartner(FORAGE, LILLE, on=FUTURE), "pas encore", "on"),
        (projects.LeavePartner(FORAGE, LILLE, FUTURE), "pas encore", "on"),
        (projects.ReachStage(FORAGE, "depose", DAY, "loto"), "loto", "dispositif"),
        (projects.ReachStage(FORAGE, "depose", FUTURE), "pas encore", "on"),
        (projects.CorrectStage(FORAGE, "depose", DAY, "x", "loto"), "loto", "dispositif"),
        (projects.CloseProject(FORAGE, FUTURE, "fin"), "pas encore", "on"),
        (projects.IdentifyExplorExpert(FORAGE, DAY, NOBODY), "inconnu", "actor"),
        (projects.ApproveExplor(FORAGE, DAY, 1, NOBODY), "convention est inconnue", "convention"),
        (projects.DepartExplor(FORAGE, FUTURE), "pas encore", "on"),
        (projects.RetitleProject(NOBODY, "X"), "ouvrez-le", "project"),
        (actors.MergeActors(ARRAS, ARRAS, "x"), "avec elle-même", "survivor"),
        (actors.MergeActors(NOBODY, ARRAS, "x"), "inconnu", "absorbed"),
        (actors.MergeActors(ARRAS, NOBODY, "x"), "inconnu", "survivor"),
        (actors.MergeActors(LILLE, ARRAS, " "), "Il manque la raison", "reason"),
        (actors.UndoMerge(NOBODY, "x"), "inconnu", "absorbed"),
        (actors.UndoMerge(ARRAS, " "), "Il manque la raison", "reason"),
    ],
)
def test_what_a_record_names_is_known_and_past(command: Any, why: str, field: str) -> None:
    team().when(command).then_refused(why, field)


def test_a_move_may_be_told_before_its_day() -> None:
    command = actors.MoveActor(ARRAS, "80021", FUTURE)
    team().when(command).then(actor_facts.ActorMoved("80021", FUTURE))


def test_every_record_command_reaches_its_stream() -> None:
    team().when(salaries.ChangeBureau(ONE, "amiens", DAY)).then_on((ONE, "salarie.bureau_changed"))
    longer = salaries.SignAvenant(MEAE, date(2022, 1, 1), FUTURE, "retard")
    team().when(longer).then_on((MEAE, "convention.avenant_signed"))
    team().when(projects.ReachStage(FORAGE, "depose", DAY, "amp")).then_on(
        (FORAGE, "project.stage_reached")
    )
