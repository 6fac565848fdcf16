"""What happens next, as public commands."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from domain.commands import actors, entries, persons, projects, salaries
from domain.commands.shared import (
    ChangesAsked,
    ChargeAsked,
    Command,
    ContexteAsked,
    Present,
    StaffAsked,
)
from tests.scenarios.given import Names, contract, typologie
from tests.scenarios.reading import STEPS_WAITING

Step = dict[str, Any]
SAME = (
    "start", "mode", "lieu", "commune", "pole", "dispositif", "countries", "themes", "odd",
)  # fmt: skip
"""Fields that a scenario and a command call by the same name."""


def command(step: Step, names: Names) -> Command | None:
    """None for a step that waits for its issue."""
    if any(word in step for word in STEPS_WAITING):
        return None
    for word, maker in MAKERS.items():
        if word in step:
            return maker(step, names)
    raise ValueError(f"step {step} is not known here")


def reason(step: Step) -> str:
    return str(step.get("reason", "comme dit le scénario"))


def log(step: Step, names: Names) -> Command:
    key = names.new("entry", step["log"])
    contexte = ContexteAsked(
        occurred_on=step["date"],
        staff=staff(step["staff"], names),
        conventions=charges(step.get("conventions", ()), names),
        project=names[step["project"]] if "project" in step else None,
        contacts=tuple(names[name] for name in step.get("contacts", ())),
        **same(step),
    )
    if step["kind"] == "temps_interne":
        return entries.LogTempsInterne(key, contexte.staff[0].salarie, contexte)
    return entries.LogInteraction(
        key,
        step["kind"],
        contexte,
        tuple(present(name, names) for name in step.get("present", ())),
        files=tuple(names[name] for name in step.get("files", ())),
        partners_abroad_count=step.get("partners_abroad"),
        heads=step.get("heads"),
    )


def same(step: Step) -> dict[str, Any]:
    found = {name: step[name] for name in SAME if name in step}
    return {name: tuple(it) if isinstance(it, list) else it for name, it in found.items()}


def staff(lines: list[dict[str, Any]], names: Names) -> tuple[StaffAsked, ...]:
    return tuple(
        StaffAsked(
            names[line["s"]],
            line.get("contact", 0),
            line.get("preparation", 0),
            line.get("travel", 0),
            line.get("day"),
        )
        for line in lines
    )


def charges(pairs: Any, names: Names) -> tuple[ChargeAsked, ...]:
    return tuple(ChargeAsked(names[name], percent) for name, percent in pairs)


def present(name: str, names: Names) -> Present:
    if names.kinds[name] == "project":
        return Present(project=names[name])
    return Present(actor=names[name])


def amend(step: Step, names: Names) -> Command:
    asked = dict(step["set"])
    changes: dict[str, Any] = same(asked)
    if "date" in asked:
        changes["occurred_on"] = asked["date"]
    if "staff" in asked:
        changes["staff"] = staff(asked["staff"], names)
    if "conventions" in asked:
        changes["conventions"] = charges(asked["conventions"], names)
    if "project" in asked:
        changes["project"] = names[asked["project"]]
    if unknown := asked.keys() - {"date", "staff", "conventions", "project", *SAME}:
        raise ValueError(f"amending {sorted(unknown)} is not known here")
    return entries.AmendInteraction(names[step["amend"]], reason(step), ChangesAsked(**changes))


def retract(step: Step, names: Names) -> Command:
    key = names[step["retract"]]
    for who in ("actor", "project"):
        if who in step:
            return entries.RetractAttendance(key, reason(step), **{who: names[step[who]]})
    return entries.RetractInteraction(key, reason(step))


def attend(step: Step, names: Names) -> Command:
    came = step.get("actor") or step.get("project") or step["present"]
    name = came[0] if isinstance(came, list) else came
    return entries.AddAttendance(names[step["attend"]], present(name, names))


def merge(step: Step, names: Names) -> Command:
    return actors.MergeActors(names[step["merge"]], names[step["into"]], reason(step))


def unmerge(step: Step, names: Names) -> Command:
    return actors.UndoMerge(names[step["unmerge"]], reason(step))


def correct(step: Step, names: Names) -> Command:
    key = names[step["correct"]]
    if "typology" in step:
        return actors.CorrectTypologie(key, str(typologie(step["typology"])), reason(step))
    return actors.CorrectSiege(key, step["commune"], reason(step))


def change(step: Step, names: Names) -> Command:
    name, since = step["change"], step["from"]
    changed: dict[str, Callable[[UUID], Command]] = {
        "commune": lambda key: actors.MoveActor(key, step["commune"], since),
        "typology": lambda key: actors.ChangeTypologie(
            key, str(typologie(step["typology"])), since
        ),
        "lead": lambda key: projects.ChangePorteur(key, names[step["lead"]], since),
        "pole": lambda key: salaries.ChangePole(key, since, step["pole"]),
        "bureau": lambda key: salaries.ChangeBureau(key, step["bureau"], since),
        "weekly": lambda key: contract(key, step),
    }
    return next(maker(names[name]) for word, maker in changed.items() if word in step)


def archive(step: Step, names: Names) -> Command:
    successor = names[step["successor"]] if "successor" in step else None
    return actors.ArchiveActor(names[step["archive"]], step["date"], reason(step), successor)


def reinstate(step: Step, names: Names) -> Command:
    return actors.ReinstateActor(names[step["reinstate"]], step["date"], reason(step))


def erase(step: Step, names: Names) -> Command:
    return persons.ErasePerson(names[step["erase"]], "demande")


MAKERS: dict[str, Callable[[Step, Names], Command]] = {
    "log": log,
    "amend": amend,
    "retract": retract,
    "attend": attend,
    "merge": merge,
    "unmerge": unmerge,
    "correct": correct,
    "change": change,
    "archive": archive,
    "reinstate": reinstate,
    "erase": erase,
}
