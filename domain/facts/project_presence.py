"""Presence of a project at a gathering: one fact per kind.

So that the journal reads as the réseau speaks.
"""

from typing import ClassVar

from domain.facts.shared import AttendanceAmended, AttendanceRetracted, Attended
from domain.kinds import Kind


class ProjectReunionAttended(Attended, frozen=True, tag="project.reunion_attended"):
    kind: ClassVar[str] = Kind.RENDEZ_VOUS.value


class ProjectAtelierCollectifAttended(
    Attended, frozen=True, tag="project.atelier_collectif_attended"
):
    kind: ClassVar[str] = Kind.ATELIER_COLLECTIF.value


class ProjectAtelierDuoAttended(Attended, frozen=True, tag="project.atelier_duo_attended"):
    kind: ClassVar[str] = Kind.ATELIER_DUO.value


class ProjectGroupePaysAttended(Attended, frozen=True, tag="project.groupe_pays_attended"):
    kind: ClassVar[str] = Kind.GROUPE_PAYS.value


class ProjectCommissionAttended(Attended, frozen=True, tag="project.commission_attended"):
    kind: ClassVar[str] = Kind.COMMISSION.value


class ProjectRencontreAttended(Attended, frozen=True, tag="project.rencontre_attended"):
    kind: ClassVar[str] = Kind.RENCONTRE.value


class ProjectWebinaireAttended(Attended, frozen=True, tag="project.webinaire_attended"):
    kind: ClassVar[str] = Kind.WEBINAIRE.value


class ProjectFormationAttended(Attended, frozen=True, tag="project.formation_attended"):
    kind: ClassVar[str] = Kind.FORMATION.value


class ProjectSessionInfoAttended(Attended, frozen=True, tag="project.session_info_attended"):
    kind: ClassVar[str] = Kind.SESSION_INFO.value


class ProjectRelectureAttended(Attended, frozen=True, tag="project.relecture_attended"):
    kind: ClassVar[str] = Kind.RELECTURE.value


class ProjectAppuiMissionAttended(Attended, frozen=True, tag="project.appui_mission_attended"):
    kind: ClassVar[str] = Kind.APPUI_MISSION.value


class ProjectExplorAttended(Attended, frozen=True, tag="project.explor_attended"):
    kind: ClassVar[str] = Kind.EXPLOR.value


class ProjectAppuiFestisolAttended(Attended, frozen=True, tag="project.appui_festisol_attended"):
    kind: ClassVar[str] = Kind.APPUI_FESTISOL.value


class ProjectMiseEnRelationMade(Attended, frozen=True, tag="project.mise_en_relation_made"):
    kind: ClassVar[str] = Kind.MISE_EN_RELATION.value


class ProjectOrientationAttended(Attended, frozen=True, tag="project.orientation_attended"):
    kind: ClassVar[str] = Kind.ORIENTATION.value


class ProjectParrainageAttended(Attended, frozen=True, tag="project.parrainage_attended"):
    kind: ClassVar[str] = Kind.PARRAINAGE.value


class ProjectInstructionAttended(Attended, frozen=True, tag="project.instruction_attended"):
    kind: ClassVar[str] = Kind.INSTRUCTION.value


class ProjectJuryAttended(Attended, frozen=True, tag="project.jury_attended"):
    kind: ClassVar[str] = Kind.JURY.value


class ProjectCopilAttended(Attended, frozen=True, tag="project.copil_attended"):
    kind: ClassVar[str] = Kind.COPIL.value


class ProjectSollicitationAttended(Attended, frozen=True, tag="project.sollicitation_attended"):
    kind: ClassVar[str] = Kind.SOLLICITATION.value


class ProjectAppuiEvenementAttended(Attended, frozen=True, tag="project.appui_evenement_attended"):
    kind: ClassVar[str] = Kind.APPUI_EVENEMENT.value


class ProjectRecensementAttended(Attended, frozen=True, tag="project.recensement_attended"):
    kind: ClassVar[str] = Kind.RECENSEMENT.value


class ProjectEntretienAttended(Attended, frozen=True, tag="project.entretien_attended"):
    kind: ClassVar[str] = Kind.ENTRETIEN.value


class ProjectInterventionAttended(Attended, frozen=True, tag="project.intervention_attended"):
    kind: ClassVar[str] = Kind.INTERVENTION.value


class ProjectValorisationAttended(Attended, frozen=True, tag="project.valorisation_attended"):
    kind: ClassVar[str] = Kind.VALORISATION.value


class ProjectAttendanceAmended(AttendanceAmended, frozen=True, tag="project.attendance_amended"):
    """How many came, or in which quality, was put right."""


class ProjectAttendanceRetracted(
    AttendanceRetracted, frozen=True, tag="project.attendance_retracted"
):
    """It was not there after all."""


BY_KIND: dict[str, type[Attended]] = {
    Kind.RENDEZ_VOUS: ProjectReunionAttended,
    Kind.ATELIER_COLLECTIF: ProjectAtelierCollectifAttended,
    Kind.ATELIER_DUO: ProjectAtelierDuoAttended,
    Kind.GROUPE_PAYS: ProjectGroupePaysAttended,
    Kind.COMMISSION: ProjectCommissionAttended,
    Kind.RENCONTRE: ProjectRencontreAttended,
    Kind.WEBINAIRE: ProjectWebinaireAttended,
    Kind.FORMATION: ProjectFormationAttended,
    Kind.SESSION_INFO: ProjectSessionInfoAttended,
    Kind.RELECTURE: ProjectRelectureAttended,
    Kind.APPUI_MISSION: ProjectAppuiMissionAttended,
    Kind.EXPLOR: ProjectExplorAttended,
    Kind.APPUI_FESTISOL: ProjectAppuiFestisolAttended,
    Kind.MISE_EN_RELATION: ProjectMiseEnRelationMade,
    Kind.ORIENTATION: ProjectOrientationAttended,
    Kind.PARRAINAGE: ProjectParrainageAttended,
    Kind.INSTRUCTION: ProjectInstructionAttended,
    Kind.JURY: ProjectJuryAttended,
    Kind.COPIL: ProjectCopilAttended,
    Kind.SOLLICITATION: ProjectSollicitationAttended,
    Kind.APPUI_EVENEMENT: ProjectAppuiEvenementAttended,
    Kind.RECENSEMENT: ProjectRecensementAttended,
    Kind.ENTRETIEN: ProjectEntretienAttended,
    Kind.INTERVENTION: ProjectInterventionAttended,
    Kind.VALORISATION: ProjectValorisationAttended,
}
