"""Tags and the fields of commands are permanent: the golden list is only ever added to.

A new event, command or field fails here until it is written down, which is done by
`.venv/bin/python -m tests.domain.golden` (it appends to `golden/tags.txt`). One that was removed
or renamed fails for good: bring it back, and add the new one beside it.
"""

import re

from domain import events
from domain.commands import listing
from domain.facts.shared import Event
from tests.domain.golden import tags_kept, tags_now

SHAPE = re.compile(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*")


def test_nothing_public_was_removed_or_renamed() -> None:
    assert set(tags_kept()) - set(tags_now()) == set()


def test_what_is_new_is_written_down() -> None:
    assert set(tags_now()) - set(tags_kept()) == set(), "run python -m tests.domain.golden"


def test_nothing_is_written_down_twice() -> None:
    assert len(tags_kept()) == len(set(tags_kept()))


def test_no_two_facts_and_no_two_commands_share_a_tag() -> None:
    assert len(events.BY_TAG) == len(events.ALL)
    assert len(listing.BY_TAG) == len(listing.ALL)


def test_a_tag_is_an_aggregate_and_what_happened() -> None:
    for tag in (*events.BY_TAG, *listing.BY_TAG):
        assert SHAPE.fullmatch(tag), tag


def test_every_fact_that_has_a_tag_is_in_the_written_out_list() -> None:
    """A class forgotten there could be recorded and never read back."""
    assert tagged(Event) == set(events.ALL)


def tagged(above: type[Event]) -> set[type[Event]]:
    below = set(above.__subclasses__())
    mine = {fact for fact in below if "." in events.tag(fact)}
    return mine.union(*(tagged(fact) for fact in below))


def test_a_fact_of_an_aggregate_bears_its_name() -> None:
    for name, facts in (
        ("actor", events.ACTOR),
        ("project", events.PROJECT),
        ("gathering", events.GATHERING),
        ("salarie", events.SALARIE),
        ("convention", events.CONVENTION),
        ("person", events.PERSON),
    ):
        assert {events.tag(fact).split(".")[0] for fact in facts} == {name}
