"""What the demonstration holds, before any database: R52 to R56, sentence by sentence."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from adapters.demo.figures import RECENSES, TODAY
from adapters.demo.loader import Prepared, prepared
from adapters.demo.real_gatherings import agenda
from adapters.demo.real_projects import tell_projects
from adapters.demo.saying import MARK
from adapters.demo.script import PARIS, Script
from adapters.demo.team import TEAM
from adapters.demo.written import write
from adapters.reference import communes, place
from domain.commands import actors, entries, projects, salaries
from domain.commands.shared import Command
from domain.lists import Pole


@pytest.fixture(scope="module")
def script() -> Script:
    return write()


@pytest.fixture(scope="module")
def commands(script: Script) -> list[Command]:
    return [told.command for told in script]


@pytest.fixture(scope="module")
def decided(script: Script) -> list[Prepared]:
    return list(prepared(script))


@pytest.fixture(scope="module")
def structures(commands: list[Command]) -> list[actors.RegisterActor]:
    return [one for one in commands if isinstance(one, actors.RegisterActor)]


def logged(commands: list[Command], year: int) -> Iterator[Any]:
    for one in commands:
        if isinstance(one, entries.LogInteraction | entries.LogTempsInterne) and (
            one.contexte.occurred_on.year == year
        ):
            yield one


def test_the_same_seed_writes_the_same_commands_and_another_seed_others(script: Script) -> None:
    first, again = list(script), list(write())
    assert first == again
    assert first != list(write(seed=7))


def test_every_command_passes_the_rules_and_changes_something(decided: list[Prepared]) -> None:
    assert [one.told.command for one in decided if not one.facts] == []


def test_instants_grow_strictly_and_end_on_the_day_of_the_demonstration(script: Script) -> None:
    instants = [told.at for told in script]
    assert all(a < b for a, b in pairwise(instants))
    assert instants[0].date() == date(2021, 1, 4)
    assert instants[-1].astimezone(PARIS).date() == TODAY


def test_most_entries_are_written_within_the_week_and_some_late(script: Script) -> None:
    waits = [
        told.at.astimezone(PARIS).date() - told.command.contexte.occurred_on
        for told in script
        if isinstance(told.command, entries.LogInteraction)
        and told.command.contexte.occurred_on.year >= 2021
    ]
    assert min(waits) >= timedelta(0)
    soon = sum(wait <= timedelta(days=7) for wait in waits)
    late = sum(wait > timedelta(days=10) for wait in waits)
    assert soon / len(waits) > 0.9
    assert late > 50


def test_2021_holds_nothing_that_began_in_2022(commands: list[Command]) -> None:
    of_2021 = list(logged(commands, 2021))
    kinds = {getattr(one, "kind", "temps_interne") for one in of_2021}
    assert not kinds & {"atelier_duo", "parrainage"}
    assert Pole.EPO not in {one.contexte.pole for one in of_2021}
    recital = {"recital_tandem", "recital_territorial", "recital_structurants"}
    assert not recital & {one.contexte.dispositif for one in of_2021}
    assert {"atelier_duo", "parrainage", "explor"} <= {
        getattr(one, "kind", "") for one in logged(commands, 2022)
    }


def test_no_amount_and_no_decision_on_micro_projects_is_shown(commands: list[Command]) -> None:
    stages = [one for one in commands if isinstance(one, projects.ReachStage)]
    assert stages
    assert "amp" not in {one.dispositif for one in stages}
    told = b"\n".join(msgspec.json.encode(one) for one in commands)
    assert b"amount" not in told


def test_generated_entries_projects_and_structures_say_so(commands: list[Command]) -> None:
    made = [*logged(commands, 2021), *logged(commands, 2022)]
    assert all(one.titre.endswith(MARK) for one in made)
    for one in commands:
        if isinstance(one, actors.RegisterActor):
            assert one.generated == one.nom.startswith("Structure générée")
        if isinstance(one, projects.OpenProject):
            assert one.generated == one.titre.startswith("Projet généré")


def test_real_organisations_stand_first_and_those_without_a_commune_apart(
    structures: list[actors.RegisterActor],
) -> None:
    real = [one for one in structures if not one.generated]
    there = [one for one in real if one.commune]
    assert len(there) == 120
    assert len(real) - len(there) == 60
    assert not [one for one in structures if "lianes" in one.nom.lower()]


def test_generated_structures_follow_the_population_of_each_departement(
    structures: list[actors.RegisterActor],
) -> None:
    """A commune holds the structures of its inhabitants, to one more or one less."""
    made = [one for one in structures if one.generated and one.commune]
    held = Counter(one.commune for one in made)
    for departement in RECENSES:
        towns = [one for one in communes().values() if one.departement == departement]
        whole = sum(held[town.code] for town in towns)
        population = sum(town.population for town in towns)
        assert whole > 40
        for town in towns:
            share = whole * town.population / population
            assert abs(held[town.code] - share) < 1
    assert {place(str(one.commune)).departement for one in made} == set(RECENSES)


def test_the_team_is_six_then_seven_known_by_their_roles(commands: list[Command]) -> None:
    team = [one for one in commands if isinstance(one, salaries.JoinSalarie)]
    assert [one.repere for one in team] == [f"Salarié {n}" for n in range(1, 8)]
    assert [one.on.year > 2021 for one in team] == [False] * 6 + [True]
    assert sum(one.bureau == "amiens" and one.accompagne for one in team) == 2
    assert sum(not one.accompagne for one in team) == 1
    contracts = [one for one in commands if isinstance(one, salaries.ChangeContract)]
    assert all(60 <= one.share <= 80 for one in contracts)
    assert sum(one.weekly == 2_100 for one in contracts) == 6


def test_nobody_works_on_a_day_off(commands: list[Command]) -> None:
    of_id = {one.id: one for one in TEAM}
    for one in (*logged(commands, 2021), *logged(commands, 2022)):
        for line in one.contexte.staff:
            assert of_id[line.salarie].capacity(line.day or one.contexte.occurred_on) > 0


def test_corrections_are_there_each_with_its_reason(commands: list[Command]) -> None:
    kinds = (
        entries.AmendInteraction,
        entries.RetractInteraction,
        entries.RetractAttendance,
        entries.WithdrawRetraction,
        actors.MergeActors,
    )
    found = Counter(type(one) for one in commands if isinstance(one, kinds))
    assert set(found) == set(kinds)
    assert found[actors.MergeActors] == 1
    assert all(one.reason for one in commands if isinstance(one, kinds))


def test_next_steps_stand_on_both_sides_of_the_day(commands: list[Command]) -> None:
    due = [
        one.next_step.due
        for one in logged(commands, 2022)
        if isinstance(one, entries.LogInteraction) and one.next_step and one.next_step.due
    ]
    assert any(day < TODAY for day in due)
    assert any(day > TODAY for day in due)


def test_some_sollicitations_of_2022_still_wait(commands: list[Command]) -> None:
    asked = {
        one.interaction
        for one in logged(commands, 2022)
        if isinstance(one, entries.LogInteraction) and one.kind == "sollicitation"
    }
    answered = {one.interaction for one in commands if isinstance(one, entries.AnswerSollicitation)}
    assert len(asked & answered) > len(asked - answered) > 0


def test_published_gatherings_keep_their_date_and_their_heads(commands: list[Command]) -> None:
    """Two of them are the réseau's own, of a kind it counts, on a full date (R56)."""
    found = list(logged(commands, 2019))
    assert [(one.contexte.occurred_on, one.heads) for one in found] == [
        (date(2019, 5, 15), 25),
        (date(2019, 10, 17), None),
    ]
    assert all(one.present == () for one in found)
    assert len(agenda()) == 54
    assert all(one.pourquoi for one in agenda())


