"""The counting rules (R1 to R17, R26, R30, R36), each on the smallest case that shows it."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.reference.tables import place_of
from domain.commands.actors import (
    ArchiveActor,
    ChangeTypologie,
    CorrectSiege,
    DeclareConnuDepuis,
    MergeActors,
    MoveActor,
    RegisterActor,
    ReinstateActor,
    UndoMerge,
)
from domain.commands.entries import (
    AddAttendance,
    AmendInteraction,
    LogTempsInterne,
    RetractAttendance,
    RetractInteraction,
    WithdrawRetraction,
)
from domain.commands.projects import ChangePorteur, JoinPartner
from domain.commands.salaries import ChangePole
from domain.commands.shared import (
    ChangesAsked,
    ChargeAsked,
    ContexteAsked,
    Present,
    StaffAsked,
)
from domain.facts.shared import Charge
from domain.kinds import RULES, Kind
from projections import fold
from projections.network import Network
from projections.parts import charged, split
from projections.situations import Situation, situations
from tests.domain.network import key
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
)
from tests.projections.counting import Counted

FILE = (Present(project=FORAGE),)


def test_r1_minutes_are_contact_preparation_and_travel_each_shown_apart() -> None:
    staff = (StaffAsked(ONE, 60, 20, 10), StaffAsked(TWO, 30))
    found = Counted().after(log("rendez_vous", ARRAS, contexte=ContexteAsked(DAY, staff)))
    natures = [(part.contact, part.preparation, part.travel) for part in found.parts()]
    assert natures == [(60, 20, 10), (30, 0, 0)]


def test_r2_a_project_counts_for_its_porteur_and_once_with_its_own_name() -> None:
    present = (Present(actor=ARRAS), Present(project=FORAGE), Present(actor=LILLE))
    found = Counted().after(log("commission", present=present))
    assert found.shares() == {"d'Arras": 30, "Lille": 30}
    assert found.participating() == {"d'Arras": 1, "Lille": 1}


def test_r2_other_partners_count_only_when_named() -> None:
    found = Counted().after(JoinPartner(FORAGE, LILLE), log("commission", present=FILE))
    assert found.participating() == {"d'Arras": 1}


def test_r2_the_porteur_is_that_of_the_day() -> None:
    found = Counted().after(
        log("commission", present=FILE),
        ChangePorteur(FORAGE, LILLE, LATER),
        ChangePorteur(FORAGE, AMIENS, date(2022, 3, 1)),
    )
    assert found.participating() == {"Métropole": 1}
    found.after(AmendInteraction(ENTRY, "date", ChangesAsked(occurred_on=LATER)))
    assert found.participating() == {"Lille": 1}


def test_r2_an_entry_on_a_project_counts_for_its_porteur() -> None:
    found = Counted().after(log("relecture", contexte=asked(project=FORAGE)))
    assert found.shares() == {"d'Arras": 60}


def test_r3_heads_are_never_participations() -> None:
    present = (Present(actor=ARRAS, heads=40), Present(actor=LILLE, heads=0))
    found = Counted().after(log("rencontre", present=present, heads=55))
    assert found.participating() == {"d'Arras": 1, "Lille": 1}


def test_r3_a_participation_is_one_whatever_the_number_of_salaries() -> None:
    found = Counted().after(log("groupe_pays", ARRAS, contexte=asked(ONE, TWO, ONE)))
    assert found.participating() == {"d'Arras": 1}


@pytest.mark.parametrize("kind", [kind.value for kind in Kind])
def test_r4_what_a_kind_counts_for(kind: str) -> None:
    """A census call and a valorisation are work; jurors who are named count."""
    found = Counted().after(log(kind, ARRAS))
    counts = kind not in {"recensement", "valorisation"}
    assert found.shares() == {"d'Arras": 60}
    assert found.participating() == ({"d'Arras": 1} if counts else {})
    assert RULES[Kind(kind)].counts == (
        "named" if kind in {"jury", "instruction"} else "all" if counts else "none"
    )


@pytest.mark.parametrize("minutes", [*range(8), 59, 60, 61])
@pytest.mark.parametrize("n", [1, 2, 3, 7])
def test_r10_the_remainder_goes_one_minute_each_to_the_first(minutes: int, n: int) -> None:
    shares = split(minutes, n)
    assert (sum(shares), len(shares)) == (minutes, n)
    assert all(a - b in {0, 1} for a, b in pairwise(shares))
    assert max(shares) - min(shares) <= 1


def test_r10_each_nature_of_each_line_is_split_apart() -> None:
    staff = (StaffAsked(ONE, 100, 1, 2), StaffAsked(TWO, 100))
    found = Counted().after(
        log("groupe_pays", ARRAS, LILLE, AMIENS, contexte=ContexteAsked(DAY, staff))
    )
    assert found.shares() == {"d'Arras": 68, "Lille": 66, "Métropole": 66}
    assert found.shares("preparation") == {"d'Arras": 1, "Lille": 0, "Métropole": 0}
    assert found.shares("travel") == {"d'Arras": 1, "Lille": 1, "Métropole": 0}


def test_r11_rank_is_the_order_of_entry_and_a_late_one_comes_last() -> None:
    found = Counted().after(
        log("groupe_pays", LILLE, AMIENS, contexte=asked(minutes=100)),
        AddAttendance(ENTRY, Present(actor=ARRAS)),
    )
    assert list(found.shares().items()) == [("Lille", 34), ("Métropole", 33), ("d'Arras", 33)]


def test_r11_who_left_and_came_back_comes_last() -> None:
    found = Counted().after(
        log("groupe_pays", LILLE, AMIENS, contexte=asked(minutes=101)),
        RetractAttendance(ENTRY, "absente", LILLE),
        AddAttendance(ENTRY, Present(actor=LILLE)),
    )
    assert list(found.shares().items()) == [("Métropole", 51), ("Lille", 50)]


def test_r11_a_merged_actor_takes_the_smallest_rank() -> None:
    found = Counted().after(
        log("groupe_pays", LILLE, AMIENS, ARRAS, contexte=asked(minutes=101)),
        MergeActors(LILLE, ARRAS, "même"),
    )
    assert list(found.shares().items()) == [("d'Arras", 51), ("Métropole", 50)]


def test_r12_nobody_came_and_the_minutes_stay() -> None:
    found = Counted().after(log("groupe_pays"))
    assert (found.shares(), found.participating()) == ({None: 60}, {})


def test_r12_everyone_was_taken_back_and_the_minutes_stay() -> None:
    found = Counted().after(
        log("webinaire", ARRAS, LILLE),
        RetractAttendance(ENTRY, "absente", ARRAS),
        RetractAttendance(ENTRY, "absente", LILLE),
    )
    assert (found.shares(), found.participating()) == ({None: 60}, {})


@pytest.mark.parametrize(
    ("minutes", "percents", "expected"),
    [
        (150, (60, 40), [90, 60]),
        (45, (50,), [23]),
        (85, (33, 33, 34), [28, 28, 29]),
        (1, (50, 50), [1, 0]),
        (1, (50,), [1]),
        (1, (49,), [0]),
        (3, (33, 33), [1, 1]),
    ],
)
def test_r13_largest_remainder_ties_to_the_first_named(
    minutes: int, percents: tuple[int, ...], expected: list[int]
) -> None:
    charges = tuple(Charge(key(str(rank)), one) for rank, one in enumerate(percents))
    assert charged(minutes, charges) == expected


@given(st.integers(1, 1_440), st.lists(st.integers(1, 100), min_size=1, max_size=5))
def test_r13_the_parts_and_the_rest_add_up(minutes: int, percents: list[int]) -> None:
    within = [one for rank, one in enumerate(percents) if sum(percents[: rank + 1]) <= 100]
    shares = charged(minutes, tuple(Charge(key(str(r)), one) for r, one in enumerate(within)))
    exact = [minutes * one / 100 for one in within]
    assert all(abs(share - real) < 1 for share, real in zip(shares, exact, strict=True))
    assert 0 <= minutes - sum(shares) <= minutes
    assert sum(within) < 100 or sum(shares) == minutes


def test_r13_each_staff_line_is_charged_on_its_total() -> None:
    staff = (StaffAsked(ONE, 70, 15), StaffAsked(TWO, 1))
    charges = (ChargeAsked(MEAE, 50),)
    contexte = ContexteAsked(DAY, staff, conventions=charges)
    found = Counted().after(log("groupe_pays", ARRAS, LILLE, contexte=contexte))
    assert found.charged() == [("MEAE", 43), ("MEAE", 1)]
    found.after(RetractInteraction(ENTRY, "non"))
    assert found.charged() == []


@pytest.mark.parametrize("kind", ["jury", "instruction"])
def test_r14_without_jurors_the_porteurs_of_the_files_share_the_minutes(kind: str) -> None:
    found = Counted().after(log(kind, files=(FORAGE,)))
    assert (found.shares(), found.participating()) == ({"d'Arras": 60}, {})
    found.after(AddAttendance(ENTRY, Present(actor=LILLE)))
    assert (found.shares(), found.participating()) == ({"Lille": 60}, {"Lille": 1})


def test_r23_minutes_follow_the_day_of_their_line_and_participations_the_entry() -> None:
    staff = (StaffAsked(ONE, 60), StaffAsked(TWO, 60, day=LATER))
    found = Counted().after(log("appui_mission", ARRAS, contexte=ContexteAsked(DAY, staff)))
    assert [(part.jour, part.occurred_on) for part in found.parts()] == [(DAY, DAY), (LATER, DAY)]
    assert [part.participation for part in found.parts()] == [1, 0]


def test_r26_a_retracted_entry_counts_nothing_until_it_stands_again() -> None:
    found = Counted().after(log("rendez_vous", ARRAS), RetractInteraction(ENTRY, "non"))
    assert found.parts() == []
    found.after(WithdrawRetraction(ENTRY, "si"))
    assert found.shares() == {"d'Arras": 60}


def test_r30_both_attended_it_is_one_share_and_one_participation_and_undone_two() -> None:
    found = Counted().after(log("groupe_pays", ARRAS, LILLE), MergeActors(LILLE, ARRAS, "même"))
    assert (found.shares(), found.participating()) == ({"d'Arras": 60}, {"d'Arras": 1})
    found.after(MergeActors(ARRAS, AMIENS, "même"))
    assert found.participating() == {"Métropole": 1}
    found.after(UndoMerge(LILLE, "deux"))
    assert found.participating() == {"Métropole": 1, "Lille": 1}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"pole": "ECSI", "dispositif": "amp"}, "ECSI"),
        ({"dispositif": "jsi"}, "MEIJ"),
        ({}, "CID"),
    ],
)
def test_r36_stated_else_of_the_dispositif_else_of_the_first_salarie(
    more: Any, expected: str
) -> None:
    found = Counted().after(log("rendez_vous", ARRAS, contexte=asked(ONE, TWO, **more)))
    assert found.pole() == expected


def test_r36_the_pole_of_the_salarie_is_that_of_the_day() -> None:
    found = Counted().after(log("rendez_vous", ARRAS), ChangePole(ONE, LATER, "MEIJ"))
    assert found.pole() == "CID"
    found.after(AmendInteraction(ENTRY, "date", ChangesAsked(occurred_on=LATER)))
    assert found.pole() == "MEIJ"


def test_r37_internal_time_is_nobody_s() -> None:
    found = Counted().after(LogTempsInterne(ENTRY, ONE, asked(ONE)))
    assert (found.shares(), found.participating()) == ({None: 60}, {})
    assert {part.kind for part in found.parts()} == {"temps_interne"}


def situated(*commands: object, actor: str = "Ville d'Arras") -> list[Situation]:
    found = Counted().after(*commands)  # type: ignore[arg-type]  # commands, whatever their kind
    network = Network(place_of)
    documents = fold(found.entries, network)["acteur"]
    return situations(documents[key(actor)], network)


def test_r16_a_move_holds_from_its_date_and_a_correction_for_the_whole_past() -> None:
    moved = situated(MoveActor(ARRAS, "80021", LATER))
    assert [(one.departement, one.jusqua) for one in moved if one.jusqua <= LATER][-1] == (
        "62", LATER,
    )  # fmt: skip
    assert moved[-1].departement == "80"
    corrected = situated(MoveActor(ARRAS, "80021", LATER), CorrectSiege(ARRAS, "02691", "erreur"))
    assert {one.departement for one in corrected} == {"02"}


def test_r16_a_typology_changes_on_its_date() -> None:
    found = situated(ChangeTypologie(ARRAS, "osim", LATER))
    assert next(one.typologie for one in found if one.depuis >= LATER) == "osim"
    assert found[0].typologie == "collectivite_territoriale"


@pytest.mark.parametrize(
    ("code", "zone", "departement"),
    [
        ("59350", "region", "59"),
        ("02285", "region", "59"),
        ("80072", "region", "62"),
        ("75056", "hors_region", None),
        (None, "sans_territoire", None),
    ],
)
def test_r18_a_former_code_leads_to_the_present_commune(
    code: str | None, zone: str, departement: str | None
) -> None:
    place = Network(place_of).place(code)
    assert (place.zone, place.departement) == (zone, departement)


def test_r19_recense_from_its_date_until_archived_and_again() -> None:
    register = RegisterActor(key("neuve"), "Neuve", commune="59350", effective_on=date(2022, 1, 10))
    found = situated(
        register,
        ArchiveActor(key("neuve"), DAY, "dissoute"),
        ReinstateActor(key("neuve"), LATER, "revenue"),
        actor="neuve",
    )
    assert [(one.depuis, one.recense) for one in found] == [
        (date.min, False), (date(2022, 1, 10), True), (DAY, False), (LATER, True),
    ]  # fmt: skip


def test_r30_the_earliest_date_of_the_family_is_the_survivor_s() -> None:
    merged = (
        DeclareConnuDepuis(ARRAS, date(2016, 1, 1)),
        DeclareConnuDepuis(LILLE, date(2012, 1, 1)),
        MergeActors(LILLE, ARRAS, "même"),
    )
    assert {one.connu_depuis for one in situated(*merged)} == {date(2012, 1, 1)}
    undone = situated(*merged, UndoMerge(LILLE, "deux"))
    assert {one.connu_depuis for one in undone} == {date(2016, 1, 1)}


def test_a_merged_actor_is_recense_no_more() -> None:
    found = situated(MergeActors(ARRAS, LILLE, "même"))
    assert not any(one.recense for one in found)
    assert {one.connu_depuis for one in found} == {None}
