"""The contact persons of the demonstration: invented, seen by entries, some at their end (R49)."""

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from adapters.demo.saying import MARK
from adapters.demo.script import PARIS, Script
from adapters.demo.written import write
from api.crm import Crm
from api.persons.dossier import dossier
from api.persons.free_texts import naming
from api.questions import Question, ask
from domain.commands.actors import LeaveContact, RecordContact
from domain.commands.entries import LogInteraction


@pytest.fixture(scope="module")
def script() -> Script:
    return write()


@pytest.fixture(scope="module")
def recorded(script: Script) -> list[RecordContact]:
    return [told.command for told in script if isinstance(told.command, RecordContact)]


def test_150_persons_are_held_and_each_says_that_nobody_is_behind(
    recorded: list[RecordContact],
) -> None:
    assert sorted(one.identity.nom for one in recorded) == sorted(
        f"Personne {n}" for n in range(1, 151)
    )
    for one in recorded:
        number = one.identity.nom.removeprefix("Personne ")
        assert one.identity.courriel == f"personne{number}@exemple.invalid"
        assert one.identity.telephone in {None, "00 00 00 00 00"}
        assert one.role.endswith(MARK)
        assert one.source == "demonstration"
    grounds = Counter(one.ground for one in recorded)
    assert grounds["interet_legitime"] > 100
    assert grounds["consentement"] > 10


def test_what_was_known_before_2021_is_told_at_the_opening_and_the_rest_soon(
    script: Script,
) -> None:
    told = [one for one in script if isinstance(one.command, RecordContact)]
    years = Counter(one.command.on.year for one in told)  # type: ignore[attr-defined]  # all do
    assert set(years) == set(range(2018, 2023))
    for one in told:
        day, on = one.at.astimezone(PARIS).date(), one.command.on  # type: ignore[attr-defined]  # same
        assert day == date(2021, 1, 4) if on.year < 2021 else on <= day <= on + timedelta(days=2)


def test_an_entry_names_whom_it_could_meet(script: Script) -> None:
    """Recorded at this actor, some days before, not gone yet; and known before it is named."""
    held: dict[Any, RecordContact] = {}
    left: dict[Any, date] = {}
    named = Counter[int]()
    for one in (told.command for told in script):
        if isinstance(one, RecordContact):
            held[one.person] = one
        if isinstance(one, LeaveContact):
            left[one.person] = one.on
        if isinstance(one, LogInteraction):
            day = one.contexte.occurred_on
            for person in one.contexte.contacts:
                assert held[person].actor in {present.actor for present in one.present}
                assert held[person].on < day < left.get(person, date.max)
                named[day.year] += 1
    assert min(named[2021], named[2022]) > 20
    assert len(left) > 5


def said(script: Script) -> dict[str, int]:
    """The persons that summaries name in their own words, and how often."""
    logged = [told.command for told in script if isinstance(told.command, LogInteraction)]
    found = [re.findall(r"Personne \d+", one.resume or "") for one in logged]
    return Counter(name for names in found for name in names)


def test_every_summary_that_names_a_person_names_one_that_is_held(
    script: Script, recorded: list[RecordContact]
) -> None:
    found = said(script)
    assert 10 < sum(found.values()) < 60
    assert set(found) <= {one.identity.nom for one in recorded}


def listed(crm: Crm) -> list[dict[str, Any]]:
    return ask(crm, "conservation", Question(au=crm.today))


def test_on_the_day_some_are_due_some_soon_and_most_are_fine(demo_crm: Crm) -> None:
    rows = listed(demo_crm)
    assert Counter(row["etape"] for row in rows) == {"past": 5, "again": 3, "review": 6}
    assert {row["signe_de"] for row in rows} == {"inscription"}
    assert [row["obligation"] for row in rows if row["gardee_jusqu_au"]] == ["dossier_finance"]
    told = [row["prevenue_le"] for row in rows if row["prevenue_le"]]
    assert sorted(told) == ["2022-09-01", "2022-09-26"]


def test_the_others_gave_a_sign_each_in_its_way(demo_crm: Crm) -> None:
    persons = {row["person"] for row in demo_crm.query("SELECT person FROM read_models.lien")}
    assert len(persons) == 150
    rows = [ask(demo_crm, "conservation", Question(personne=one))[0] for one in persons]
    assert len([row for row in rows if not row["etape"]]) == 136
    whence = Counter(row["signe_de"] for row in rows)
    assert min(whence["entree"], whence["inscription"]) > 20
    assert whence["declaration"] > 0
    assert 5 < sum(row["partie"] for row in rows) < 20


def test_each_identity_opens_and_says_that_it_is_invented(demo_crm: Crm) -> None:
    for row in demo_crm.query("SELECT DISTINCT person FROM read_models.lien"):
        told = dossier(demo_crm, row["person"], texts=False)
        assert told is not None
        assert re.fullmatch(r"Personne \d+", told.nom)
        assert told.lieux[0].role.endswith(MARK)


def test_a_summary_is_found_by_the_name_it_says(demo_crm: Crm, script: Script) -> None:
    name, times = max(said(script).items(), key=lambda one: one[1])
    found = naming(demo_crm, [name])
    assert {one.field for one in found} == {"resume"}
    assert len(found) == times
