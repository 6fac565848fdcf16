"""Commands at random, on several aggregates, against a real PostgreSQL: what is always true."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from api.crm import Crm
from api.questions import Question, ask
from domain.commands.actors import MergeActors, RegisterActor, UndoMerge
from domain.commands.entries import AmendInteraction, RetractInteraction, WithdrawRetraction
from domain.commands.shared import ChangesAsked, Command
from domain.decider import Refused
from domain.events import tag
from tests.databases import migrated_database
from tests.domain import chance
from tests.domain.network import TODAY, Network
from tests.domain.people import AMIENS, ARRAS, LILLE, TEAM
from tests.opened import application, mark_demonstration
from tests.projections.comparing import all_differences, differences

Figures = dict[str, Any]
DU, AU = date(2021, 12, 1), date(2022, 12, 31)
BEGINNING = (
    *(
        replace(command, effective_on=date(2000, 1, 1))
        if isinstance(command, RegisterActor)
        else command
        for command in TEAM
    ),
    *chance.HISTORY,
)
THREE = st.permutations([ARRAS, LILLE, AMIENS])


def figures(crm: Crm, position: int | None = None) -> Figures:
    """What a person sees of the whole réseau, as known at a position."""

    def told(name: str, par: str | None = None) -> list[dict[str, Any]]:
        return ask(crm, name, Question(du=DU, au=AU, par=par, connu_au=position))

    return {
        "salarie": told("charge", "salarie"),
        "acteur": told("charge", "acteur"),
        "semaine": told("charge", "semaine"),
        "pole": told("charge", "pole"),
        "entree": told("charge", "entree"),
        "territoire": told("charge", "territoire"),
        "couverture": told("couverture"),
        "participations": told("participations"),
        "travaille_avec": told("travaille_avec"),
        "imputations": told("imputations"),
        "entrees": told("entrees"),
        "journal": told("journal"),
    }


def without_history(told: Figures) -> Figures:
    """The figures alone: a correction and its undoing both stay in the timeline."""
    return {name: rows for name, rows in told.items() if name != "journal"}


def minutes(rows: list[dict[str, Any]]) -> int:
    return sum(row["minutes"] for row in rows)


class Reseau(RuleBasedStateMachine):
    """One database a run. `network` is the same réseau in memory: both must answer alike."""

    server: ClassVar[str]
    kek_file: ClassVar[Path]

    @initialize()
    def begin(self) -> None:
        self.stack = ExitStack()
        owner = self.stack.enter_context(migrated_database(self.server))
        mark_demonstration(owner, TODAY)
        self.crm = self.stack.enter_context(application(owner, self.kek_file))
        self.network, self.seen = Network(), dict[int, Figures]()
        for command in BEGINNING:
            self.execute(command)

    def execute(self, command: Command) -> bool:
        """Done or refused, as the réseau in memory; what was seen after it is remembered."""
        before, expected = self.crm.journal.head(), self.in_memory(command)
        refusal: Refused | None = None
        try:
            outcome = self.crm.execute(command, "chance")
        except Refused as error:
            refusal = error
        if refusal is not None:
            assert isinstance(expected, Refused), refusal.why
            assert (refusal.field, self.crm.journal.head()) == (expected.field, before)
            return False
        facts = self.crm.journal.after(before)
        assert [one.position for one in facts] == outcome.positions
        assert [(one.originator_id, tag(one.event)) for one in facts] == expected
        if outcome.positions:
            self.seen[outcome.positions[-1]] = figures(self.crm)
        return True

    def in_memory(self, command: Command) -> Any:
        try:
            return [(subject, tag(event)) for subject, event in self.network.run(command)]
        except Refused as refusal:
            return refusal

    @rule(command=chance.logged)
    def something_happens(self, command: Command) -> None:
        self.execute(command)

    @rule(command=chance.logged)
    def something_else_happens(self, command: Command) -> None:
        self.execute(command)

    @rule(command=chance.corrected)
    def an_entry_is_put_right(self, command: Command) -> None:
        self.execute(command)

    @rule(command=chance.recorded)
    def a_record_is_kept(self, command: Command) -> None:
        self.execute(command)

    @rule(chosen=THREE)
    def a_merge_stays(self, chosen: list[UUID]) -> None:
        self.execute(MergeActors(chosen[0], chosen[1], "même structure"))

    @rule(chosen=THREE)
    def a_merge_is_undone(self, chosen: list[UUID]) -> None:
        absorbed, survivor = chosen[:2]
        self.there_and_back(
            MergeActors(absorbed, survivor, "même structure"),
            lambda: UndoMerge(absorbed, "deux structures"),
        )

    @rule(entry=chance.entry)
    def a_retraction_is_withdrawn(self, entry: UUID) -> None:
        self.there_and_back(
            RetractInteraction(entry, "non"), lambda: WithdrawRetraction(entry, "si")
        )

    @rule(entry=chance.entry, changes=chance.changes)
    def an_amendment_is_amended_back(self, entry: UUID, changes: ChangesAsked) -> None:
        known = self.crm.interaction(entry)
        if known is not None:
            back = chance.as_it_stands(known.contexte)
            self.there_and_back(
                AmendInteraction(entry, "essai", changes),
                lambda: AmendInteraction(entry, "comme avant", back),
            )

    def there_and_back(self, there: Command, back: Callable[[], Command]) -> None:
        before, head = figures(self.crm), self.crm.journal.head()
        if self.execute(there) and self.crm.journal.head() > head:
            assert self.execute(back())
            assert without_history(figures(self.crm)) == without_history(before)

    @invariant()
    def minutes_are_conserved_under_every_split(self) -> None:
        if not self.seen:
            return
        told = self.seen[max(self.seen)]
        total = self.in_force()
        for par in ("salarie", "acteur", "semaine", "pole", "entree", "territoire", "couverture"):
            assert minutes(told[par]) == total, par
        assert minutes(told["imputations"]) == total
        by_actor = sum(row["participations"] for row in told["travaille_avec"])
        by_typology = sum(row["participations"] for row in told["participations"])
        by_place = sum(row["participations"] for row in told["couverture"])
        assert by_actor == by_typology == by_place

    def in_force(self) -> int:
        """The staff lines of every entry that is not retracted."""
        rows = self.crm.query("SELECT DISTINCT interaction FROM read_models.fait")
        entries = self.crm.interactions([row["interaction"] for row in rows]).values()
        return sum(
            line.minutes for one in entries if not one.retracted for line in one.contexte.staff
        )

    @invariant()
    def the_tables_are_the_fold_of_the_journal(self) -> None:
        head = self.crm.journal.head()
        assert differences(self.crm, head, self.crm.journal.after(0, 10_000)) == {}
        assert self.crm.projector.health().set_aside == []

    def teardown(self) -> None:
        if not hasattr(self, "stack"):
            return
        with self.stack:
            for entry_ids, versions in self.streams().items():
                assert versions == list(range(1, len(versions) + 1)), entry_ids
            assert all_differences(self.crm) == {}
            for position, told in self.seen.items():
                assert figures(self.crm, position) == told, position

    def streams(self) -> dict[UUID, list[int]]:
        found: dict[UUID, list[int]] = {}
        for entry in self.crm.journal.after(0, 10_000):
            found.setdefault(entry.originator_id, []).append(entry.originator_version)
        return found


def test_whatever_is_asked_of_it(postgres_server: str, kek_file: Path) -> None:
    class Here(Reseau):
        server = postgres_server

    Here.kek_file = kek_file
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=6,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
