"""Entries whose one subject is a project, and their corrections."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from domain.facts.shared import Amended, Event, Logged, Retracted, RetractionWithdrawn
from domain.kinds import Kind
from domain.personal import Personal


class ProjectRendezVousHeld(Logged, frozen=True, tag="project.rendez_vous_held"):
    """A meeting with one subject."""

    kind: ClassVar[str] = Kind.RENDEZ_VOUS.value


class ProjectRelectureDone(Logged, frozen=True, tag="project.relecture_done"):
    """An application file was reread."""

    kind: ClassVar[str] = Kind.RELECTURE.value


class ProjectAppuiMissionGiven(Logged, frozen=True, tag="project.appui_mission_given"):
    """A field mission was supported."""

    kind: ClassVar[str] = Kind.APPUI_MISSION.value


class ProjectExplorRequested(Logged, frozen=True, tag="project.explor_requested"):
    """An EXPLOR mission was asked for."""

    kind: ClassVar[str] = Kind.EXPLOR.value
    need: Personal | None = None
    country: str | None = None


class ProjectAppuiFestisolGiven(Logged, frozen=True, tag="project.appui_festisol_given"):
    """A Festisol collective was supported, in one of eight forms."""

    kind: ClassVar[str] = Kind.APPUI_FESTISOL.value
    forme: str | None = None


class ProjectOrientationGiven(Logged, frozen=True, tag="project.orientation_given"):
    """A relay to another structure or dispositif."""

    kind: ClassVar[str] = Kind.ORIENTATION.value
    to: str | Personal | None = None


class ProjectParrainageGiven(Logged, frozen=True, tag="project.parrainage_given"):
    """A JSI or VVVSI file was sponsored."""

    kind: ClassVar[str] = Kind.PARRAINAGE.value


class ProjectSollicitationReceived(Logged, frozen=True, tag="project.sollicitation_received"):
    """A question came in, through a channel."""

    kind: ClassVar[str] = Kind.SOLLICITATION.value
    canal: str | Personal | None = None


class ProjectAppuiEvenementGiven(Logged, frozen=True, tag="project.appui_evenement_given"):
    """A community's event was helped."""

    kind: ClassVar[str] = Kind.APPUI_EVENEMENT.value


class ProjectRecensementContacted(Logged, frozen=True, tag="project.recensement_contacted"):
    """A census contact: work, not a participation (R4)."""

    kind: ClassVar[str] = Kind.RECENSEMENT.value


class ProjectEntretienHeld(Logged, frozen=True, tag="project.entretien_held"):
    """A study interview."""

    kind: ClassVar[str] = Kind.ENTRETIEN.value


class ProjectValorisationMade(Logged, frozen=True, tag="project.valorisation_made"):
    """A radio interview or a publication (R4)."""

    kind: ClassVar[str] = Kind.VALORISATION.value


class ProjectSollicitationAnswered(Event, frozen=True, tag="project.sollicitation_answered"):
    """The first answer to a question that came in (R47)."""

    interaction: UUID
    answered_on: date


class ProjectInteractionAmended(Amended, frozen=True, tag="project.interaction_amended"):
    """Some fields of an entry were put right; the old ones stay visible."""


class ProjectInteractionRetracted(Retracted, frozen=True, tag="project.interaction_retracted"):
    """An entry was taken back."""


class ProjectRetractionWithdrawn(
    RetractionWithdrawn, frozen=True, tag="project.retraction_withdrawn"
):
    """An entry taken back stands again."""


BY_KIND: dict[str, type[Logged]] = {
    Kind.RENDEZ_VOUS: ProjectRendezVousHeld,
    Kind.RELECTURE: ProjectRelectureDone,
    Kind.APPUI_MISSION: ProjectAppuiMissionGiven,
    Kind.EXPLOR: ProjectExplorRequested,
    Kind.APPUI_FESTISOL: ProjectAppuiFestisolGiven,
    Kind.ORIENTATION: ProjectOrientationGiven,
    Kind.PARRAINAGE: ProjectParrainageGiven,
    Kind.SOLLICITATION: ProjectSollicitationReceived,
    Kind.APPUI_EVENEMENT: ProjectAppuiEvenementGiven,
    Kind.RECENSEMENT: ProjectRecensementContacted,
    Kind.ENTRETIEN: ProjectEntretienHeld,
    Kind.VALORISATION: ProjectValorisationMade,
}
