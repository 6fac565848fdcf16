"""To keep the record of an actor."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct
from msgspec.json import encode

from domain.commands.shared import Code, Command, Name, Reason, Short

Many = Annotated[tuple[Short, ...], Meta(max_length=100)]
Year = Annotated[int, Meta(ge=1990, le=2100)]
Cents = Annotated[int, Meta(ge=0, le=10**12)]


class RegisterActor(Command, frozen=True, tag="actor.register"):
    actor: UUID
    nom: Name
    typologie: Code | None = None
    commune: Short | None = None
    sigle: Short | None = None
    alias: Many = ()
    effective_on: date | None = None
    connu_depuis: date | None = None
    source: Code = "salarie"
    siren: Short | None = None
    siret: Short | None = None
    rna: Short | None = None
    themes: Many = ()
    countries: Many = ()
    site: Annotated[str, Meta(max_length=500)] | None = None
    natural_person: bool = False
    generated: bool = False


class RenameActor(Command, frozen=True, tag="actor.rename"):
    actor: UUID
    nom: Name
    sigle: Short | None = None


class AddAlias(Command, frozen=True, tag="actor.add_alias"):
    actor: UUID
    alias: Name


class RemoveAlias(Command, frozen=True, tag="actor.remove_alias"):
    actor: UUID
    alias: Name


class CorrectTypologie(Command, frozen=True, tag="actor.correct_typologie"):
    actor: UUID
    typologie: Code
    reason: Reason


class ChangeTypologie(Command, frozen=True, tag="actor.change_typologie"):
    actor: UUID
    typologie: Code
    effective_on: date


class CorrectSiege(Command, frozen=True, tag="actor.correct_siege"):
    actor: UUID
    commune: Short | None
    reason: Reason


class MoveActor(Command, frozen=True, tag="actor.move"):
    actor: UUID
    commune: Short
    effective_on: date


class IdentifyActor(Command, frozen=True, tag="actor.identify"):
    actor: UUID
    siren: Short | None = None
    siret: Short | None = None
    rna: Short | None = None


class DeclareActivities(Command, frozen=True, tag="actor.declare_activities"):
    actor: UUID
    themes: Many = ()
    countries: Many = ()
    site: Annotated[str, Meta(max_length=500)] | None = None


class DeclareConnuDepuis(Command, frozen=True, tag="actor.declare_connu_depuis"):
    actor: UUID
    on: date


class ConfirmActor(Command, frozen=True, tag="actor.confirm"):
    actor: UUID
    on: date
    source: Code = "salarie"


class AssignReferent(Command, frozen=True, tag="actor.assign_referent"):
    actor: UUID
    salarie: UUID
    since: date
    reason: Reason


class ReleaseReferent(Command, frozen=True, tag="actor.release_referent"):
    actor: UUID
    since: date


class RecordAdhesion(Command, frozen=True, tag="actor.record_adhesion"):
    actor: UUID
    year: Year
    amount_cents: Cents | None = None


class EndAdhesion(Command, frozen=True, tag="actor.end_adhesion"):
    actor: UUID
    year: Year
    reason: Reason


class JoinCollective(Command, frozen=True, tag="actor.join_member"):
    """`member` joins the collective `actor`."""

    actor: UUID
    member: UUID
    on: date


class LeaveCollective(Command, frozen=True, tag="actor.leave_member"):
    actor: UUID
    member: UUID
    on: date


class Identity(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is held of a contact: sealed before it is recorded."""

    nom: Name
    prenom: Short | None = None
    courriel: Short | None = None
    telephone: Short | None = None


class RecordContact(Command, frozen=True, tag="actor.record_contact"):
    actor: UUID
    person: UUID
    role: Name
    identity: Identity
    ground: Code
    on: date
    source: Code = "salarie"


class CorrectContact(Command, frozen=True, tag="actor.correct_contact"):
    actor: UUID
    person: UUID
    role: Name
    identity: Identity
    reason: Reason


class LeaveContact(Command, frozen=True, tag="actor.leave_contact"):
    actor: UUID
    person: UUID
    on: date


class ArchiveActor(Command, frozen=True, tag="actor.archive"):
    actor: UUID
    effective_on: date
    reason: Reason
    successor: UUID | None = None


class ReinstateActor(Command, frozen=True, tag="actor.reinstate"):
    actor: UUID
    effective_on: date
    reason: Reason


class MergeActors(Command, frozen=True, tag="actor.merge"):
    """These two were always one (R30): `absorbed` disappears into `survivor`."""

    absorbed: UUID
    survivor: UUID
    reason: Reason


class UndoMerge(Command, frozen=True, tag="actor.undo_merge"):
    absorbed: UUID
    reason: Reason


def identity_text(identity: Identity) -> str:
    """The identity as the one text that is sealed: JSON with the names of its fields."""
    return encode(identity).decode()
