"""Two fiches become one, or two again: told on both."""

from uuid import UUID

from domain.commands import actors
from domain.facts import actor as actor_facts
from domain.personal import Secret
from tests.domain.people import AMIENS, ARRAS, LATER, LILLE, amend, log, team


def merge(absorbed: UUID, survivor: UUID) -> actors.MergeActors:
    return actors.MergeActors(absorbed, survivor, "même structure")


def test_a_merge_is_told_on_both() -> None:
    network = team().when(merge(LILLE, ARRAS))
    network.then(
        actor_facts.ActorMergedInto(ARRAS, Secret("même structure")),
        actor_facts.ActorAbsorbed(LILLE, Secret("même structure")),
    )
    assert (network.streams[LILLE][-1], network.streams[ARRAS][-1]) == (
        actor_facts.ActorMergedInto(ARRAS, Secret("même structure")),
        actor_facts.ActorAbsorbed(LILLE, Secret("même structure")),
    )
    network.when(merge(LILLE, ARRAS)).then_nothing()


def test_new_entries_on_the_absorbed_are_refused_with_the_survivor() -> None:
    network = team().given(merge(LILLE, ARRAS))
    network.when(log("rendez_vous", LILLE)).then_refused(
        "fiche qui reste", "present.0.actor", about=ARRAS
    )


def test_old_entries_of_the_absorbed_are_still_put_right() -> None:
    network = team().given(log("rendez_vous", LILLE), merge(LILLE, ARRAS))
    network.when(amend(occurred_on=LATER)).then_on((LILLE, "actor.interaction_amended"))


def test_merges_chain() -> None:
    network = team().given(merge(LILLE, ARRAS))
    network.when(merge(ARRAS, AMIENS)).then_on(
        (ARRAS, "actor.merged_into"), (AMIENS, "actor.absorbed")
    )
    network.when(actors.UndoMerge(LILLE, "deux structures")).then_on(
        (LILLE, "actor.merge_undone"), (ARRAS, "actor.merge_undone")
    )


def test_merges_never_turn_in_a_circle() -> None:
    network = team().given(merge(LILLE, ARRAS))
    network.when(merge(ARRAS, LILLE)).then_refused("déjà été fusionnée", "survivor", about=ARRAS)
    network.given(merge(ARRAS, AMIENS))
    network.when(merge(AMIENS, LILLE)).then_refused("déjà été fusionnée", "survivor", about=ARRAS)


def test_the_absorbed_is_not_merged_elsewhere() -> None:
    network = team().given(merge(LILLE, ARRAS))
    network.when(merge(LILLE, AMIENS)).then_refused("déjà", "absorbed", about=ARRAS)


def test_undoing_a_merge_gives_each_its_own_back() -> None:
    network = team().given(merge(LILLE, ARRAS))
    undo = actors.UndoMerge(LILLE, "deux structures")
    network.when(undo).then(
        actor_facts.ActorMergeUndone(ARRAS, Secret("deux structures")),
        actor_facts.ActorMergeUndone(LILLE, Secret("deux structures")),
    )
    network.when(undo).then_nothing()
    network.when(log("rendez_vous", LILLE)).then_on((LILLE, "actor.rendez_vous_held"))
