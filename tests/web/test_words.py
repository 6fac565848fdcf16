"""What pages say of dates, corrections and files: small rules, each with its case."""

from datetime import date

import pytest

from api.timeline import OF_ENTRIES
from api.web.csv_out import encoded
from api.web.pages.telling import FACTS, correction, late, said_value, what, who
from api.web.periods import sixteen_weeks, twelve_months
from domain.events import BY_TAG

ROW = {
    "nature": "groupe-pays",
    "titre": None,
    "pays": ["ML"],
    "presents": [{"id": "1"}, {"id": "2"}],
    "salaries": [{"repere": "Salarié 2"}, {"repere": "Salarié 4"}],
    "minutes": 300,
    "mode": "presentiel",
    "lieu": "Lille",
    "enregistre_le": "2022-11-15T10:00:00+00:00",
}


def test_an_entry_is_told_in_one_line() -> None:
    assert what(ROW).replace("\u00a0", " ") == "Groupe-pays Mali, 2 structures"
    assert who(ROW).replace("\u00a0", " ") == (
        "Salarié 2 et Salarié 4, 5 h 00 en tout, présentiel, Lille."
    )


def test_an_entry_known_long_after_says_so() -> None:
    said = late(ROW, date(2022, 9, 1)).replace("\u00a0", " ")
    assert said == "Inscrit le 15 novembre 2022, 75 jours après."
    assert late(ROW, date(2022, 11, 10)) == ""


def test_every_fact_of_a_record_has_its_words() -> None:
    """A page never shows the tag of a fact."""
    shown = {
        tag
        for tag, fact in BY_TAG.items()
        if tag.split(".")[0] in {"actor", "project", "salarie"} and not issubclass(fact, OF_ENTRIES)
    }
    assert {tag for tag in shown if "temps_interne" not in tag} - {*FACTS} == set()


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"on": "2019-08-29", "person": "x"}, "29 août 2019."),
        ({"stage": "depose", "on": "2022-03-31"}, "déposé, 31 mars 2022."),
        ({"reason": "une raison"}, "une raison."),
        ({}, ""),
    ],
)
def test_a_fact_tells_its_day_and_its_stage_in_french(facts: dict[str, str], told: str) -> None:
    assert said_value(facts).replace("\u00a0", " ") == told


def test_a_correction_shows_both_values_of_what_changed_and_nothing_else() -> None:
    told = correction(
        {
            "what": "amended",
            "author": "s4",
            "recorded_at": "2022-11-03T09:12:00+00:00",
            "reason": "Trajet compté comme contact.",
            "before": {
                "staff": [{"salarie": "s4", "contact": 240}, {"salarie": "s2", "contact": 60}]
            },
            "after": {
                "staff": [{"salarie": "s4", "contact": 150}, {"salarie": "s2", "contact": 60}]
            },
        },
        {"s4": "Salarié 4", "s2": "Salarié 2"},
    )
    assert told.titre.replace("\u00a0", " ") == "Rectifié le 3 novembre 2022 par Salarié 4"
    [change] = told.differences
    said = [text.replace("\u00a0", " ") for text in (change.champ, change.avant, change.apres)]
    assert said == ["Minutes de Salarié 4", "4 h 00", "2 h 30"]
    assert told.raison == "Trajet compté comme contact"
    assert "gardent l’ancienne valeur" in told.consequence


def test_a_file_is_inert_in_a_spreadsheet() -> None:
    rows = [{"nom": "=1+1", "écart": -3, "taux": 11.6, "silence": None, "conge": True}]
    said = "Nom;écart;taux;silence;Congé\r\n'=1+1;-3;11,6;;oui\r\n"
    assert encoded(rows).decode("utf-8-sig") == said


@pytest.mark.parametrize(
    ("today", "start"),
    [
        (date(2022, 9, 30), date(2021, 10, 1)),
        (date(2024, 2, 29), date(2023, 3, 1)),
        (date(2025, 2, 28), date(2024, 2, 29)),
    ],
)
def test_twelve_months_end_today(today: date, start: date) -> None:
    assert twelve_months(today) == (start, today)


def test_sixteen_weeks_begin_on_a_monday() -> None:
    start, end = sixteen_weeks(date(2022, 9, 30))
    assert (start.isoweekday(), end) == (1, date(2022, 9, 30))
    assert start.isocalendar().week == 39 - 15
