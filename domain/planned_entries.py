"""Commands that log what happened, or put it right."""

from typing import Any
from uuid import UUID

from msgspec import UNSET
from msgspec.structs import asdict

from domain import checks
from domain.aggregates.entries import UNKNOWN, applied
from domain.aggregates.gathering import GATHERING
from domain.aggregates.salarie import SALARIE
from domain.commands import entries as ask
from domain.commands.shared import (
    ChangesAsked,
    ChargeAsked,
    ContexteAsked,
    NextStepAsked,
    Present,
    StaffAsked,
)
from domain.decider import Refused
from domain.facts.shared import Changes, Charge, Contexte, NextStep, StaffLine
from domain.kinds import RULES, Kind
from domain.lists import Forme
from domain.personal import Secret
from domain.steps import (
    Amend,
    AmendPresence,
    Answer,
    Attend,
    Hold,
    Log,
    Restore,
    Retract,
    RetractPresence,
)
from domain.world import HOLDERS, Step, World


def log(command: ask.LogInteraction, world: World) -> list[Step]:
    """One subject: one fact there. Several, or a gathering kind: a Gathering and presences."""
    kind = known_kind(command.kind)
    contexte = checked(as_contexte(command.contexte), world)
    subjects = [subject(present) for present in command.present]
    refuse_twice(subjects)
    for file in command.files:
        world.project(file).refuse_unless_open()
    world.countries(tuple(p.country for p in command.partners_abroad), "partners_abroad")
    if world.holder_of(command.interaction) is not None:
        raise Refused("Cette entrée est déjà notée.", field="interaction")
    if RULES[kind].group or len(subjects) > 1:
        return gathering(command, kind, contexte)
    if subjects:
        holder, key = subjects[0]
    elif contexte.project is not None:
        holder, key = "project", contexte.project
    else:
        raise Refused("Dites avec qui : choisissez un acteur ou un projet.", field="present")
    return [Step(HOLDERS[holder], key, individual(command, kind, contexte, world))]


def known_kind(kind: str) -> Kind:
    if kind not in {known.value for known in Kind}:
        raise Refused(
            f"« {kind} » n’est pas une nature connue. Choisissez : {', '.join(Kind)}.",
            field="kind",
        )
    return Kind(kind)


def subject(present: Present) -> tuple[str, UUID]:
    match present:
        case Present(actor=UUID() as key, project=None):
            return "actor", key
        case Present(actor=None, project=UUID() as key):
            return "project", key
    raise Refused("Chaque présence nomme un acteur ou un projet.", field="present")


def refuse_twice(subjects: list[tuple[str, UUID]]) -> None:
    if len(set(subjects)) < len(subjects):
        raise Refused(
            "La même structure est notée deux fois : gardez-la une fois.", field="present"
        )


def individual(command: ask.LogInteraction, kind: Kind, contexte: Contexte, world: World) -> Log:
    return Log(
        interaction=command.interaction,
        kind=kind.value,
        contexte=contexte,
        titre=command.titre,
        resume=secret(command.resume),
        next_step=next_step(command.next_step),
        detail=detail(command, kind, world),
    )


def detail(command: ask.LogInteraction, kind: Kind, world: World) -> dict[str, object]:
    """The fields of one kind only."""
    match kind:
        case Kind.APPUI_FESTISOL:
            if command.forme is not None and command.forme not in set(Forme):
                known = ", ".join(Forme)
                raise Refused(f"« {command.forme} » n’est pas une forme d’appui : {known}.")
            return {"forme": command.forme}
        case Kind.SOLLICITATION:
            return {"canal": command.canal}
        case Kind.ORIENTATION:
            return {"to": command.to}
        case Kind.EXPLOR:
            if command.country is not None:
                world.countries((command.country,), "country")
            return {"need": secret(command.need), "country": command.country}
    return {}


def gathering(command: ask.LogInteraction, kind: Kind, contexte: Contexte) -> list[Step]:
    held = Hold(
        kind=kind.value,
        contexte=contexte,
        titre=command.titre,
        resume=secret(command.resume),
        next_step=next_step(command.next_step),
        partners_abroad=command.partners_abroad,
        partners_abroad_count=command.partners_abroad_count,
        heads=command.heads,
        files=command.files,
    )
    presences = [
        presence(command.interaction, kind, rank, present, contexte)
        for rank, present in enumerate(command.present, 1)
    ]
    return [Step(GATHERING, command.interaction, held), *presences]


