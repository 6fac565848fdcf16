"""Who an actor is: its record, its place in the réseau, its contacts, its merges."""

from datetime import date
from uuid import UUID

from domain.facts.shared import Event
from domain.personal import Personal


class ActorRegistered(Event, frozen=True, tag="actor.registered"):
    """The réseau knows it from now on; a natural person's name travels sealed (R29)."""

    nom: str | Personal
    typologie: str | None = None
    commune: str | None = None  # INSEE code as given, present or former (R18)
    sigle: str | None = None
    alias: tuple[str, ...] = ()
    effective_on: date | None = None
    connu_depuis: date | None = None
    source: str = "salarie"
    siren: str | None = None
    siret: str | None = None
    rna: str | None = None
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    site: str | None = None
    generated: bool = False  # made by the demonstration, never a real organisation


class ActorRenamed(Event, frozen=True, tag="actor.renamed"):
    """The former name stays as an alias."""

    nom: str | Personal
    sigle: str | None = None


class ActorAliasAdded(Event, frozen=True, tag="actor.alias_added"):
    alias: str


class ActorAliasRemoved(Event, frozen=True, tag="actor.alias_removed"):
    alias: str


class ActorTypologieCorrected(Event, frozen=True, tag="actor.typologie_corrected"):
    """Wrong from the start: holds for the whole past (R16)."""

    typologie: str
    reason: str | Personal


class ActorTypologieChanged(Event, frozen=True, tag="actor.typologie_changed"):
    typologie: str
    effective_on: date


class ActorSiegeCorrected(Event, frozen=True, tag="actor.siege_corrected"):
    """Wrong from the start: holds for the whole past (R16)."""

    commune: str | None
    reason: str | Personal


class ActorMoved(Event, frozen=True, tag="actor.moved"):
    commune: str
    effective_on: date


class ActorIdentified(Event, frozen=True, tag="actor.identified"):
    siren: str | None = None
    siret: str | None = None
    rna: str | None = None


class ActorActivitiesDeclared(Event, frozen=True, tag="actor.activities_declared"):
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    site: str | None = None


class ActorConnuDepuisDeclared(Event, frozen=True, tag="actor.connu_depuis_declared"):
    """The réseau worked with it before this history begins (R6)."""

    on: date


class ActorConfirmed(Event, frozen=True, tag="actor.confirmed"):
    """The record was checked, nothing changed: freshness."""

    on: date
    source: str


class ActorReferentAssigned(Event, frozen=True, tag="actor.referent_assigned"):
    salarie: UUID
    since: date
    reason: str | Personal


class ActorReferentReleased(Event, frozen=True, tag="actor.referent_released"):
    since: date


class ActorAdhesionRecorded(Event, frozen=True, tag="actor.adhesion_recorded"):
    year: int
    amount_cents: int | None = None


class ActorAdhesionEnded(Event, frozen=True, tag="actor.adhesion_ended"):
    year: int
    reason: str | Personal


class ActorMemberJoined(Event, frozen=True, tag="actor.member_joined"):
    """A collective is an actor made of actors."""

    member: UUID
    on: date


class ActorMemberLeft(Event, frozen=True, tag="actor.member_left"):
    member: UUID
    on: date


class ActorContactRecorded(Event, frozen=True, tag="actor.contact_recorded"):
    """A person; identity (name, e-mail, telephone as JSON) and role: sealed under their own key."""

    person: UUID
    role: str | Personal
    identity: Personal
    ground: str  # legal ground: interet_legitime, consentement, contrat
    source: str
    on: date


class ActorContactCorrected(Event, frozen=True, tag="actor.contact_corrected"):
    person: UUID
    role: str | Personal
    identity: Personal
    reason: str | Personal


class ActorContactLeft(Event, frozen=True, tag="actor.contact_left"):
    person: UUID
    on: date


class ActorArchived(Event, frozen=True, tag="actor.archived"):
    """A real-life fusion names its successor; the pasts stay apart (R31)."""

    effective_on: date
    reason: str | Personal
    successor: UUID | None = None


class ActorReinstated(Event, frozen=True, tag="actor.reinstated"):
    effective_on: date
    reason: str | Personal


class ActorMergedInto(Event, frozen=True, tag="actor.merged_into"):
    """On the absorbed: these two were always one (R30)."""

    survivor: UUID
    reason: str | Personal


class ActorAbsorbed(Event, frozen=True, tag="actor.absorbed"):
    """On the survivor."""

    absorbed: UUID
    reason: str | Personal


class ActorMergeUndone(Event, frozen=True, tag="actor.merge_undone"):
    """On both, each naming the other (R31)."""

    other: UUID
    reason: str | Personal
