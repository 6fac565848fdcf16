"""What the guide promises, done as the guide says: its example files, its figures, its commands."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from adapters.spreadsheets.columns import HEADERS
from api.cli.do import answer
from api.crm import Crm
from api.orders import read_order
from api.questions import Question, ask
from domain.lists import TYPOLOGIE_LABELS

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
EXEMPLES = GUIDE / "exemples"
YEAR = {"du": date(2022, 1, 1), "au": date(2022, 12, 31)}
GATHERING = UUID("00000000-0000-7000-8000-000000000501")
SALARIE = "00000000-0000-7000-8000-000000000001"
ACTEUR = "00000000-0000-7000-8000-000000000101"


def key(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012d}"


def played(crm: Crm, name: str) -> list[dict[str, Any]]:
    answers = [answer(crm, line) for line in (EXEMPLES / name).read_bytes().splitlines()]
    assert [told for told in answers if not told["ok"]] == []
    return answers


def done(crm: Crm, number: int, **fields: Any) -> None:
    order = {"id": key(number), "author": "salarie-1", **fields}
    told = answer(crm, json.dumps(order).encode())
    assert told["ok"], told


def figures(crm: Crm, name: str, *keys: str, **asked: Any) -> dict[str, Any]:
    rows = ask(crm, name, Question(**YEAR, **asked))
    found = {row["code"]: tuple(row[key] for key in keys) for row in rows}
    return {code: value for code, value in found.items() if any(value)}


def test_the_groupe_pays_of_the_guide_counts_as_the_guide_says(crm: Crm) -> None:
    played(crm, "premiers-pas.jsonl")
    assert figures(crm, "couverture", "participations", "minutes") == {
        "02": (1, 20),
        "59": (5, 110),
        "60": (2, 40),
        "62": (3, 66),
        "80": (3, 64),
    }


def test_the_workload_of_the_guide_stands_against_the_capacity(crm: Crm) -> None:
    played(crm, "premiers-pas.jsonl")
    rows = ask(crm, "charge", Question(**YEAR, par="pole"))
    assert [(row["pole"], row["minutes"], row["capacite_minutes"]) for row in rows] == [
        ("CID", 300, 2 * 253 * 336)
    ]
    assert [row["minutes"] for row in ask(crm, "charge", Question(**YEAR))] == [150, 150]
    kinds = ask(crm, "charge", Question(**YEAR, par="kind"))
    assert [row["capacite_minutes"] for row in kinds] == [None]


def test_what_was_known_before_the_correction_is_still_answered(crm: Crm) -> None:
    played(crm, "premiers-pas.jsonl")
    before = figures(crm, "couverture", "participations", "minutes")
    corrected = played(crm, "corriger.jsonl")
    position = corrected[0]["positions"][0] - 1
    assert figures(crm, "couverture", "minutes") == {
        "59": (96,),
        "60": (36,),
        "62": (54,),
        "80": (54,),
    }
    known = figures(crm, "couverture", "participations", "minutes", connu_au=position)
    assert known == before


def test_a_position_inside_a_command_is_the_end_of_the_one_before(crm: Crm) -> None:
    inside = played(crm, "premiers-pas.jsonl")[-1]["positions"]
    assert figures(crm, "couverture", "minutes", connu_au=inside[-2]) == {}


def test_the_same_lines_again_change_nothing(crm: Crm) -> None:
    first = played(crm, "premiers-pas.jsonl")
    assert played(crm, "premiers-pas.jsonl") == first


def test_an_entry_tells_its_corrections(crm: Crm) -> None:
    played(crm, "premiers-pas.jsonl")
    played(crm, "corriger.jsonl")
    entry = ask(crm, "journal", Question(entree=GATHERING))[0]
    assert [one["what"] for one in entry["corrections"]] == ["amended", "attendance_retracted"]
    assert entry["minutes"] == 240
    assert len(entry["presents"]) == 13


def test_a_corrected_siege_holds_for_the_whole_past_moves_included(crm: Crm) -> None:
    played(crm, "premiers-pas.jsonl")
    moved = {"commune": "80021", "effective_on": "2022-03-01"}
    done(crm, 7001, type="actor.move", actor=ACTEUR, **moved)
    assert figures(crm, "couverture", "participations")["59"] == (4,)
    wrong = {"commune": "62041", "reason": "adresse mal lue"}
    done(crm, 7002, type="actor.correct_siege", actor=ACTEUR, **wrong)
    after = figures(crm, "couverture", "participations")
    assert (after["59"], after["62"], after["80"]) == ((4,), (4,), (3,))


def test_a_meeting_that_concerns_a_project_without_anybody_has_no_territory(crm: Crm) -> None:
    played(crm, "premiers-pas.jsonl")
    opened = {"project": key(601), "titre": "Un puits", "porteur": ACTEUR}
    done(crm, 7003, type="project.open", **opened)
    staff = [{"salarie": SALARIE, "contact": 45}]
    contexte = {"occurred_on": "2022-04-04", "staff": staff, "project": key(601)}
    copil = {"interaction": key(502), "kind": "copil", "contexte": contexte}
    done(crm, 7004, type="interaction.log", **copil)
    counted = figures(crm, "couverture", "participations", "minutes")
    assert counted["sans_territoire"] == (0, 45)
    reread = {"interaction": key(503), "kind": "relecture", "contexte": contexte}
    done(crm, 7005, type="interaction.log", **reread)
    counted = figures(crm, "couverture", "participations", "minutes")
    assert (counted["sans_territoire"], counted["59"]) == ((0, 45), (6, 155))


@pytest.mark.parametrize("page", sorted(GUIDE.glob("*.md")), ids=lambda page: page.stem)
def test_every_command_shown_is_one_the_doors_would_read(page: Path) -> None:
    for block in re.findall(r"^```json\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            assert read_order(line.encode()).author


def test_the_page_on_imports_lists_every_column_that_is_read() -> None:
    page = (GUIDE / "import.md").read_text()
    rows = re.findall(r"^\| `[^|]+\|", page, re.MULTILINE)
    headers = {header for row in rows for header in re.findall(r"`([^`]+)`", row)}
    assert headers == {header for headers in HEADERS.values() for header in headers}
    words = " ".join(page.split())
    assert [label for label in TYPOLOGIE_LABELS.values() if label not in words] == []
