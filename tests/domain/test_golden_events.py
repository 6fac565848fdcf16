"""Every fact ever stored is read back, from bytes that nobody rewrites.

`golden/events.jsonl` holds one line for each fact, every field filled, personal fields sealed with
fixed bytes. A new fact, or a new field of one, fails here until
`.venv/bin/python -m tests.domain.golden` has appended a line that shows it; old lines stay.
"""

import json

import msgspec
import pytest

from domain.events import BY_TAG
from domain.facts.shared import Event
from tests.domain.golden import lines_kept, untold

LINES = lines_kept()


@pytest.mark.parametrize("line", LINES, ids=[json.loads(line)["event"] for line in LINES])
def test_a_stored_fact_is_read_back_whole(line: bytes) -> None:
    fact = read(line)
    assert json.loads(msgspec.json.encode(fact)) == json.loads(line)
    assert read(msgspec.json.encode(fact)) == fact


def read(line: bytes) -> Event:
    kind = BY_TAG[json.loads(line)["event"]]
    return msgspec.json.decode(line, type=kind)


def test_every_fact_and_every_field_has_been_stored_once() -> None:
    assert untold() == [], "run python -m tests.domain.golden"


def test_every_stored_fact_is_still_known() -> None:
    assert {json.loads(line)["event"] for line in LINES} == set(BY_TAG)


def test_no_stored_fact_holds_a_text_about_a_person_in_clear() -> None:
    assert not [line for line in LINES if b'"personal":"secret"' in line]
