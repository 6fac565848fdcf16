"""The figures that the réseau published, asked as anybody asks them (R5, R7, R52 to R56)."""

from datetime import date
from typing import Any

import pytest

from adapters.demo.figures import PARTICIPATIONS_2021, RECENSES
from api.crm import Crm
from api.questions import Question, ask, read_knowledge

YEARS = {
    2021: (date(2021, 1, 1), date(2021, 12, 31)),
    2022: (date(2022, 1, 1), date(2022, 9, 30)),
}
OUTSIDE = ("hors_region", "sans_territoire")


def asked(crm: Crm, name: str, year: int, **more: Any) -> list[dict[str, Any]]:
    du, au = YEARS[year]
    return ask(crm, name, Question(du=du, au=au, **more))


def total(rows: list[dict[str, Any]], column: str) -> int:
    return sum(int(row[column]) for row in rows)


def test_today_is_the_day_of_the_demonstration(demo_crm: Crm) -> None:
    assert demo_crm.today == date(2022, 9, 30)


@pytest.mark.parametrize("year", [2021, 2022])
def test_989_structures_stand_where_it_was_published(demo_crm: Crm, year: int) -> None:
    rows = {row["code"]: row for row in asked(demo_crm, "couverture", year)}
    assert {code: rows[code]["recenses"] for code in RECENSES} == RECENSES
    assert sum(RECENSES.values()) == 989
    assert [rows[code]["recenses"] for code in OUTSIDE] == [0, 0]


def test_the_rates_and_the_gaps_are_those_of_the_reference_file(demo_crm: Crm) -> None:
    rows = {row["code"]: row for row in asked(demo_crm, "couverture", 2021)}
    rates = {code: float(rows[code]["recenses_pour_100000"]) for code in RECENSES}
    assert rates == {"59": 19.9, "62": 11.6, "80": 21.2, "60": 13.9, "02": 12.2}
    gaps = {code: rows[code]["ecart_a_la_moyenne"] for code in RECENSES}
    assert gaps == {"59": -89, "62": 72, "80": -27, "60": 22, "02": 22}


@pytest.mark.parametrize("niveau", ["commune", "epci", "departement", "region"])
def test_334_actors_were_worked_with_and_they_add_up_at_every_level(
    demo_crm: Crm, niveau: str
) -> None:
    rows = asked(demo_crm, "couverture", 2021, niveau=niveau)
    inside = [row for row in rows if row["code"] not in OUTSIDE]
    assert total(inside, "travaille_avec") == 334
    assert total(inside, "participations") == 1_764
    outside = [row for row in rows if row["code"] in OUTSIDE]
    assert [row["travaille_avec"] for row in outside] == [0, 0]
    assert [row["participations"] for row in outside] == [0, 0]


def test_the_published_table_of_participations_holds_line_by_line(demo_crm: Crm) -> None:
    rows = {
        row["code"]: row["participations"]
        for row in asked(demo_crm, "participations", 2021, par="typologie")
    }
    expected = {code.value: many for code, many in PARTICIPATIONS_2021.items()}
    assert rows == {**expected, **dict.fromkeys(OUTSIDE, 0)}
    assert sum(rows.values()) == 1_764


@pytest.mark.parametrize("year", [2021, 2022])
@pytest.mark.parametrize("par", ["salarie", "semaine", "kind", "pole", "dispositif", "territoire"])
def test_minutes_of_coverage_are_those_of_workload(demo_crm: Crm, year: int, par: str) -> None:
    minutes = total(asked(demo_crm, "couverture", year), "minutes")
    assert minutes > 250_000
    assert total(asked(demo_crm, "charge", year, par=par), "minutes") == minutes


def test_most_of_the_334_were_known_before_2021(demo_crm: Crm) -> None:
    rows = asked(demo_crm, "couverture", 2021)
    assert total(rows, "nouveaux") == 34


def test_one_salarie_has_too_much_and_one_too_little(demo_crm: Crm) -> None:
    load = {row["salarie"]: float(row["utilisation"]) for row in asked(demo_crm, "charge", 2021)}
    assert len(load) == 6
    assert load["Salarié 3"] > 110
    assert load["Salarié 5"] < 60
    others = [value for name, value in load.items() if name not in {"Salarié 3", "Salarié 5"}]
    assert all(60 <= value <= 110 for value in others)


def test_what_was_known_at_the_end_of_2021_is_not_yet_the_published_total(demo_crm: Crm) -> None:
    """Late entries, and a record not merged yet: the past view says so (R25, R30)."""
    known = demo_crm.known(read_knowledge("2021-12-31"))
    rows = asked(demo_crm, "couverture", 2021, connu_au=known)
    by_code = {row["code"]: row for row in rows}
    assert by_code["sans_territoire"]["participations"] == 2
    assert total(rows, "participations") < 1_764
