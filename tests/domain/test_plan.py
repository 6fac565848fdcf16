"""Whole commands over several aggregates: what is written where, in one append."""

from typing import Any
from uuid import UUID

import pytest

from domain.commands import actors
from domain.commands.shared import NextStepAsked, Present
from domain.events import tag
from domain.facts import actor_entries, actor_presence, gathering, project_entries
from domain.facts.project import PartnerAbroad
from domain.facts.shared import NextStep
from domain.kinds import RULES, Kind
from domain.personal import Secret
from tests.domain.network import Network, key
from tests.domain.people import ARRAS, ENTRY, FORAGE, LATER, LILLE, ONE, TWO, asked, log, team, told


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
    fact = actor_entries.ActorRendezVousHeld(
        ENTRY, told(), Secret("On a parlé."), promised, Secret("Mali")
    )
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
        actor_presence.ActorJuryAttended(ENTRY, 1, quality=Secret("juré")),
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
        actor_entries.ActorSollicitationReceived(ENTRY, told(), canal=Secret("telephone")),
    ),
    (
        "orientation",
        {"to": "F3E"},
        actor_entries.ActorOrientationGiven(ENTRY, told(), to=Secret("F3E")),
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
