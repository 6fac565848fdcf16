"""Everything that can happen, in the words of the réseau. Start reading here.

Each fact stands in `domain/facts/`, one file per aggregate; this is the written-out list, then
`Entry`, one line of the journal. Tags are permanent; fields are only added, with defaults; a
changed meaning is a new fact.
"""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.facts import (
    account,
    actor,
    actor_entries,
    actor_presence,
    convention,
    gathering,
    person,
    project,
    project_entries,
    project_presence,
    salarie,
    security,
)
from domain.facts.shared import Event

ACTOR: tuple[type[Event], ...] = (
    actor.ActorRegistered,
    actor.ActorRenamed,
    actor.ActorAliasAdded,
    actor.ActorAliasRemoved,
    actor.ActorTypologieCorrected,
    actor.ActorTypologieChanged,
    actor.ActorSiegeCorrected,
    actor.ActorMoved,
    actor.ActorIdentified,
    actor.ActorActivitiesDeclared,
    actor.ActorConnuDepuisDeclared,
    actor.ActorConfirmed,
    actor.ActorReferentAssigned,
    actor.ActorReferentReleased,
    actor.ActorAdhesionRecorded,
    actor.ActorAdhesionEnded,
    actor.ActorMemberJoined,
    actor.ActorMemberLeft,
    actor.ActorContactRecorded,
    actor.ActorContactCorrected,
    actor.ActorContactLeft,
    actor.ActorArchived,
    actor.ActorReinstated,
    actor.ActorMergedInto,
    actor.ActorAbsorbed,
    actor.ActorMergeUndone,
    *actor_entries.BY_KIND.values(),
    actor_entries.ActorSollicitationAnswered,
    actor_entries.ActorInteractionAmended,
    actor_entries.ActorInteractionRetracted,
    actor_entries.ActorRetractionWithdrawn,
    *actor_presence.BY_KIND.values(),
    actor_presence.ActorAttendanceAmended,
    actor_presence.ActorAttendanceRetracted,
)
PROJECT: tuple[type[Event], ...] = (
    project.ProjectOpened,
    project.ProjectRetitled,
    project.ProjectDescribed,
    project.ProjectPorteurChanged,
    project.ProjectPartnerJoined,
    project.ProjectPartnerLeft,
    project.ProjectStageReached,
    project.ProjectStageCorrected,
    project.ProjectClosed,
    project.ProjectReopened,
    project.ProjectExplorQualified,
    project.ProjectExplorExpertIdentified,
    project.ProjectExplorIntroduced,
    project.ProjectExplorApproved,
    project.ProjectExplorDeparted,
    project.ProjectExplorReturned,
    project.ProjectExplorRestituted,
    project.ProjectExplorCapitalised,
    project.ProjectExplorAbandoned,
    *project_entries.BY_KIND.values(),
    project_entries.ProjectSollicitationAnswered,
    project_entries.ProjectInteractionAmended,
    project_entries.ProjectInteractionRetracted,
    project_entries.ProjectRetractionWithdrawn,
    *project_presence.BY_KIND.values(),
    project_presence.ProjectAttendanceAmended,
    project_presence.ProjectAttendanceRetracted,
)
GATHERING: tuple[type[Event], ...] = (
    gathering.GatheringHeld,
    gathering.GatheringAmended,
    gathering.GatheringRetracted,
    gathering.GatheringRetractionWithdrawn,
)
SALARIE: tuple[type[Event], ...] = (
    salarie.SalarieJoined,
    salarie.SalarieContractChanged,
    salarie.SalarieLeaveRecorded,
    salarie.SalarieLeaveCancelled,
    salarie.SalariePoleChanged,
    salarie.SalarieBureauChanged,
    salarie.SalarieDeparted,
    salarie.SalarieTempsInterneLogged,
    salarie.SalarieTempsInterneAmended,
    salarie.SalarieTempsInterneRetracted,
    salarie.SalarieRetractionWithdrawn,
)
CONVENTION: tuple[type[Event], ...] = (
    convention.ConventionSigned,
    convention.ConventionAvenantSigned,
)
ACCOUNT: tuple[type[Event], ...] = (
    account.AccountOpened,
    account.AccountIdentityCorrected,
    account.AccountRoleGiven,
    account.AccountConventionOpened,
    account.AccountConventionClosed,
    account.AccountClosed,
    account.AccountReopened,
)
PERSON: tuple[type[Event], ...] = (
    person.PersonDeclared,
    person.PersonHoldSet,
    person.PersonHoldLifted,
    person.PersonNotified,
    person.PersonErased,
)
SECURITY: tuple[type[Event], ...] = (
    security.SignedIn,
    security.SignInRefused,
    security.SignedOut,
    security.SessionsRevoked,
    security.LinkIssued,
    security.LinkUsed,
    security.PasswordSet,
    security.SecondFactorSet,
    security.SecondFactorRemoved,
    security.RecoveryCodesIssued,
    security.RecoveryCodeUsed,
    security.TokenIssued,
    security.TokenRevoked,
    security.AccessRefused,
    security.ContactsOpened,
    security.Exported,
    security.KeyEpochDestroyed,
)
ALL = (*ACTOR, *PROJECT, *GATHERING, *SALARIE, *CONVENTION, *ACCOUNT, *SECURITY, *PERSON)


def tag(event: Event | type[Event]) -> str:
    """The permanent name under which the journal keeps this fact."""
    return str(event.__struct_config__.tag)


BY_TAG = {tag(event): event for event in ALL}


class Entry(Struct, frozen=True):
    """One line of the journal: what happened, to whom, when it was known, who wrote it down."""

    originator_id: UUID
    originator_version: int
    event: Event
    position: int = 0
    recorded_at: datetime | None = None
    author: str = ""
    command_id: UUID | None = None
