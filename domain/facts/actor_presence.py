"""Presence of an actor at a gathering: one fact per kind.

So that the journal reads as the réseau speaks.
"""

from typing import ClassVar

from domain.facts.shared import AttendanceAmended, AttendanceRetracted, Attended
from domain.kinds import Kind


class ActorReunionAttended(Attended, frozen=True, tag="actor.reunion_attended"):
    kind: ClassVar[str] = Kind.RENDEZ_VOUS.value


class ActorAtelierCollectifAttended(Attended, frozen=True, tag="actor.atelier_collectif_attended"):
    kind: ClassVar[str] = Kind.ATELIER_COLLECTIF.value


class ActorAtelierDuoAttended(Attended, frozen=True, tag="actor.atelier_duo_attended"):
    kind: ClassVar[str] = Kind.ATELIER_DUO.value


class ActorGroupePaysAttended(Attended, frozen=True, tag="actor.groupe_pays_attended"):
    kind: ClassVar[str] = Kind.GROUPE_PAYS.value


class ActorCommissionAttended(Attended, frozen=True, tag="actor.commission_attended"):
    kind: ClassVar[str] = Kind.COMMISSION.value


class ActorRencontreAttended(Attended, frozen=True, tag="actor.rencontre_attended"):
    kind: ClassVar[str] = Kind.RENCONTRE.value


class ActorWebinaireAttended(Attended, frozen=True, tag="actor.webinaire_attended"):
    kind: ClassVar[str] = Kind.WEBINAIRE.value


class ActorFormationAttended(Attended, frozen=True, tag="actor.formation_attended"):
    kind: ClassVar[str] = Kind.FORMATION.value


class ActorSessionInfoAttended(Attended, frozen=True, tag="actor.session_info_attended"):
    kind: ClassVar[str] = Kind.SESSION_INFO.value


class ActorRelectureAttended(Attended, frozen=True, tag="actor.relecture_attended"):
    kind: ClassVar[str] = Kind.RELECTURE.value


class ActorAppuiMissionAttended(Attended, frozen=True, tag="actor.appui_mission_attended"):
    kind: ClassVar[str] = Kind.APPUI_MISSION.value


class ActorExplorAttended(Attended, frozen=True, tag="actor.explor_attended"):
    kind: ClassVar[str] = Kind.EXPLOR.value


class ActorAppuiFestisolAttended(Attended, frozen=True, tag="actor.appui_festisol_attended"):
    kind: ClassVar[str] = Kind.APPUI_FESTISOL.value


class ActorMiseEnRelationMade(Attended, frozen=True, tag="actor.mise_en_relation_made"):
    kind: ClassVar[str] = Kind.MISE_EN_RELATION.value


class ActorOrientationAttended(Attended, frozen=True, tag="actor.orientation_attended"):
    kind: ClassVar[str] = Kind.ORIENTATION.value


class ActorParrainageAttended(Attended, frozen=True, tag="actor.parrainage_attended"):
    kind: ClassVar[str] = Kind.PARRAINAGE.value


class ActorInstructionAttended(Attended, frozen=True, tag="actor.instruction_attended"):
    kind: ClassVar[str] = Kind.INSTRUCTION.value


class ActorJuryAttended(Attended, frozen=True, tag="actor.jury_attended"):
    kind: ClassVar[str] = Kind.JURY.value


class ActorCopilAttended(Attended, frozen=True, tag="actor.copil_attended"):
    kind: ClassVar[str] = Kind.COPIL.value


class ActorSollicitationAttended(Attended, frozen=True, tag="actor.sollicitation_attended"):
    kind: ClassVar[str] = Kind.SOLLICITATION.value


class ActorAppuiEvenementAttended(Attended, frozen=True, tag="actor.appui_evenement_attended"):
    kind: ClassVar[str] = Kind.APPUI_EVENEMENT.value


class ActorRecensementAttended(Attended, frozen=True, tag="actor.recensement_attended"):
    kind: ClassVar[str] = Kind.RECENSEMENT.value


class ActorEntretienAttended(Attended, frozen=True, tag="actor.entretien_attended"):
    kind: ClassVar[str] = Kind.ENTRETIEN.value


class ActorInterventionAttended(Attended, frozen=True, tag="actor.intervention_attended"):
    kind: ClassVar[str] = Kind.INTERVENTION.value


class ActorValorisationAttended(Attended, frozen=True, tag="actor.valorisation_attended"):
    kind: ClassVar[str] = Kind.VALORISATION.value


class ActorAttendanceAmended(AttendanceAmended, frozen=True, tag="actor.attendance_amended"):
    """How many came, or in which quality, was put right."""


class ActorAttendanceRetracted(AttendanceRetracted, frozen=True, tag="actor.attendance_retracted"):
    """It was not there after all."""


BY_KIND: dict[str, type[Attended]] = {
    Kind.RENDEZ_VOUS: ActorReunionAttended,
    Kind.ATELIER_COLLECTIF: ActorAtelierCollectifAttended,
    Kind.ATELIER_DUO: ActorAtelierDuoAttended,
    Kind.GROUPE_PAYS: ActorGroupePaysAttended,
    Kind.COMMISSION: ActorCommissionAttended,
    Kind.RENCONTRE: ActorRencontreAttended,
    Kind.WEBINAIRE: ActorWebinaireAttended,
    Kind.FORMATION: ActorFormationAttended,
    Kind.SESSION_INFO: ActorSessionInfoAttended,
    Kind.RELECTURE: ActorRelectureAttended,
    Kind.APPUI_MISSION: ActorAppuiMissionAttended,
    Kind.EXPLOR: ActorExplorAttended,
    Kind.APPUI_FESTISOL: ActorAppuiFestisolAttended,
    Kind.MISE_EN_RELATION: ActorMiseEnRelationMade,
    Kind.ORIENTATION: ActorOrientationAttended,
    Kind.PARRAINAGE: ActorParrainageAttended,
    Kind.INSTRUCTION: ActorInstructionAttended,
    Kind.JURY: ActorJuryAttended,
    Kind.COPIL: ActorCopilAttended,
    Kind.SOLLICITATION: ActorSollicitationAttended,
    Kind.APPUI_EVENEMENT: ActorAppuiEvenementAttended,
    Kind.RECENSEMENT: ActorRecensementAttended,
    Kind.ENTRETIEN: ActorEntretienAttended,
    Kind.INTERVENTION: ActorInterventionAttended,
    Kind.VALORISATION: ActorValorisationAttended,
}
