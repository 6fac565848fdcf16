"""French as a reader expects it, and numbers that survive being written."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from api import french


def plain(text: str) -> str:
    return text.replace(french.NBSP, " ").replace(french.THIN, " ")


def test_halves_go_away_from_zero() -> None:
    assert french.decimal(Fraction(1, 20)) == "0,1"
    assert french.decimal(Decimal("-0.05")) == "\u22120,1"
    assert french.decimal(0.15) == "0,2"
    assert french.whole(Fraction(5, 2)) == "3"


def test_nothing_is_ever_minus_zero() -> None:
    assert french.decimal(Decimal("-0.04")) == "0,0"


@given(st.fractions(), st.integers(0, 4))
def test_a_written_number_is_within_half_a_unit(value: Fraction, places: int) -> None:
    text = french.decimal(value, places).replace(french.THIN, "")
    back = Fraction(text.replace(french.MINUS, "-").replace(",", "."))
    assert abs(back - value) <= Fraction(1, 2 * 10**places)


@given(st.integers(-(10**6), 10**6))
def test_hours_keep_every_minute(minutes: int) -> None:
    text = french.hours(minutes).replace(french.THIN, "").replace(french.MINUS, "-")
    sign = -1 if text.startswith("-") else 1
    full, _, rest = text.lstrip("-").split(french.NBSP)
    assert sign * (int(full) * 60 + int(rest)) == minutes


@given(st.fractions())
def test_a_number_and_its_opposite_differ_by_the_sign(value: Fraction) -> None:
    mine, other = french.decimal(value), french.decimal(-value)
    assert mine.lstrip(french.MINUS) == other.lstrip(french.MINUS)


def test_durations() -> None:
    assert plain(french.hours(375)) == "6 h 15"
    assert plain(french.hours(98_000)) == "1 633 h 20"
    assert plain(french.duration(45)) == "45 min"
    assert plain(french.duration(90)) == "1 h 30"


def test_numbers_and_units_never_part() -> None:
    written = (french.percent(33.8), french.counted(1764, "participation"), french.hours(375))
    assert all(" " not in text for text in written)


def test_plurals_start_at_two() -> None:
    assert plain(french.counted(0, "structure")) == "0 structure"
    assert plain(french.counted(1, "structure")) == "1 structure"
    assert plain(french.counted(2, "journal", "journaux")) == "2 journaux"
    assert french.plural(Decimal("1.5"), "heure") == "heure"


def test_the_gap_says_what_is_missing() -> None:
    assert plain(french.gap(Fraction(7163, 100))) == "il en manque 72"
    assert plain(french.gap(-89)) == "89 de plus"
    assert french.gap(Fraction(1, 3)) == "à la moyenne"


def test_dates() -> None:
    friday = date(2026, 11, 20)
    assert plain(french.day_short(friday)) == "ven. 20 nov. 2026"
    assert plain(french.day_full(friday)) == "vendredi 20 novembre 2026"
    assert plain(french.day_long(date(2022, 1, 1))) == "1er janvier 2022"
    assert french.day_near(friday, friday) == "aujourd’hui"
    assert plain(french.day_near(friday, date(2026, 12, 1))) == "le vendredi 20 novembre 2026"


def test_instants_are_read_on_the_clocks_of_paris() -> None:
    assert plain(french.instant(datetime(2022, 7, 14, 22, 5, tzinfo=UTC))) == (
        "15 juillet 2022, 0 h 05"
    )


def test_weeks_and_lists() -> None:
    assert plain(french.week("2022-W08")) == "semaine 8 de 2022"
    assert [french.of_name(name) for name in ("Afev", "MRES", "")] == ["d’Afev", "de MRES", "de "]
    assert french.of_name("Élan") == "d’Élan"
    assert french.joined([]) == ""
    assert french.joined(["Salarié 1"]) == "Salarié 1"
    assert french.joined(["Salarié 1", "Salarié 2", "Salarié 3"]) == (
        "Salarié 1, Salarié 2 et Salarié 3"
    )
