"""To keep a project, and the stages of an EXPLOR mission."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from domain.commands.actors import Cents, Many
from domain.commands.shared import Code, Command, Name, Reason, Short
from domain.facts.project import PartnerAbroad

Odd = Annotated[tuple[int, ...], Meta(max_length=17)]
Partners = Annotated[tuple[PartnerAbroad, ...], Meta(max_length=200)]


class OpenProject(Command, frozen=True, tag="project.open"):
    project: UUID
    titre: Name
    porteur: UUID
    commune: Short | None = None
    countries: Many = ()
    themes: Many = ()
    odd: Odd = ()
    partners_abroad: Partners = ()
    dispositifs: Many = ()
    chef_de_file: UUID | None = None
    opened_on: date | None = None
    source: Code = "salarie"
    generated: bool = False


class RetitleProject(Command, frozen=True, tag="project.retitle"):
    project: UUID
    titre: Name


class DescribeProject(Command, frozen=True, tag="project.describe"):
    project: UUID
    commune: Short | None = None
    countries: Many = ()
    themes: Many = ()
    odd: Odd = ()
    partners_abroad: Partners = ()
    dispositifs: Many = ()
    chef_de_file: UUID | None = None


class ChangePorteur(Command, frozen=True, tag="project.change_porteur"):
    project: UUID
    actor: UUID
    since: date


class JoinPartner(Command, frozen=True, tag="project.join_partner"):
    project: UUID
    actor: UUID
    quality: Code = "partenaire"
    on: date | None = None


class LeavePartner(Command, frozen=True, tag="project.leave_partner"):
    project: UUID
    actor: UUID
    on: date | None = None


class ReachStage(Command, frozen=True, tag="project.reach_stage"):
    project: UUID
    stage: Code
    on: date
    dispositif: Short | None = None


class CorrectStage(Command, frozen=True, tag="project.correct_stage"):
    project: UUID
    stage: Code
    on: date
    reason: Reason
    dispositif: Short | None = None


class CloseProject(Command, frozen=True, tag="project.close"):
    project: UUID
    on: date
    reason: Reason


class ReopenProject(Command, frozen=True, tag="project.reopen"):
    project: UUID
    on: date
    reason: Reason


class QualifyExplor(Command, frozen=True, tag="project.qualify_explor"):
    project: UUID
    on: date


class IdentifyExplorExpert(Command, frozen=True, tag="project.identify_explor_expert"):
    """The expert: an actor, or the name of a person (sealed)."""

    project: UUID
    on: date
    actor: UUID | None = None
    person: Name | None = None


class IntroduceExplor(Command, frozen=True, tag="project.introduce_explor"):
    project: UUID
    on: date


class ApproveExplor(Command, frozen=True, tag="project.approve_explor"):
    project: UUID
    on: date
    amount_cents: Cents | None = None
    convention: UUID | None = None


class DepartExplor(Command, frozen=True, tag="project.depart_explor"):
    project: UUID
    on: date


class ReturnExplor(Command, frozen=True, tag="project.return_explor"):
    project: UUID
    on: date


class RestituteExplor(Command, frozen=True, tag="project.restitute_explor"):
    project: UUID
    on: date


class CapitaliseExplor(Command, frozen=True, tag="project.capitalise_explor"):
    project: UUID
    on: date


class AbandonExplor(Command, frozen=True, tag="project.abandon_explor"):
    project: UUID
    on: date
    reason: Reason
