"""Sealed texts read at their place: on every line, by one query a page, forgotten when erased."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from adapters.vault.vault import Vault
from api.crm import Crm
from api.questions import Question, ask
from domain.commands.actors import ArchiveActor, AssignReferent
from domain.commands.entries import AmendInteraction, LogTempsInterne, RetractInteraction
from domain.commands.shared import ChangesAsked, NextStepAsked
from tests.domain.network import key
from tests.domain.people import AMIENS, ARRAS, DAY, LATER, LILLE, ONE, TWO, asked, contact_of, log

ENTRY, INSIDE = key("une orientation"), key("un temps interne")
MARIE = key("une personne")
STEP = NextStepAsked("Rappeler la mairie", date(2022, 5, 3), TWO)
PLACE = asked(lieu="Salle Yser", contacts=(MARIE,))
NOTED = log(
    "orientation", ARRAS, contexte=PLACE, interaction=ENTRY, to="F3E", titre="Bourses d’eau",
    resume="On a parlé.", next_step=STEP,
)  # fmt: skip


def row_of(crm: Crm, entry: UUID = ENTRY) -> dict[str, Any]:
    (row,) = ask(crm, "journal", Question(entree=entry))
    return row


TEXTS = ("titre", "lieu", "detail", "resume")


def texts(crm: Crm) -> tuple[Any, ...]:
    row = row_of(crm)
    return (*(row[name] for name in TEXTS), row["suite"])


PROMISED = {"what": "Rappeler la mairie", "due": "2022-05-03", "salarie": str(TWO)}


@pytest.fixture
def told(reseau: Crm) -> Crm:
    reseau.execute(contact_of(ARRAS, MARIE), "Salarié 1")
    reseau.execute(NOTED, "Salarié 1")
    return reseau


def test_every_text_reads_at_its_place(told: Crm) -> None:
    assert texts(told) == ("Bourses d’eau", "Salle Yser", "F3E", "On a parlé.", PROMISED)
    assert row_of(told)["contacts"] == [str(MARIE)]


def test_the_nature_of_internal_time_is_told(told: Crm) -> None:
    told.execute(LogTempsInterne(INSIDE, ONE, asked(), "réunion d’équipe", "Lundi"), "Salarié 1")
    row = row_of(told, INSIDE)
    assert (row["titre"], row["detail"]) == ("Lundi", "réunion d’équipe")


def test_a_correction_tells_both_texts_and_why(told: Crm) -> None:
    changes = ChangesAsked(lieu="Mairie")
    command = AmendInteraction(ENTRY, "mal lu", changes, None, None, "Eau")
    told.execute(command, "Salarié 2")
    (line,) = row_of(told)["corrections"]
    assert line["reason"] == "mal lu"
    assert line["before"] == {
        "lieu": "Salle Yser", "titre": "Bourses d’eau", "resume": "On a parlé.", "suite": PROMISED,
    }  # fmt: skip
    assert line["after"] == {"lieu": "Mairie", "titre": "Eau", "resume": None, "suite": None}
    assert texts(told) == ("Eau", "Mairie", "F3E", None, None)


def test_a_text_told_again_is_not_recorded_again(told: Crm) -> None:
    same = AmendInteraction(
        ENTRY, "relu", ChangesAsked(lieu="Salle Yser", contacts=(MARIE, MARIE)),
        "On a parlé.", STEP, "Bourses d’eau",
    )  # fmt: skip
    assert told.execute(same, "Salarié 2").positions == []


def test_a_fact_of_a_record_tells_its_reason(told: Crm) -> None:
    told.execute(AssignReferent(ARRAS, ONE, DAY, "voisine"), "Salarié 1")
    told.execute(ArchiveActor(AMIENS, LATER, "dissoute"), "Salarié 1")
    for actor, reason in ((ARRAS, "voisine"), (AMIENS, "dissoute")):
        rows = ask(told, "journal", Question(acteur=actor))
        facts = [row["faits"] for row in rows if row["type"] == "fait"]
        assert reason in [fact.get("reason") for fact in facts]


def forget(owner: str) -> None:
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("DELETE FROM vault.keys WHERE person IS NULL")


def test_forgotten_texts_say_so_and_are_not_written_over(told: Crm, owner: str) -> None:
    told.execute(RetractInteraction(ENTRY, "non"), "Salarié 1")
    forget(owner)
    gone = "personne oubliée"
    row = row_of(told)
    assert {row[name] for name in TEXTS} == {gone}
    assert (row["suite"]["what"], row["corrections"][0]["reason"]) == (gone, gone)


def test_a_form_sent_back_as_it_read_keeps_what_was_forgotten(told: Crm, owner: str) -> None:
    forget(owner)
    gone = "personne oubliée"
    command = AmendInteraction(ENTRY, "relu", ChangesAsked(lieu=gone), gone, titre=gone)
    assert told.execute(command, "Salarié 2").positions == []


def test_a_page_of_many_entries_reads_its_keys_in_one_query(
    told: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    for rank in range(12):
        more: dict[str, Any] = {"titre": f"Titre {rank}", "resume": f"Résumé {rank}"}
        told.execute(log("rendez_vous", LILLE, interaction=uuid4(), **more), "Salarié 1")
    asked_for: list[int] = []
    read = Vault.read

    def counted(vault: Vault, boxes: Any) -> Any:
        every = list(boxes)
        asked_for.append(len(every))
        return read(vault, every)

    monkeypatch.setattr(Vault, "read", counted)
    rows = ask(told, "journal", Question(limite=200))
    assert len({row["titre"] for row in rows}) == 13
    assert asked_for == [29]
