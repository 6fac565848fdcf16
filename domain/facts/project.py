"""A project: who carries it, with whom, where it stands, and the stages of an EXPLOR mission."""

from datetime import date
from uuid import UUID

from msgspec import Struct

from domain.facts.shared import Event
from domain.personal import Personal


class PartnerAbroad(Struct, frozen=True):
    """A partner outside the region: a name and a country, never an actor of the census."""

    nom: str
    country: str  # ISO 3166-1 alpha-2, or XK


class ProjectOpened(Event, frozen=True, tag="project.opened"):
    titre: str
    porteur: UUID
    commune: str | None = None
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    odd: tuple[int, ...] = ()
    partners_abroad: tuple[PartnerAbroad, ...] = ()
    dispositifs: tuple[str, ...] = ()
    chef_de_file: UUID | None = None
    opened_on: date | None = None
    source: str = "salarie"
    generated: bool = False


class ProjectRetitled(Event, frozen=True, tag="project.retitled"):
    titre: str


class ProjectDescribed(Event, frozen=True, tag="project.described"):
    """Everything that can be said of it, whole."""

    commune: str | None = None
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    odd: tuple[int, ...] = ()
    partners_abroad: tuple[PartnerAbroad, ...] = ()
    dispositifs: tuple[str, ...] = ()
    chef_de_file: UUID | None = None


class ProjectPorteurChanged(Event, frozen=True, tag="project.porteur_changed"):
    actor: UUID
    since: date


class ProjectPartnerJoined(Event, frozen=True, tag="project.partner_joined"):
    actor: UUID
    quality: str
    on: date | None = None


class ProjectPartnerLeft(Event, frozen=True, tag="project.partner_left"):
    actor: UUID
    on: date | None = None


class ProjectStageReached(Event, frozen=True, tag="project.stage_reached"):
    stage: str
    on: date
    dispositif: str | None = None


class ProjectStageCorrected(Event, frozen=True, tag="project.stage_corrected"):
    """The last stage was wrong from the start."""

    stage: str
    on: date
    reason: str | Personal
    dispositif: str | None = None


class ProjectClosed(Event, frozen=True, tag="project.closed"):
    on: date
    reason: str | Personal


class ProjectReopened(Event, frozen=True, tag="project.reopened"):
    on: date
    reason: str | Personal


class ProjectExplorQualified(Event, frozen=True, tag="project.explor_qualified"):
    on: date


class ProjectExplorExpertIdentified(Event, frozen=True, tag="project.explor_expert_identified"):
    """The expert is an actor, or a person whose name travels sealed."""

    on: date
    actor: UUID | None = None
    person: Personal | None = None


class ProjectExplorIntroduced(Event, frozen=True, tag="project.explor_introduced"):
    on: date


class ProjectExplorApproved(Event, frozen=True, tag="project.explor_approved"):
    on: date
    amount_cents: int | None = None
    convention: UUID | None = None


class ProjectExplorDeparted(Event, frozen=True, tag="project.explor_departed"):
    """The mission counts from its departure (R41)."""

    on: date


class ProjectExplorReturned(Event, frozen=True, tag="project.explor_returned"):
    on: date


class ProjectExplorRestituted(Event, frozen=True, tag="project.explor_restituted"):
    on: date


class ProjectExplorCapitalised(Event, frozen=True, tag="project.explor_capitalised"):
    on: date


class ProjectExplorAbandoned(Event, frozen=True, tag="project.explor_abandoned"):
    on: date
    reason: str | Personal
