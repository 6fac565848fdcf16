"""What was asked of an entry, checked and turned into the words of facts."""

from typing import Any

from msgspec import UNSET
from msgspec.structs import asdict

from domain import checks
from domain.commands.shared import (
    ChangesAsked,
    ChargeAsked,
    ContexteAsked,
    NextStepAsked,
    StaffAsked,
)
from domain.decider import Refused
from domain.facts.shared import Changes, Charge, Contexte, NextStep, StaffLine
from domain.kinds import Kind
from domain.personal import Secret
from domain.world import World


def known_kind(kind: str) -> Kind:
    if kind not in {known.value for known in Kind}:
        raise Refused(
            f"« {kind} » n’est pas une nature connue. Choisissez : {', '.join(Kind)}.",
            field="kind",
        )
    return Kind(kind)


def checked(contexte: Contexte, world: World) -> Contexte:
    """Every rule on a context, with the salariés, conventions and codes it names."""
    checks.contexte(contexte, world.today)
    for rank, line in enumerate(contexte.staff):
        day = line.day or contexte.occurred_on
        world.salarie(line.salarie).refuse_unless_there(day, f"contexte.staff.{rank}.salarie")
    for charge in contexte.conventions:
        world.convention(charge.convention).refuse_unless_open(contexte.occurred_on)
    world.commune(contexte.commune, "contexte.commune")
    world.countries(contexte.countries, "contexte.countries")
    if contexte.dispositif is not None:
        world.dispositifs((contexte.dispositif,), "contexte.dispositif")
    for rank, person in enumerate(contexte.contacts):
        if world.last_sign(person) is None:
            raise Refused(
                "Cette personne n’est le contact d’aucun acteur : inscrivez-la d’abord.",
                field=f"contexte.contacts.{rank}",
            )
    if contexte.project is not None:
        world.project(contexte.project).refuse_unless_open("contexte.project")
    return contexte


def refuse_unknown_step(asked: NextStepAsked | None, world: World) -> None:
    if asked is None:
        return
    if not asked.what.strip():
        raise Refused("Dites ce qui a été promis, ou retirez la suite.", field="next_step.what")
    if asked.salarie is not None and world.salarie(asked.salarie).joined is None:
        raise Refused(
            "Ce salarié est inconnu : choisissez-le dans la liste.", field="next_step.salarie"
        )


def as_contexte(asked: ContexteAsked) -> Contexte:
    return Contexte(**{name: stated(name, value) for name, value in asdict(asked).items()})


def stated(name: str, value: Any) -> Any:
    """A country, a theme, an ODD or a person said twice is said once (R8); a place is sealed."""
    if name in {"countries", "themes", "odd", "contacts"}:
        return tuple(dict.fromkeys(value))
    if name == "lieu":
        return secret(value)
    return as_fact(value)


def as_fact(value: Any) -> Any:
    """What was asked, in the words of facts."""
    match value:
        case StaffAsked():
            return StaffLine(**asdict(value))
        case ChargeAsked():
            return Charge(**asdict(value))
        case tuple():
            return tuple(as_fact(item) for item in value)
    return value


def as_changes(asked: ChangesAsked) -> Changes:
    named = {
        name: stated(name, value) for name, value in asdict(asked).items() if value is not UNSET
    }
    return Changes(**named)


def secret(text: str | None) -> Secret | None:
    return Secret(text) if text and text.strip() else None


def next_step(asked: NextStepAsked | None) -> NextStep | None:
    return NextStep(Secret(asked.what), asked.due, asked.salarie) if asked else None
