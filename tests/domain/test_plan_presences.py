"""Who came late, who was noted by mistake."""

from typing import Any
from uuid import UUID

import pytest

from domain.commands import entries
from domain.commands.shared import Present
from domain.facts import actor_presence
from tests.domain.people import AMIENS, ARRAS, ENTRY, FORAGE, LILLE, NOBODY, log, team, told


def attend(who: UUID, **more: Any) -> entries.AddAttendance:
    return entries.AddAttendance(ENTRY, Present(actor=who, **more))


def gone(who: UUID) -> entries.RetractAttendance:
    return entries.RetractAttendance(ENTRY, "absente", actor=who)


def test_a_late_attendance_takes_the_last_rank() -> None:
    """R11, also when one before it was taken back."""
    network = team().given(log("groupe_pays", ARRAS, LILLE), gone(LILLE))
    came = actor_presence.ActorGroupePaysAttended
    network.when(attend(AMIENS, heads=2)).then(came(ENTRY, 3, 2))
    network.when(attend(LILLE)).then(came(ENTRY, 4))


def test_a_project_may_come_late_too() -> None:
    network = team().given(log("jury"))
    command = entries.AddAttendance(ENTRY, Present(project=FORAGE))
    network.when(command).then_on((FORAGE, "project.jury_attended"))


def test_who_is_already_there_does_not_come_twice() -> None:
    team().given(log("groupe_pays", ARRAS)).when(attend(ARRAS)).then_nothing()


def test_attendances_are_taken_back_one_by_one() -> None:
    network = team().given(log("groupe_pays", ARRAS, LILLE), gone(ARRAS))
    network.when(gone(ARRAS)).then_nothing()
    network.when(gone(LILLE)).then_on((LILLE, "actor.attendance_retracted"))
    assert network.gathering(ENTRY).contexte == told()


def test_an_attendance_is_amended_where_it_stands() -> None:
    network = team().given(log("copil", present=(Present(project=FORAGE),)))
    command = entries.AmendAttendance(ENTRY, "compté", Present(project=FORAGE, heads=3))
    network.when(command).then_on((FORAGE, "project.attendance_amended"))
    network.when(command).then_nothing()


@pytest.mark.parametrize(
    ("command", "why", "field"),
    [
        (attend(NOBODY), "inscrivez-le d’abord", "actor"),
        (gone(LILLE), "n’est pas notée présente", "present"),
        (entries.RetractAttendance(ENTRY, "absente"), "nomme un acteur ou un projet", "present"),
        (
            entries.AmendAttendance(ENTRY, "compté", Present(actor=LILLE, heads=3)),
            "n’est pas notée présente",
            "present",
        ),
    ],
)
def test_a_presence_names_who_came(command: Any, why: str, field: str) -> None:
    team().given(log("groupe_pays", ARRAS)).when(command).then_refused(why, field)


def test_only_a_gathering_is_attended() -> None:
    network = team().given(log("rendez_vous", ARRAS))
    network.when(attend(LILLE)).then_refused("n’est pas une rencontre à plusieurs", "interaction")


def test_a_retracted_gathering_is_not_attended() -> None:
    network = team().given(log("copil", ARRAS), entries.RetractInteraction(ENTRY, "double"))
    network.when(attend(LILLE)).then_refused("rétablissez-la d’abord", "interaction")
