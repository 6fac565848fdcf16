"""From a filled form to a command: nothing typed is lost, everything unreadable is told."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

import pytest

from api.web import typed
from api.web.asked import Refusals, form_field, log_command
from api.web.forms import Form, read_form
from api.web.pages.frame import Person
from api.web.typed import Unreadable
from domain.commands.entries import LogInteraction
from domain.commands.shared import NextStepAsked, Present, StaffAsked

ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))
TEAM = (Person(str(ONE), "Salarié 1"), Person(str(TWO), "Salarié 2"))
PROJECT = UUID(int=9)


def filled(**fields: str | list[str]) -> Form:
    base = {"interaction": str(THREE), "kind": "groupe_pays", "jour": "2022-09-28"}
    return read_form(urlencode({**base, **fields}, doseq=True).encode())


def project_named(title: str) -> UUID:
    if title != "Regards croisés":
        raise Unreadable("Aucun projet de ce nom.")
    return PROJECT


def command(**fields: str | list[str]) -> LogInteraction:
    return log_command(filled(**fields), TEAM, project_named)


def refusals(**fields: str | list[str]) -> dict[str, str]:
    with pytest.raises(Refusals) as refused:
        command(**fields)
    return refused.value.by_field


def test_a_whole_form_becomes_a_whole_command() -> None:
    asked = command(
        present=[f"actor:{TWO}", f"actor:{ONE}"],
        ligne_4=f"project:{PROJECT}",
        ligne_7="",
        commune="Lille",
        pays="mali, Burkina Faso",
        projet="Regards croisés",
        suite="Envoyer le compte rendu",
        suite_jour="2022-10-05",
        odd=["4", "17"],
        themes="eau, jeunesse",
        **{f"contact_{ONE}": "150", f"libre_{TWO}": "1h30", f"preparation_{TWO}": "15"},
    )
    assert asked.present == (Present(actor=TWO), Present(actor=ONE), Present(project=PROJECT))
    assert asked.contexte.occurred_on == date(2022, 9, 28)
    assert asked.contexte.staff == (
        StaffAsked(ONE, contact=150),
        StaffAsked(TWO, contact=90, preparation=15),
    )
    assert asked.contexte.commune == "59350"
    assert asked.contexte.countries == ("ML", "BF")
    assert asked.contexte.project == PROJECT
    assert asked.contexte.odd == (4, 17)
    assert asked.contexte.themes == ("eau", "jeunesse")
    assert asked.next_step == NextStepAsked("Envoyer le compte rendu", date(2022, 10, 5))


def test_a_typed_duration_wins_over_a_button() -> None:
    asked = command(**{f"contact_{ONE}": "60", f"libre_{ONE}": "75"})
    assert asked.contexte.staff == (StaffAsked(ONE, contact=75),)


def test_every_unreadable_field_is_told_at_once() -> None:
    told = refusals(
        jour="",
        kind="autre",
        suite_jour="2022-10-05",
        present="actor:nobody",
    )
    assert set(told) == {"jour", "kind", "suite", "present"}
    told = refusals(pays="Atlantide", commune="Atlantide", projet="?", **{f"libre_{ONE}": "long"})
    assert set(told) == {"pays", "commune", "projet", f"minutes_{ONE}"}


def test_a_rare_kind_comes_from_its_list_and_hides_the_fields_of_others() -> None:
    asked = command(kind="autre", kind_autre="orientation", to="pS-Eau", canal="courriel")
    assert (asked.kind, asked.to, asked.canal) == ("orientation", "pS-Eau", None)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("90", 90), ("1h30", 90), ("2 h", 120), ("1:05", 65), ("1,5 h", 90), ("1 h 30", 90), ("0", 0)],
)
def test_durations_as_people_write_them(text: str, minutes: int) -> None:
    assert typed.minutes(text) == minutes


@pytest.mark.parametrize("text", ["-5", "1,5", "une heure", "½"])
def test_what_is_no_duration_is_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable, match="90"):
        typed.minutes(text)


def test_a_town_is_found_by_name_code_or_as_proposed() -> None:
    assert typed.commune("lille") == typed.commune("59000 Lille") == typed.commune("Lille (59350)")
    assert typed.commune_name("59350") == "Lille (59350)"
    with pytest.raises(Unreadable, match="Aucune commune"):
        typed.commune("Atlantide")


def test_a_postal_code_leads_to_its_commune_or_to_the_choice() -> None:
    assert typed.commune("59000") == "59350"
    assert typed.commune("75056") == "75056"
    with pytest.raises(Unreadable, match=r"Bailleul \(59043\), Bailleul \(80051\)"):
        typed.commune("Bailleul")
    for both in ("59260", "59350"):
        with pytest.raises(Unreadable, match=r"Lille \(59350\)"):
            typed.commune(both)


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("contexte.occurred_on", "jour"),
        ("contexte.staff", "staff"),
        ("contexte.staff.1.salarie", f"minutes_{TWO}"),
        ("contexte.staff.0", f"minutes_{ONE}"),
        ("present.0.actor", "present"),
        ("forme", "forme"),
        ("next_step.what", "suite"),
        ("reason", "reason"),
    ],
)
def test_a_refusal_of_the_rules_finds_its_field_on_the_page(field: str, place: str) -> None:
    assert form_field(field, [ONE, TWO]) == place
