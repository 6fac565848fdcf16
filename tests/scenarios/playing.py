"""Play one scenario through the public commands, and remember how far each step went."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from api.crm import Crm
from domain.commands.shared import Command
from domain.decider import Refused
from tests.databases import migrated_database
from tests.opened import application, loader, mark_demonstration
from tests.scenarios.given import ALWAYS, Names, commands
from tests.scenarios.reading import Scenario
from tests.scenarios.steps import command

PARIS = ZoneInfo("Europe/Paris")
AUTHOR = "scénario"


class Played(NamedTuple):
    """`positions[n]` is the last position after step n; 0 is what was given."""

    crm: Crm
    names: Names
    positions: dict[int, int]


@contextmanager
def played(scenario: Scenario, server: str, kek_file: Path) -> Iterator[Played]:
    """A scenario that dates its recording plays in a journal marked as a demonstration (R53)."""
    with ExitStack() as stack:
        owner = stack.enter_context(migrated_database(server))
        dated = needs_dates(scenario)
        if dated:
            mark_demonstration(owner)
        crm = stack.enter_context(application(owner, kek_file))
        doing = stack.enter_context(loader(owner, kek_file)) if dated else crm
        names = Names(scenario["id"])
        clock = Clock(scenario) if dated else None
        for one in commands(scenario, names):
            doing.execute(one, AUTHOR, at=clock.now if clock else None)
        positions = {0: doing.journal.head()}
        for step in scenario.get("steps", ()):
            do(doing, step, names, clock.tick(step) if clock else None)
            positions[step["n"]] = doing.journal.head()
        yield Played(crm, names, positions)


def needs_dates(scenario: Scenario) -> bool:
    steps = any("at" in step for step in scenario.get("steps", ()))
    return steps or any(isinstance(then.get("known"), str) for then in scenario.get("then", ()))


class Clock:
    """The instant of each recording: as said, else just after the one before and the facts."""

    def __init__(self, scenario: Scenario) -> None:
        """What is given was known long before; a date it declares is past by then."""
        lines = scenario.get("given", {}).get("actors", {}).values()
        declared = [line.get("connu_depuis") or line.get("known_since") for line in lines]
        first = max([ALWAYS, *(day for day in declared if day)])
        self.now = datetime.combine(first, time.max, PARIS)

    def tick(self, step: dict[str, Any]) -> datetime:
        if "at" in step:
            self.now = datetime.fromisoformat(str(step["at"])).replace(tzinfo=PARIS)
            return self.now
        days = [day for day in (step.get("date"), step.get("from")) if isinstance(day, date)]
        evening = [datetime.combine(day, time(20), PARIS) for day in days]
        self.now = max([self.now + timedelta(seconds=1), *evening])
        return self.now


def do(crm: Crm, step: dict[str, Any], names: Names, at: datetime | None) -> None:
    asked = command(step, names)
    if asked is None:
        return
    if step.get("refused"):
        refused(crm, asked, at)
    else:
        crm.execute(asked, AUTHOR, at=at)


def refused(crm: Crm, asked: Command, at: datetime | None) -> None:
    """Refused, and nothing has changed."""
    before = crm.journal.head()
    with pytest.raises(Refused):
        crm.execute(asked, AUTHOR, at=at)
    assert crm.journal.head() == before