def test_published_projects_stand_at_their_years_with_real_porteurs(
    commands: list[Command], structures: list[actors.RegisterActor]
) -> None:
    opened = [
        one for one in commands if isinstance(one, projects.OpenProject) and not one.generated
    ]
    noms = {one.actor: one.nom for one in structures}
    by_title = {one.titre: one for one in opened}
    twinning = by_title["Jumelage Lille - Naplouse"]
    assert (noms[twinning.porteur], twinning.opened_on) == ("Ville de Lille", date(1998, 1, 1))
    assert twinning.partners_abroad[0].nom == "Municipalité de Naplouse"
    assert len(opened) > 60
    assert all(one.opened_on is None or one.opened_on <= TODAY for one in opened)


def test_a_porteur_that_no_list_holds_is_registered_apart() -> None:
    script = Script()
    tell_projects(script, real=[])
    told = [one.command for one in script]
    registered = [one for one in told if isinstance(one, actors.RegisterActor)]
    porteurs = {one.porteur for one in told if isinstance(one, projects.OpenProject)}
    assert {one.actor for one in registered} == porteurs
    assert {one.commune for one in registered} == {None}


def test_no_text_names_a_person(commands: list[Command]) -> None:
    contacts = [one for one in commands if isinstance(one, actors.RecordContact)]
    assert len(contacts) > 20
    assert all(re.fullmatch(r"Personne \d+", one.identity.nom) for one in contacts)
    assert all(str(one.identity.courriel).endswith(".invalid") for one in contacts)
