"""Commands that log what happened."""

from typing import Any
from uuid import UUID

from domain.aggregates.gathering import GATHERING
from domain.aggregates.salarie import SALARIE
from domain.commands import entries as ask
from domain.decider import Refused
from domain.facts.shared import Contexte
from domain.kinds import RULES, Kind
from domain.lists import Forme
from domain.planned_contexte import (
    as_contexte,
    checked,
    known_kind,
    next_step,
    refuse_unknown_step,
    secret,
)
from domain.planned_presences import presence, refuse_absent, refuse_twice, subject
from domain.steps import Hold, Log
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
        titre=secret(command.titre),
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
WRITTEN = {"canal", "to", "need"}
"""Those among them that are no code: they may name a person."""


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
    return {name: secret(text) if name in WRITTEN else text for name, text in asked.items()}


def gathering(
    command: ask.LogInteraction, kind: Kind, contexte: Contexte, details: dict[str, Any]
) -> list[Step]:
    held = Hold(
        kind=kind.value,
        contexte=contexte,
        titre=secret(command.titre),
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
        titre=secret(command.titre),
        resume=secret(command.resume),
        detail={"nature": secret(command.nature)},
    )
    return [Step(SALARIE, command.salarie, asked)]


def refuse_others(contexte: Contexte, salarie: UUID) -> None:
    if {line.salarie for line in contexte.staff} != {salarie}:
        raise Refused(
            "Le temps interne est celui d’un seul salarié : notez une entrée par personne.",
            field="contexte.staff",
        )
