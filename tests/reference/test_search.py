"""A town as people write it: accents, capitals, postal code, slips of the finger."""

import pytest

from adapters.reference import search_commune


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("59350", "59350"),
        ("59355", "59350"),
        ("59800", "59350"),
        ("LILLE CEDEX", "59350"),
        ("59800 lile", "59350"),
        ("lomme", "59350"),
        ("Saint-Pol-sur-Mer", "59183"),
        ("st omer", "62765"),
        ("etaples", "62318"),
        ("Loos en Gohelle", "62528"),
        ("faches", "59220"),
        ("villenueve dascq", "59009"),
        ("59270 Bailleul", "59043"),
    ],
)
def test_the_first_candidate_is_the_one_meant(typed: str, code: str) -> None:
    assert search_commune(typed)[0].code == code


def test_homonyms_are_all_offered() -> None:
    assert {c.code for c in search_commune("Bailleul")} >= {"59043", "80051"}


def test_a_shared_postal_code_offers_every_town() -> None:
    assert {c.code for c in search_commune("59260")} >= {"59346", "59350"}


@pytest.mark.parametrize("typed", ["", "   ", "67300", "xyzzyx", "99999", "\x00"])
def test_nothing_is_invented(typed: str) -> None:
    assert search_commune(typed) == []


def test_no_more_candidates_than_asked() -> None:
    assert len(search_commune("saint", limit=4)) == 4
