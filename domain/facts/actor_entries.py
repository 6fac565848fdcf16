"""Entries whose one subject is an actor, and their corrections."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from domain.facts.shared import Amended, Event, Logged, Retracted, RetractionWithdrawn
from domain.kinds import Kind
from domain.personal import Personal


class ActorRendezVousHeld(Logged, frozen=True, tag="actor.rendez_vous_held"):
    """A meeting with one subject."""

    kind: ClassVar[str] = Kind.RENDEZ_VOUS.value


class ActorRelectureDone(Logged, frozen=True, tag="actor.relecture_done"):
    """An application file was reread."""

    kind: ClassVar[str] = Kind.RELECTURE.value


class ActorAppuiMissionGiven(Logged, frozen=True, tag="actor.appui_mission_given"):
    """A field mission was supported."""

    kind: ClassVar[str] = Kind.APPUI_MISSION.value


class ActorExplorRequested(Logged, frozen=True, tag="actor.explor_requested"):
    """An EXPLOR mission was asked for."""

    kind: ClassVar[str] = Kind.EXPLOR.value
    need: Personal | None = None
    country: str | None = None


class ActorAppuiFestisolGiven(Logged, frozen=True, tag="actor.appui_festisol_given"):
    """A Festisol collective was supported, in one of eight forms."""

    kind: ClassVar[str] = Kind.APPUI_FESTISOL.value
    forme: str | None = None


class ActorOrientationGiven(Logged, frozen=True, tag="actor.orientation_given"):
    """A relay to another structure or dispositif."""

    kind: ClassVar[str] = Kind.ORIENTATION.value
    to: str | Personal | None = None


class ActorParrainageGiven(Logged, frozen=True, tag="actor.parrainage_given"):
    """A JSI or VVVSI file was sponsored."""

    kind: ClassVar[str] = Kind.PARRAINAGE.value


class ActorSollicitationReceived(Logged, frozen=True, tag="actor.sollicitation_received"):
    """A question came in, through a channel."""

    kind: ClassVar[str] = Kind.SOLLICITATION.value
    canal: str | Personal | None = None


class ActorAppuiEvenementGiven(Logged, frozen=True, tag="actor.appui_evenement_given"):
    """A community's event was helped."""

    kind: ClassVar[str] = Kind.APPUI_EVENEMENT.value


class ActorRecensementContacted(Logged, frozen=True, tag="actor.recensement_contacted"):
    """A census contact: work, not a participation (R4)."""

    kind: ClassVar[str] = Kind.RECENSEMENT.value


class ActorEntretienHeld(Logged, frozen=True, tag="actor.entretien_held"):
    """A study interview."""

    kind: ClassVar[str] = Kind.ENTRETIEN.value


class ActorValorisationMade(Logged, frozen=True, tag="actor.valorisation_made"):
    """A radio interview or a publication (R4)."""

    kind: ClassVar[str] = Kind.VALORISATION.value


class ActorSollicitationAnswered(Event, frozen=True, tag="actor.sollicitation_answered"):
    """The first answer to a question that came in (R47)."""

    interaction: UUID
    answered_on: date


class ActorInteractionAmended(Amended, frozen=True, tag="actor.interaction_amended"):
    """Some fields of an entry were put right; the old ones stay visible."""


class ActorInteractionRetracted(Retracted, frozen=True, tag="actor.interaction_retracted"):
    """An entry was taken back."""


class ActorRetractionWithdrawn(RetractionWithdrawn, frozen=True, tag="actor.retraction_withdrawn"):
    """An entry taken back stands again."""


BY_KIND: dict[str, type[Logged]] = {
    Kind.RENDEZ_VOUS: ActorRendezVousHeld,
    Kind.RELECTURE: ActorRelectureDone,
    Kind.APPUI_MISSION: ActorAppuiMissionGiven,
    Kind.EXPLOR: ActorExplorRequested,
    Kind.APPUI_FESTISOL: ActorAppuiFestisolGiven,
    Kind.ORIENTATION: ActorOrientationGiven,
    Kind.PARRAINAGE: ActorParrainageGiven,
    Kind.SOLLICITATION: ActorSollicitationReceived,
    Kind.APPUI_EVENEMENT: ActorAppuiEvenementGiven,
    Kind.RECENSEMENT: ActorRecensementContacted,
    Kind.ENTRETIEN: ActorEntretienHeld,
    Kind.VALORISATION: ActorValorisationMade,
}
