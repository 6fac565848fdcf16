"""What an entry names is known, open and past; else it is refused whole."""

from datetime import date
from typing import Any

import pytest

from domain.commands import actors, salaries
from domain.commands.shared import ChargeAsked, ContexteAsked, NextStepAsked, Present, StaffAsked
from domain.facts.project import PartnerAbroad
from tests.domain.people import (
    ARRAS,
    DAY,
    ENTRY,
    FORAGE,
    FUTURE,
    LATER,
    LILLE,
    MEAE,
    NOBODY,
    ONE,
    OTHER,
    TWO,
    asked,
    log,
    team,
)


@pytest.mark.parametrize(
    ("command", "why", "field"),
    [
        (log("apero", ARRAS), "« apero » n’est pas une nature connue", "kind"),
        (log("rendez_vous", NOBODY), "inconnu : inscrivez-le", "present.0.actor"),
        (log("groupe_pays", ARRAS, NOBODY), "inconnu : inscrivez-le", "present.1.actor"),
        (
            log("copil", present=(Present(project=NOBODY),)),
            "projet est inconnu",
            "present.0.project",
        ),
        (log("jury", files=(FORAGE, NOBODY)), "projet est inconnu", "files.1"),
        (log("groupe_pays", ARRAS, ARRAS), "notée deux fois", "present"),
        (log("copil", present=(Present(),)), "nomme un acteur ou un projet", "present"),
        (
            log("copil", present=(Present(actor=ARRAS, project=FORAGE),)),
            "nomme un acteur ou un projet",
            "present",
        ),
        (
            log("rendez_vous", ARRAS, contexte=asked(NOBODY)),
            "salarié est inconnu",
            "contexte.staff.0.salarie",
        ),
        (
            log("rendez_vous", ARRAS, contexte=asked(ONE, TWO, on=date(2021, 12, 1))),
            "Salarié 2 est dans l’équipe depuis le 03/01/2022",
            "contexte.staff.1.salarie",
        ),
        (
            log("rendez_vous", ARRAS, contexte=asked(on=FUTURE)),
            "10/01/2023 n’est pas encore passé",
            "contexte.occurred_on",
        ),
        (
            log("rendez_vous", ARRAS, contexte=asked(commune="99999")),
            "commune « 99999 » est inconnue",
            "contexte.commune",
        ),
        (
            log("rendez_vous", ARRAS, contexte=asked(countries=("ML", "ZZ"))),
            "pays « ZZ » est inconnu",
            "contexte.countries",
        ),
        (
            log("rendez_vous", ARRAS, contexte=asked(dispositif="loto")),
            "dispositif « loto » est inconnu. Choisissez",
            "contexte.dispositif",
        ),
        (
            log("rendez_vous", ARRAS, contexte=asked(project=NOBODY)),
            "projet est inconnu",
            "contexte.project",
        ),
        (
            log("rendez_vous", ARRAS, contexte=asked(conventions=(ChargeAsked(NOBODY, 50),))),
            "convention est inconnue",
            "contexte.conventions",
        ),
        (
            log(
                "rendez_vous",
                ARRAS,
                contexte=asked(on=date(2021, 12, 31), conventions=(ChargeAsked(MEAE, 50),)),
            ),
            "va du 01/01/2022 au 31/12/2022",
            "contexte.conventions",
        ),
        (
            log("atelier_duo", partners_abroad=(PartnerAbroad("?", "ZZ"),)),
            "pays « ZZ » est inconnu",
            "partners_abroad",
        ),
        (log("explor", ARRAS, country="ZZ"), "pays « ZZ » est inconnu", "country"),
        (log("appui_festisol", ARRAS, forme="amitié"), "forme d’appui", "forme"),
        (
            log("rendez_vous", ARRAS, next_step=NextStepAsked(" ")),
            "Dites ce qui a été promis",
            "next_step.what",
        ),
        (
            log("rendez_vous", ARRAS, next_step=NextStepAsked("Rappeler", salarie=NOBODY)),
            "salarié est inconnu",
            "next_step.salarie",
        ),
    ],
)
def test_an_entry_is_refused_whole_and_says_where(command: Any, why: str, field: str) -> None:
    team().when(command).then_refused(why, field)


def test_the_same_entry_is_not_noted_twice_even_elsewhere() -> None:
    network = team().given(log("rendez_vous", ARRAS), log("copil", ARRAS, interaction=OTHER))
    network.when(log("rendez_vous", LILLE)).then_refused("déjà notée", "interaction")
    network.when(log("copil", LILLE, interaction=OTHER)).then_refused("déjà", "interaction")


def test_one_archived_actor_refuses_the_whole_gathering() -> None:
    network = team().given(actors.ArchiveActor(LILLE, DAY, "dissoute"))
    command = log("groupe_pays", ARRAS, LILLE)
    network.when(command).then_refused("archivé depuis le 15/03/2022", "present.1.actor")


def test_an_archived_actor_keeps_what_was_before() -> None:
    network = team().given(actors.ArchiveActor(LILLE, LATER, "dissoute"))
    network.when(log("groupe_pays", ARRAS, LILLE)).then_on(
        (ENTRY, "gathering.held"),
        (ARRAS, "actor.groupe_pays_attended"),
        (LILLE, "actor.groupe_pays_attended"),
    )


def test_a_salarie_who_left_keeps_the_minutes_of_before() -> None:
    """R35: on or before the last day, accepted afterwards; later, refused."""
    network = team().given(salaries.DepartSalarie(ONE, DAY))
    network.given(log("rendez_vous", ARRAS))
    late = log("rendez_vous", ARRAS, contexte=asked(on=LATER), interaction=OTHER)
    network.when(late).then_refused("a quitté l’équipe", "contexte.staff.0.salarie")


def test_the_day_of_a_line_is_judged_against_the_team_too() -> None:
    network = team().given(salaries.DepartSalarie(ONE, DAY))
    staff = (StaffAsked(ONE, 60), StaffAsked(TWO, 60), StaffAsked(ONE, travel=60, day=LATER))
    command = log("appui_mission", ARRAS, contexte=ContexteAsked(DAY, staff))
    network.when(command).then_refused("a quitté l’équipe", "contexte.staff.2.salarie")
