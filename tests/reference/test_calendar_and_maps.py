"""Days off, countries, and what the map draws."""

from datetime import date

from adapters.reference import countries, departements, epcis
from adapters.reference.calendar import public_holidays
from adapters.reference.maps import epci_points, outlines


def test_a_year_has_eleven_holidays_and_none_of_alsace() -> None:
    year = public_holidays(date(2022, 1, 1), date(2022, 12, 31))
    assert len(year) == 11
    assert {date(2022, 4, 18), date(2022, 5, 26), date(2022, 6, 6)} <= year
    assert date(2022, 12, 26) not in year
    assert date(2022, 4, 15) not in year


def test_the_ends_of_a_period_are_inside() -> None:
    assert public_holidays(date(2021, 12, 25), date(2022, 1, 1)) == {
        date(2021, 12, 25),
        date(2022, 1, 1),
    }
    assert public_holidays(date(2022, 1, 2), date(2022, 1, 1)) == frozenset()


def test_the_map_draws_the_five_departements_and_every_epci() -> None:
    assert {outline.code for outline in outlines().departements} == set(departements())
    assert set(epci_points()) == set(epcis())
    left, top, width, height = (float(n) for n in outlines().view_box.split())
    for point in epci_points().values():
        assert left <= point.x <= left + width
        assert top <= point.y <= top + height


def test_countries_have_french_names() -> None:
    assert len(countries()) == 250
    assert countries()["ML"] == "Mali"
    assert countries()["XK"] == "Kosovo"
