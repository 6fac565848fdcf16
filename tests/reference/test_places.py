"""Where a code lies: today's commune for yesterday's code, outside, or refused with a hint."""

import pytest

from adapters.reference import (
    HORS_REGION,
    Place,
    UnknownCommune,
    communes,
    departements,
    epcis,
    place,
    present_code,
    region,
    why_not_commune,
    why_not_country,
)
from adapters.reference.files import former_codes, former_names, towns_elsewhere


def test_the_region_is_whole() -> None:
    assert len(communes()) == 3_782
    assert sum(c.population for c in communes().values()) == 5_992_194
    assert region().population == 5_992_194
    assert sum(epci.population for epci in epcis().values()) == 5_992_194
    assert {d.code: d.population for d in departements().values()} == {
        "02": 523_342,
        "59": 2_615_635,
        "60": 829_899,
        "62": 1_457_905,
        "80": 565_413,
    }


def test_every_commune_has_its_epci_and_departement() -> None:
    assert {c.epci for c in communes().values()} == set(epcis())
    assert {c.departement for c in communes().values()} == set(departements())


def test_every_former_code_and_name_leads_to_a_present_commune() -> None:
    assert len(former_codes()) == 169
    assert set(former_codes().values()) <= set(communes())
    assert {code for _, code in former_names()} <= set(communes())


def test_no_town_elsewhere_is_in_the_region() -> None:
    elsewhere = towns_elsewhere()
    assert len(elsewhere) > 31_000
    assert all(place(town.code) == HORS_REGION for town in elsewhere)


@pytest.mark.parametrize(
    ("former", "present", "departement"),
    [("59355", "59350", "59"), ("02285", "59545", "59"), ("80072", "62881", "62")],
)
def test_a_former_code_resolves_also_across_a_border(
    former: str, present: str, departement: str
) -> None:
    assert present_code(former) == present
    assert place(former) == Place(present, communes()[present].epci, departement)


def test_an_epci_across_the_border_counts_its_inhabitants_inside() -> None:
    straddling = {e.code: e.population for e in epcis().values() if not e.inside}
    assert straddling == {"200069722": 4_261, "247600588": 13_674}


@pytest.mark.parametrize("code", ["75056", "2A004", "97105", "98818", "67447", "95018"])
def test_a_plausible_code_elsewhere_is_outside_the_region(code: str) -> None:
    assert place(code) == HORS_REGION
    assert present_code(code) is None


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("59000", "code postal : le code INSEE attendu est celui de Lille (59350)"),
        ("62999", "Vouliez-vous Beaurains (62099)"),
        ("lile", "Lille (59350)"),
        ("75000", "Donnez le code INSEE"),
        ("20004", "Donnez le code INSEE"),
        ("", "Donnez le code INSEE"),
        ("5935O", "Donnez le code INSEE"),
        ("59350\n", "59350"),
    ],
)
def test_an_unknown_code_is_refused_with_a_way_out(code: str, hint: str) -> None:
    with pytest.raises(UnknownCommune) as refusal:
        place(code)
    assert hint in str(refusal.value)


def test_the_reasons_for_the_rules_are_sentences_or_nothing() -> None:
    assert why_not_commune("59355") is None
    assert "Lille (59350)" in (why_not_commune("59000") or "")
    assert why_not_country("ML") is None
    assert "Vouliez-vous Mali (ML)" in (why_not_country("mali") or "")
    assert "code ISO" in (why_not_country("ZZ") or "")