def presence(key: UUID, kind: Kind, rank: int, present: Present, contexte: Contexte) -> Step:
    holder, who = subject(present)
    asked = Attend(key, kind.value, rank, contexte.occurred_on, present.heads, present.quality)
    return Step(HOLDERS[holder], who, asked)


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
    if contexte.project is not None:
        world.project(contexte.project).refuse_unless_open()
    return contexte


def as_contexte(asked: ContexteAsked) -> Contexte:
    return Contexte(**{name: as_fact(value) for name, value in asdict(asked).items()})


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
    named = {name: as_fact(value) for name, value in asdict(asked).items() if value is not UNSET}
    return Changes(**named)


def secret(text: str | None) -> Secret | None:
    return Secret(text) if text and text.strip() else None


def next_step(asked: NextStepAsked | None) -> NextStep | None:
    return NextStep(Secret(asked.what), asked.due, asked.salarie) if asked else None


def amend(command: ask.AmendInteraction, world: World) -> list[Step]:
    """The context as it would stand is checked again, whole (R39)."""
    holder, key = found(command.interaction, world)
    changes = as_changes(command.changes)
    current = held_contexte(holder, key, command.interaction, world)
    if current is not None:
        checked(applied(current, changes), world)
    asked = Amend(
        command.interaction,
        changes,
        command.reason,
        secret(command.resume),
        next_step(command.next_step),
    )
    return [Step(HOLDERS[holder], key, asked)]


def found(interaction: UUID, world: World) -> tuple[str, UUID]:
    holder = world.holder_of(interaction)
    if holder is None:
        raise Refused(UNKNOWN, field="interaction")
    return holder


def held_contexte(holder: str, key: UUID, interaction: UUID, world: World) -> Contexte | None:
    if holder == "gathering":
        return world.gathering(key).contexte
    held = world.load(HOLDERS[holder], key).entries.get(interaction)
    return held.contexte if held and not held.retracted else None


def retract(command: ask.RetractInteraction, world: World) -> list[Step]:
    holder, key = found(command.interaction, world)
    return [Step(HOLDERS[holder], key, Retract(command.interaction, command.reason))]


def restore(command: ask.WithdrawRetraction, world: World) -> list[Step]:
    holder, key = found(command.interaction, world)
    return [Step(HOLDERS[holder], key, Restore(command.interaction, command.reason))]


def attend(command: ask.AddAttendance, world: World) -> list[Step]:
    """A late attendance takes the last rank (R11)."""
    held = world.gathering(command.interaction).held
    if held is None:
        raise Refused(
            "Cette entrée n’est pas une rencontre à plusieurs : notez-en une nouvelle.",
            field="interaction",
        )
    if held.retracted:
        raise Refused("Cette rencontre a été retirée : rétablissez-la d’abord.")
    rank = world.next_rank(command.interaction)
    kind = known_kind(held.kind)
    return [presence(command.interaction, kind, rank, command.present, held.contexte)]


def retract_attendance(command: ask.RetractAttendance, _: World) -> list[Step]:
    holder, key = subject(Present(actor=command.actor, project=command.project))
    asked = RetractPresence(command.interaction, command.reason)
    return [Step(HOLDERS[holder], key, asked)]


def amend_attendance(command: ask.AmendAttendance, _: World) -> list[Step]:
    holder, key = subject(command.present)
    asked = AmendPresence(
        command.interaction, command.reason, command.present.heads, command.present.quality
    )
    return [Step(HOLDERS[holder], key, asked)]


def answer(command: ask.AnswerSollicitation, world: World) -> list[Step]:
    checks.past(command.answered_on, world.today, "answered_on")
    holder, key = found(command.interaction, world)
    if holder not in {"actor", "project"}:
        raise Refused("Cette entrée n’est pas une sollicitation.", field="interaction")
    asked = Answer(command.interaction, command.answered_on)
    return [Step(HOLDERS[holder], key, asked)]


def log_temps_interne(command: ask.LogTempsInterne, world: World) -> list[Step]:
    contexte = checked(as_contexte(command.contexte), world)
    if {line.salarie for line in contexte.staff} != {command.salarie}:
        raise Refused(
            "Le temps interne est celui d’un seul salarié : notez une entrée par personne.",
            field="contexte.staff",
        )
    if world.holder_of(command.interaction) is not None:
        raise Refused("Ce temps est déjà noté.", field="interaction")
    asked = Log(
        command.interaction,
        "temps_interne",
        contexte,
        titre=command.titre,
        resume=secret(command.resume),
        detail={"nature": command.nature},
    )
    return [Step(SALARIE, command.salarie, asked)]
