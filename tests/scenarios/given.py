"""What is known before the first step, as commands."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from adapters.reference import communes
from domain.commands import actors, entries, projects, salaries
from domain.commands.shared import Command, ContexteAsked, Present, StaffAsked
from domain.lists import TYPOLOGIE_LABELS, Typologie
from tests.scenarios.reading import GIVEN_WAITING, Scenario

SPACE = UUID("6a1a6d50-4f0e-4a55-8d0d-6f3c1f7f6c11")
ALWAYS = date(2000, 1, 1)
KNOWN = {
    "salaries", "actors", "census", "projects", "conventions", "contacts", "solicitations",
}  # fmt: skip


class Names:
    """The names of one scenario and the ids they stand for; `kinds` says what each one is."""

    def __init__(self, scenario: str) -> None:
        self.scenario = scenario
        self.kinds: dict[str, str] = {}
        self.of: dict[str, str] = {}

    def __getitem__(self, name: str) -> UUID:
        key = uuid5(SPACE, f"{self.scenario} {name}")
        self.of[str(key)] = name
        return key

    def new(self, kind: str, name: str) -> UUID:
        self.kinds[name] = kind
        return self[name]


def commands(scenario: Scenario, names: Names) -> Iterator[Command]:
    told: dict[str, Any] = scenario.get("given", {})
    if unknown := told.keys() - KNOWN - GIVEN_WAITING:
        raise ValueError(f"{scenario['id']}: given {sorted(unknown)} is not known here")
    for name, line in told.get("salaries", {}).items():
        yield from salarie(names, name, line)
    for name, line in told.get("actors", {}).items():
        yield actor(names, name, line)
    for departement, number in told.get("census", {}).items():
        yield from census(names, departement, number)
    for name, line in told.get("projects", {}).items():
        yield from project(names, name, line)
    for name, line in told.get("conventions", {}).items():
        first, last = line["period"]
        key = names.new("convention", name)
        yield salaries.SignConvention(key, name, f"Convention {name}", first, last)
    for name, line in contacts(scenario).items():
        yield contact(names, name, line.get("registered", ALWAYS), *told["actors"])
    for rank, line in enumerate(told.get("solicitations", ())):
        yield from solicitation(names, rank, line, told)


def contacts(scenario: Scenario) -> dict[str, dict[str, Any]]:
    """Those that are given, and whoever a step erases: it was a contact before."""
    erased = [step["erase"] for step in scenario.get("steps", ()) if "erase" in step]
    given: dict[str, dict[str, Any]] = scenario.get("given", {}).get("contacts", {})
    return {**{name: {} for name in erased}, **given}


def contact(names: Names, name: str, registered: date, actor: str, *_: str) -> Command:
    """On the first actor: which one it is makes no figure."""
    identity = actors.Identity(f"Personne {name}")
    person = names.new("contact", name)
    return actors.RecordContact(names[actor], person, "contact", identity, "contrat", registered)


def solicitation(
    names: Names, rank: int, line: dict[str, Any], told: dict[str, Any]
) -> Iterator[Command]:
    """Asked by the first actor, noted by the first salarié, answered or not."""
    key = names[f"solicitation {rank}"]
    staff = (StaffAsked(names[next(iter(told["salaries"]))], contact=1),)
    present = (Present(actor=names[next(iter(told["actors"]))]),)
    asked = ContexteAsked(line["date"], staff)
    yield entries.LogInteraction(key, "sollicitation", asked, present)
    if "answered" in line:
        yield entries.AnswerSollicitation(key, line["answered"])


def salarie(names: Names, name: str, line: dict[str, Any]) -> Iterator[Command]:
    key = names.new("salarie", name)
    bureau = str(line.get("bureau") or line.get("office") or "lille").lower()
    joined = line.get("joined", ALWAYS)
    yield salaries.JoinSalarie(key, f"Salarié {name}", bureau, joined, line.get("pole"))
    for one in line.get("contracts", ()):
        yield contract(key, one)
    for rank, one in enumerate(line.get("leave", ())):
        leave = names[f"leave {name} {rank}"]
        yield salaries.RecordLeave(key, leave, one["from"], one["to"], one.get("half", False))
    if departed := line.get("departed"):
        yield salaries.DepartSalarie(key, departed)


def contract(key: UUID, line: dict[str, Any]) -> Command:
    days = tuple(line.get("days", (1, 2, 3, 4, 5)))
    return salaries.ChangeContract(key, line["weekly"], line["share"], line["from"], days)


def actor(names: Names, name: str, line: dict[str, Any]) -> Command:
    return actors.RegisterActor(
        names.new("actor", name),
        f"Structure {name}",
        typologie(line.get("typology")),
        line.get("commune"),
        effective_on=line.get("since", ALWAYS),
        connu_depuis=line.get("connu_depuis") or line.get("known_since"),
    )


def typologie(said: str | None) -> str | None:
    """The tag of a typology said by its label, or by its tag."""
    labels: dict[str, str] = {label: code.value for code, label in TYPOLOGIE_LABELS.items()}
    return None if said is None else labels.get(said, said)


def label(tag: str) -> str:
    return TYPOLOGIE_LABELS[Typologie(tag)] if tag in set(Typologie) else tag


def census(names: Names, departement: str, number: int) -> Iterator[Command]:
    codes = sorted(one.code for one in communes().values() if one.departement == departement)
    for rank in range(number):
        name = f"{departement} {rank}"
        where = codes[rank % len(codes)]
        yield actor(names, name, {"commune": where})


def project(names: Names, name: str, line: dict[str, Any]) -> Iterator[Command]:
    key = names.new("project", name)
    yield projects.OpenProject(key, f"Projet {name}", names[line["lead"]])
    for partner in line.get("partners", ()):
        yield projects.JoinPartner(key, names[partner])
