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
    refuse_unknown_step(command.next_step, world)
    subjects = [subject(present) for present in command.present]
    refuse_twice(subjects)
    refuse_absent(subjects, contexte, world)
    for rank, file in enumerate(command.files):
        world.project(file).refuse_unless_open(f"files.{rank}")
    world.countries(tuple(p.country for p in command.partners_abroad), "partners_abroad")
    if world.holder_of(command.interaction) is not None:
        raise Refused(
            "Cette entrée est déjà notée : rectifiez-la plutôt que de la noter deux fois.",
            field="interaction",
        )
    refuse_other_details(command, kind)
    details = detail(command, kind, world)
    if RULES[kind].group or len(subjects) > 1:
        return gathering(command, kind, contexte, details)
    return [individual(command, kind, contexte, details)]


def refuse_absent(subjects: list[tuple[str, UUID]], contexte: Contexte, world: World) -> None:
    """The field says which of the many names is the trouble."""
    for rank, (holder, key) in enumerate(subjects):
        field = f"present.{rank}.{holder}"
        if holder == "actor":
            world.actor(key).refuse_unless_open(contexte.occurred_on, field)
        else:
            world.project(key).refuse_unless_open(field)


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


def individual(
    command: ask.LogInteraction, kind: Kind, contexte: Contexte, details: dict[str, object]
) -> Step:
    if command.files or command.partners_abroad or command.partners_abroad_count is not None:
        raise Refused(
            "Les dossiers et les partenaires à l’étranger se notent sur un temps collectif : "
            "changez la nature de l’entrée, ou retirez-les.",
            field="files" if command.files else "partners_abroad",
        )
    if any(present.quality for present in command.present):
        raise Refused(
            "La qualité se note pour une présence à un temps collectif : laissez ce champ vide.",
            field="present.0.quality",
        )
    holder, key = only_subject(command, contexte)
    heads = command.heads
    if command.present:
        heads = heads if heads is not None else command.present[0].heads
    asked = Log(
        interaction=command.interaction,
        kind=kind.value,
        contexte=contexte,
        titre=command.titre,
        resume=secret(command.resume),
        next_step=next_step(command.next_step),
        heads=heads,
        detail=details,
    )
    return Step(HOLDERS[holder], key, asked)


def only_subject(command: ask.LogInteraction, contexte: Contexte) -> tuple[str, UUID]:
    if command.present:
        return subject(command.present[0])
    if contexte.project is not None:
        return "project", contexte.project
    raise Refused("Dites avec qui : choisissez un acteur ou un projet.", field="present")


DETAILS = {
    Kind.APPUI_FESTISOL: ("forme",),
    Kind.SOLLICITATION: ("canal",),
    Kind.ORIENTATION: ("to",),
    Kind.EXPLOR: ("need", "country"),
}
"""The fields that only one kind has."""


def refuse_other_details(command: ask.LogInteraction, kind: Kind) -> None:
    """What would not be recorded is refused, never dropped in silence."""
    for owner, names in DETAILS.items():
        for name in names:
            if owner != kind and getattr(command, name) is not None:
                raise Refused(
                    f"Ce champ ne se note que pour « {RULES[owner].label} » : laissez-le vide, "
                    "ou changez la nature de l’entrée.",
                    field=name,
                )


def detail(command: ask.LogInteraction, kind: Kind, world: World) -> dict[str, object]:
    """The fields of one kind only."""
    if command.forme is not None and command.forme not in set(Forme):
        known = ", ".join(Forme)
        raise Refused(
            f"« {command.forme} » n’est pas une forme d’appui. Choisissez : {known}.",
            field="forme",
        )
    if command.country is not None:
        world.countries((command.country,), "country")
    asked = {name: getattr(command, name) for name in DETAILS.get(kind, ())}
    return {**asked, "need": secret(command.need)} if "need" in asked else asked


def gathering(
    command: ask.LogInteraction, kind: Kind, contexte: Contexte, details: dict[str, Any]
) -> list[Step]:
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
        **details,
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
    """A country, a theme or an ODD said twice is said once (R8)."""
    if name in {"countries", "themes", "odd"}:
        return tuple(dict.fromkeys(value))
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


def amend(command: ask.AmendInteraction, world: World) -> list[Step]:
    """The context as it would stand is checked again, whole (R39)."""
    holder, key = found(command.interaction, world)
    changes = as_changes(command.changes)
    current = held_contexte(holder, key, command.interaction, world)
    if current is not None:
        now = checked(applied(current, changes), world)
        if holder == "salarie":
            refuse_others(now, key)
    refuse_unknown_step(command.next_step, world)
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
        raise Refused(
            "Cette rencontre a été retirée : rétablissez-la d’abord.", field="interaction"
        )
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
        raise Refused(
            "La réponse se note sur une sollicitation d’un seul acteur ou projet : "
            "choisissez cette entrée-là.",
            field="interaction",
        )
    asked = Answer(command.interaction, command.answered_on)
    return [Step(HOLDERS[holder], key, asked)]


def log_temps_interne(command: ask.LogTempsInterne, world: World) -> list[Step]:
    contexte = checked(as_contexte(command.contexte), world)
    refuse_others(contexte, command.salarie)
    if world.holder_of(command.interaction) is not None:
        raise Refused(
            "Ce temps est déjà noté : rectifiez-le plutôt que de le noter deux fois.",
            field="interaction",
        )
    asked = Log(
        command.interaction,
        "temps_interne",
        contexte,
        titre=command.titre,
        resume=secret(command.resume),
        detail={"nature": command.nature},
    )
    return [Step(SALARIE, command.salarie, asked)]


def refuse_others(contexte: Contexte, salarie: UUID) -> None:
    if {line.salarie for line in contexte.staff} != {salarie}:
        raise Refused(
            "Le temps interne est celui d’un seul salarié : notez une entrée par personne.",
            field="contexte.staff",
        )
