"""Which worked cases are there, which figures can be asked today, and what do the others wait for?

`SCENARIOS=FILE ./maillage test` reads another file of the same format the same way.
"""

import os
from pathlib import Path
from typing import Any, NamedTuple

import yaml

SHIPPED = Path(__file__).parent / "scenarios.yaml"
Scenario = dict[str, Any]

DIRECTION = "la direction : clôture, portes d’entrée, doubles financements"
EDITIONS = "les éditions et leurs écarts"
DISPOSITIFS = "les dispositifs et leurs dossiers"
WAITING = {
    "late": DIRECTION,
    "entry_door": DIRECTION,
    "what_if": DIRECTION,
    "double_funding": DIRECTION,
    "overlaps": DIRECTION,
    "restatement": EDITIONS,
    "amount": DISPOSITIFS,
    "funnel": DISPOSITIFS,
    "conflicts": DISPOSITIFS,
}
"""Figures whose subject does not exist yet, and the issue that brings it."""

STEPS_WAITING = {"close": DIRECTION}
"""Steps that only a figure above looks at: they leave every other figure as it is."""

GIVEN_WAITING = frozenset({"posts", "rules_of_entry", "rules"})
"""What is given for a figure above only."""


class Figure(NamedTuple):
    """One line of `then`, with its place in the file."""

    scenario: str
    rank: int
    asked: dict[str, Any]

    @property
    def name(self) -> str:
        by = f"-by-{self.asked['by']}" if "by" in self.asked else ""
        return f"{self.scenario}-{self.rank}-{self.asked['ask']}{by}"

    @property
    def waits_for(self) -> str | None:
        return WAITING.get(self.asked["ask"])


def file() -> Path:
    return Path(os.environ.get("SCENARIOS") or SHIPPED)


def scenarios(path: Path | None = None) -> dict[str, Scenario]:
    """By id, in the order of the file."""
    told = yaml.safe_load((path or file()).read_text())
    if told["format"] != 1:
        raise ValueError(f"{path or file()}: format {told['format']} is not known here")
    return {scenario["id"]: scenario for scenario in told["scenarios"]}


def figures(path: Path | None = None) -> list[Figure]:
    return [
        Figure(key, rank, asked)
        for key, scenario in scenarios(path).items()
        for rank, asked in enumerate(scenario.get("then", ()), 1)
    ]


def to_run(path: Path | None = None) -> list[Figure]:
    return [figure for figure in figures(path) if figure.waits_for is None]


def waiting(path: Path | None = None) -> list[tuple[str, str, str]]:
    """(scenario, figure or step, the issue it waits for), each once, in the order of the file."""
    found: dict[tuple[str, str, str], None] = {}
    for key, scenario in scenarios(path).items():
        for step in scenario.get("steps", ()):
            for word, issue in STEPS_WAITING.items():
                if word in step:
                    found[key, word, issue] = None
        for asked in scenario.get("then", ()):
            if later := WAITING.get(asked["ask"]):
                found[key, asked["ask"], later] = None
    return list(found)


def without_figures(path: Path | None = None) -> list[str]:
    """The scenarios of which nothing can be asked yet: their steps are played all the same."""
    asked = {figure.scenario for figure in to_run(path)}
    return [key for key in scenarios(path) if key not in asked]
