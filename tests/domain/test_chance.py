"""Whatever is asked, in whatever order: what the streams of a réseau promise for ever."""

import copy
from collections import Counter
from functools import reduce
from typing import Any
from uuid import UUID

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.aggregates.actor import ACTOR
from domain.aggregates.actor_state import Actor
from domain.aggregates.convention import CONVENTION
from domain.commands import actors, entries, projects
from domain.commands.actors import MergeActors, UndoMerge
from domain.commands.shared import Command
from domain.decider import Refused
from domain.events import BY_TAG, tag
from domain.facts.gathering import GatheringHeld
from domain.facts.shared import Attended, Contexte, Event, Logged, Retracted, RetractionWithdrawn
from domain.personal import Sealed, Secret
from domain.world import HOLDERS
from tests.domain.chance import MARK, as_it_stands, commands, corrected, history, logged
from tests.domain.examples import secrets
from tests.domain.network import Network
from tests.domain.people import AMIENS, ARRAS, LILLE

untimed = settings(deadline=None, max_examples=80)


def lived(asked: list[Command]) -> Network:
    """The réseau after these commands, those it refuses left aside."""
    network = history()
    for command in asked:
        attempt(network, command)
    return network


def attempt(network: Network, command: Command) -> list[tuple[UUID, Event]] | None:
    try:
        return network.run(command)
    except Refused:
        return None


@untimed
@given(commands)
def test_a_refusal_changes_nothing_and_names_its_field(asked: list[Command]) -> None:
    network = history()
    for command in asked:
        before = {subject: list(events) for subject, events in network.streams.items()}
        if (refusal := why_not(network, command)) is not None:
            assert (network.streams, bool(refusal.field)) == (before, True)


def why_not(network: Network, command: Command) -> Refused | None:
    try:
        network.run(command)
    except Refused as refusal:
        return refusal
    return None


UNCOMPARABLE = (actors.CorrectContact, projects.IdentifyExplorExpert)
"""A sealed text that nothing opens for the rules is not compared: it is recorded again."""


@untimed
@given(commands)
def test_saying_it_again_changes_nothing_or_is_refused(asked: list[Command]) -> None:
    network = history()
    for command in asked:
        if attempt(network, command) is not None and not isinstance(command, UNCOMPARABLE):
            assert not attempt(network, command), command


@untimed
@given(commands)
def test_amending_with_the_values_in_force_changes_nothing(asked: list[Command]) -> None:
    network = lived(asked)
    for interaction, contexte in standing(network):
        command = entries.AmendInteraction(interaction, "relu", as_it_stands(contexte))
        assert not attempt(network, command)


def standing(network: Network) -> list[tuple[UUID, Contexte]]:
    """Every entry that is not retracted, with the values in force."""
    found = []
    for subject, event in network.lines():
        if isinstance(event, GatheringHeld):
            held = network.gathering(subject).held
            found += [(subject, held.contexte)] if held and not held.retracted else []
        elif isinstance(event, Logged):
            holder = HOLDERS[tag(event).split(".")[0]]
            own = network.state(holder, subject).entries[event.interaction]
            found += [] if own.retracted else [(event.interaction, own.contexte)]
    return found


@untimed
@given(commands)
def test_an_entry_is_retracted_and_stands_again_by_turns(asked: list[Command]) -> None:
    turns: dict[UUID, list[bool]] = {}
    for _, event in lived(asked).lines():
        if isinstance(event, Retracted | RetractionWithdrawn):
            turns.setdefault(event.interaction, []).append(isinstance(event, Retracted))
    for told in turns.values():
        assert told == [rank % 2 == 0 for rank in range(len(told))]


@untimed
@given(commands, st.permutations([ARRAS, LILLE, AMIENS]))
def test_a_merge_undone_gives_both_their_state_back(
    asked: list[Command], chosen: list[UUID]
) -> None:
    network = lived(asked)
    absorbed, survivor = chosen[:2]
    before = network.state(ACTOR, absorbed), network.state(ACTOR, survivor)
    if attempt(network, MergeActors(absorbed, survivor, "même structure")):
        assert attempt(network, UndoMerge(absorbed, "deux structures"))
        assert (network.state(ACTOR, absorbed), network.state(ACTOR, survivor)) == before


@untimed
@given(commands)
def test_merges_never_turn_in_a_circle_and_both_sides_agree(asked: list[Command]) -> None:
    network = lived(asked)
    actors_now = {
        subject: network.state(ACTOR, subject)
        for subject, event in network.lines()
        if tag(event) == "actor.registered"
    }
    for subject, actor in actors_now.items():
        assert last(subject, actors_now) is not None
        assert actor.absorbed == {
            other for other, state in actors_now.items() if state.survivor == subject
        }


def last(subject: UUID, known: dict[UUID, Actor]) -> UUID | None:
    """The one that remains; None when the way there never ends."""
    for _ in known:
        survivor = known[subject].survivor
        if survivor is None:
            return subject
        subject = survivor
    return None


@untimed
@given(st.lists(st.one_of(logged, corrected), max_size=40))
def test_an_entry_stands_in_one_place_and_its_ranks_are_its_own(asked: list[Command]) -> None:
    lines = list(lived(asked).lines())
    held = [subject for subject, event in lines if isinstance(event, GatheringHeld)]
    alone = [event.interaction for _, event in lines if isinstance(event, Logged)]
    assert max(Counter([*held, *alone]).values(), default=1) == 1
    ranks = [(event.gathering, event.rank) for _, event in lines if isinstance(event, Attended)]
    assert len(ranks) == len(set(ranks))
    assert {gathering for gathering, _ in ranks} <= set(held)


@untimed
@given(commands)
def test_every_fact_is_read_back_as_it_was_told(asked: list[Command]) -> None:
    for _, event in lived(asked).lines():
        stored = msgspec.json.encode(event)
        assert msgspec.json.decode(stored, type=BY_TAG[tag(event)]) == event


@untimed
@given(commands)
def test_a_text_about_a_person_is_never_in_clear(asked: list[Command]) -> None:
    for _, event in lived(asked).lines():
        assert all(Secret in hint.__args__ or hint == Secret | Sealed for _, hint in secrets(event))
        assert MARK.encode() not in msgspec.json.encode(sealed(event)), tag(event)


def sealed(value: Any) -> Any:
    """As the journal would keep it."""
    match value:
        case Secret():
            return Sealed("key", b"nonce", b"box", "field")
        case msgspec.Struct():
            inside = {name: sealed(getattr(value, name)) for name in value.__struct_fields__}
            return replace(value, **inside)
        case tuple():
            return tuple(sealed(item) for item in value)
    return value


@untimed
@given(commands)
def test_a_stream_folds_the_same_from_any_of_its_points(asked: list[Command]) -> None:
    """What a cache holds, brought forward, is what a whole fold gives."""
    for events in lived(asked).streams.values():
        decider = {**HOLDERS, "convention": CONVENTION}[tag(events[0]).split(".")[0]]
        half = decider.state(events[: len(events) // 2])
        kept = copy.deepcopy(half)
        forward = reduce(decider.evolve, events[len(events) // 2 :], half)
        assert (forward, half) == (decider.state(events), kept)
