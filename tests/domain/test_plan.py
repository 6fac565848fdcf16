"""Whole commands over several aggregates: what is written where, in one append."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from domain.commands import actors, entries, projects, salaries
from domain.commands.shared import (
    ChangesAsked,
    ChargeAsked,
    ContexteAsked,
    NextStepAsked,
    Present,
    StaffAsked,
)
from domain.events import tag
from domain.facts import actor as actor_facts
from domain.facts import actor_entries, actor_presence, gathering, project_entries
from domain.facts.project import PartnerAbroad
from domain.facts.salarie import SalarieTempsInterneAmended, SalarieTempsInterneLogged
from domain.facts.shared import Changes, NextStep, StaffLine
from domain.kinds import RULES, Kind
from domain.personal import Secret
from tests.domain.network import Network, key
from tests.domain.people import (
    AMIENS,
    ARRAS,
    DAY,
    ENTRY,
    FORAGE,
    LATER,
    LILLE,
    MEAE,
    ONE,
    TWO,
    asked,
    log,
    team,
    told,
)

NOBODY = key("inconnu")
OTHER = key("une autre entrée")
FUTURE = date(2023, 1, 10)


def amend(why: str = "date mal notée", **changes: Any) -> entries.AmendInteraction:
    return entries.AmendInteraction(ENTRY, why, ChangesAsked(**changes))


# One entry, where it belongs


def test_an_entry_with_one_actor_is_one_fact_on_it() -> None:
    command = log("rendez_vous", ARRAS, resume=" ", heads=3)
    team().when(command).then(actor_entries.ActorRendezVousHeld(ENTRY, told(), heads=3))


def test_the_persons_met_may_be_told_with_the_presence() -> None:
    command = log("rendez_vous", present=(Present(actor=ARRAS, heads=2),))
    team().when(command).then(actor_entries.ActorRendezVousHeld(ENTRY, told(), heads=2))


def test_an_entry_with_one_project_is_one_fact_on_it() -> None:
    command = log("relecture", present=(Present(project=FORAGE),))
    team().when(command).then_on((FORAGE, "project.relecture_done"))


def test_an_entry_that_names_only_its_project_stands_on_it() -> None:
    command = log("relecture", contexte=asked(project=FORAGE))
    fact = project_entries.ProjectRelectureDone(ENTRY, told(project=FORAGE))
    team().when(command).then(fact)


def test_an_entry_is_with_somebody() -> None:
    team().when(log("rendez_vous")).then_refused("choisissez un acteur ou un projet", "present")


def test_free_text_travels_sealed_each_under_its_own_key() -> None:
    step = NextStepAsked("Rappeler la présidente", LATER, ONE)
    command = log("rendez_vous", ARRAS, resume="On a parlé.", next_step=step, titre="Mali")
    promised = NextStep(Secret("Rappeler la présidente"), LATER, ONE)
    fact = actor_entries.ActorRendezVousHeld(ENTRY, told(), Secret("On a parlé."), promised, "Mali")
    team().when(command).then(fact)


def test_a_groupe_pays_of_fourteen_is_one_gathering_and_fourteen_presences() -> None:
    """2 h 30, two salariés: the minutes are written once (R1)."""
    fourteen = [key(f"structure {rank}") for rank in range(14)]
    born = [actors.RegisterActor(who, f"Structure {rank}") for rank, who in enumerate(fourteen)]
    command = log("groupe_pays", *fourteen, contexte=asked(ONE, TWO, minutes=150))
    facts = [gathering.GatheringHeld("groupe_pays", told(ONE, TWO, minutes=150))]
    came = [actor_presence.ActorGroupePaysAttended(ENTRY, rank) for rank in range(1, 15)]
    network = team().given(*born).when(command).then(*facts, *came)
    assert [network.streams[who][-1] for who in fourteen] == came
    assert sum(line.minutes for line in facts[0].contexte.staff) == 300


@pytest.mark.parametrize("kind", [kind for kind in Kind if RULES[kind].group])
def test_a_group_kind_is_a_gathering_even_when_nobody_came(kind: Kind) -> None:
    """R12: one gathering, its staff minutes, no presence."""
    team().when(log(kind.value)).then(gathering.GatheringHeld(kind.value, told()))


@pytest.mark.parametrize("kind", list(Kind))
def test_with_two_subjects_every_kind_is_a_gathering(kind: Kind) -> None:
    command = log(kind.value, present=(Present(actor=LILLE), Present(project=FORAGE)))
    tags = [name for _, name in written(team(), command)]
    assert tags[0] == "gathering.held"
    assert [name.split(".")[0] for name in tags[1:]] == ["actor", "project"]


def written(network: Network, command: Any) -> list[tuple[UUID, str]]:
    return [(subject, tag(event)) for subject, event in network.run(command)]


def test_an_atelier_duo_with_partners_abroad_only() -> None:
    kati = (PartnerAbroad("Commune de Kati", "ML"),)
    command = log("atelier_duo", partners_abroad=kati, partners_abroad_count=4, heads=4)
    fact = gathering.GatheringHeld(
        "atelier_duo", told(), partners_abroad=kati, partners_abroad_count=4, heads=4
    )
    team().when(command).then(fact)


def test_a_jury_sees_files_and_names_its_jurors() -> None:
    jury = (Present(actor=LILLE, quality="juré"),)
    command = log("jury", present=jury, files=(FORAGE,))
    team().when(command).then(
        gathering.GatheringHeld("jury", told(), files=(FORAGE,)),
        actor_presence.ActorJuryAttended(ENTRY, 1, quality="juré"),
    )


DETAILS: list[tuple[str, dict[str, Any], Any]] = [
    (
        "appui_festisol",
        {"forme": "jury"},
        actor_entries.ActorAppuiFestisolGiven(ENTRY, told(), forme="jury"),
    ),
    (
        "sollicitation",
        {"canal": "telephone"},
        actor_entries.ActorSollicitationReceived(ENTRY, told(), canal="telephone"),
    ),
    (
        "orientation",
        {"to": "F3E"},
        actor_entries.ActorOrientationGiven(ENTRY, told(), to="F3E"),
    ),
    (
        "explor",
        {"need": "Un expert de l'eau", "country": "ML"},
        actor_entries.ActorExplorRequested(
            ENTRY, told(), need=Secret("Un expert de l'eau"), country="ML"
        ),
    ),
]


@pytest.mark.parametrize(("kind", "details", "fact"), DETAILS)
def test_a_kind_has_its_own_details(kind: str, details: dict[str, Any], fact: Any) -> None:
    team().when(log(kind, ARRAS, **details)).then(fact)


@pytest.mark.parametrize(("kind", "details", "fact"), DETAILS)
def test_its_details_are_kept_when_several_share_it(
    kind: str, details: dict[str, Any], fact: Any
) -> None:
    held = team().run(log(kind, ARRAS, LILLE, **details))[0][1]
    assert {name: getattr(held, name) for name in details} == {
        name: getattr(fact, name) for name in details
    }


@pytest.mark.parametrize(("kind", "details", "fact"), DETAILS)
def test_details_of_another_kind_are_not_dropped_in_silence(
    kind: str, details: dict[str, Any], fact: Any
) -> None:
    name = next(iter(details))
    command = log("rendez_vous", ARRAS, **details)
    team().when(command).then_refused("laissez-le vide, ou changez la nature", name)


@pytest.mark.parametrize(
    ("lost", "field"),
    [
        ({"files": (FORAGE,)}, "files"),
        ({"partners_abroad": (PartnerAbroad("Kati", "ML"),)}, "partners_abroad"),
        ({"partners_abroad_count": 2}, "partners_abroad"),
        ({"present": (Present(actor=ARRAS, quality="juré"),)}, "present.0.quality"),
    ],
)
def test_what_only_a_gathering_keeps_is_not_dropped_in_silence(lost: Any, field: str) -> None:
    command = log("rendez_vous", **{"present": (Present(actor=ARRAS),), **lost})
    team().when(command).then_refused("temps collectif", field)


def test_a_country_said_twice_is_said_once() -> None:
    contexte = asked(countries=("ML", "SN", "ML"), themes=("eau", "eau"), odd=(6, 6))
    team().when(log("rendez_vous", ARRAS, contexte=contexte)).then(
        actor_entries.ActorRendezVousHeld(
            ENTRY, told(countries=("ML", "SN"), themes=("eau",), odd=(6,))
        )
    )


# Refusals of an entry


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


# Putting right


def test_an_amendment_goes_where_the_entry_stands() -> None:
    network = team().given(log("rendez_vous", ARRAS), log("copil", LILLE, interaction=OTHER))
    network.when(amend(occurred_on=LATER)).then(
        actor_entries.ActorInteractionAmended(ENTRY, Changes(occurred_on=LATER), "date mal notée")
    )
    elsewhere = entries.AmendInteraction(OTHER, "durée", ChangesAsked(mode="visio"))
    network.when(elsewhere).then_on((OTHER, "gathering.amended"))


def test_amending_a_gathering_touches_one_stream() -> None:
    network = team().given(log("groupe_pays", ARRAS, LILLE, AMIENS))
    staff = (StaffAsked(TWO, contact=90),)
    changed = Changes(staff=(StaffLine(TWO, 90),))
    fact = gathering.GatheringAmended(ENTRY, changed, "durée")
    network.when(amend("durée", staff=staff)).then(fact)


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


# Presences


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


# Questions and answers


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


# Time that is nobody's interaction


def internal(*who: UUID, **more: Any) -> entries.LogTempsInterne:
    return entries.LogTempsInterne(ENTRY, ONE, asked(*who, **more), "réunion d’équipe")


def test_temps_interne_stands_on_its_salarie() -> None:
    fact = SalarieTempsInterneLogged(ENTRY, told(dispositif="revue"), nature="réunion d’équipe")
    team().when(internal(ONE, dispositif="revue")).then(fact)


@pytest.mark.parametrize("who", [(TWO,), (ONE, TWO)])
def test_temps_interne_is_of_one_salarie(who: tuple[UUID, ...]) -> None:
    team().when(internal(*who)).then_refused("une entrée par personne", "contexte.staff")


def test_temps_interne_does_not_move_to_another_salarie() -> None:
    network = team().given(internal(ONE))
    moved = amend("pas moi", staff=(StaffAsked(TWO, 60),))
    network.when(moved).then_refused("une entrée par personne", "contexte.staff")
    longer = amend("plus long", staff=(StaffAsked(ONE, 90),))
    changes = Changes(staff=(StaffLine(ONE, 90),))
    network.when(longer).then(SalarieTempsInterneAmended(ENTRY, changes, "plus long"))


def test_temps_interne_is_noted_once_and_not_answered() -> None:
    network = team().given(internal(ONE))
    network.when(internal(ONE)).then_refused("déjà noté", "interaction")
    answer = entries.AnswerSollicitation(ENTRY, LATER)
    network.when(answer).then_refused("d’un seul acteur ou projet", "interaction")


# Records


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


# Merges


def merge(absorbed: UUID, survivor: UUID) -> actors.MergeActors:
    return actors.MergeActors(absorbed, survivor, "même structure")


def test_a_merge_is_told_on_both() -> None:
    network = team().when(merge(LILLE, ARRAS))
    network.then(
        actor_facts.ActorMergedInto(ARRAS, "même structure"),
        actor_facts.ActorAbsorbed(LILLE, "même structure"),
    )
    assert (network.streams[LILLE][-1], network.streams[ARRAS][-1]) == (
        actor_facts.ActorMergedInto(ARRAS, "même structure"),
        actor_facts.ActorAbsorbed(LILLE, "même structure"),
    )
    network.when(merge(LILLE, ARRAS)).then_nothing()


def test_new_entries_on_the_absorbed_are_refused_with_the_survivor() -> None:
    network = team().given(merge(LILLE, ARRAS))
    network.when(log("rendez_vous", LILLE)).then_refused(
        "fiche qui reste", "present.0.actor", about=ARRAS
    )


def test_old_entries_of_the_absorbed_are_still_put_right() -> None:
    network = team().given(log("rendez_vous", LILLE), merge(LILLE, ARRAS))
    network.when(amend(occurred_on=LATER)).then_on((LILLE, "actor.interaction_amended"))


def test_merges_chain() -> None:
    network = team().given(merge(LILLE, ARRAS))
    network.when(merge(ARRAS, AMIENS)).then_on(
        (ARRAS, "actor.merged_into"), (AMIENS, "actor.absorbed")
    )
    network.when(actors.UndoMerge(LILLE, "deux structures")).then_on(
        (LILLE, "actor.merge_undone"), (ARRAS, "actor.merge_undone")
    )


def test_merges_never_turn_in_a_circle() -> None:
    network = team().given(merge(LILLE, ARRAS))
    network.when(merge(ARRAS, LILLE)).then_refused("déjà été fusionnée", "survivor", about=ARRAS)
    network.given(merge(ARRAS, AMIENS))
    network.when(merge(AMIENS, LILLE)).then_refused("déjà été fusionnée", "survivor", about=ARRAS)


def test_the_absorbed_is_not_merged_elsewhere() -> None:
    network = team().given(merge(LILLE, ARRAS))
    network.when(merge(LILLE, AMIENS)).then_refused("déjà", "absorbed", about=ARRAS)


def test_undoing_a_merge_gives_each_its_own_back() -> None:
    network = team().given(merge(LILLE, ARRAS))
    undo = actors.UndoMerge(LILLE, "deux structures")
    network.when(undo).then(
        actor_facts.ActorMergeUndone(ARRAS, "deux structures"),
        actor_facts.ActorMergeUndone(LILLE, "deux structures"),
    )
    network.when(undo).then_nothing()
    network.when(log("rendez_vous", LILLE)).then_on((LILLE, "actor.rendez_vous_held"))
