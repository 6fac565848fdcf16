"""The shape of every command: a tag, and limits that keep absurd input out."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

Name = Annotated[str, Meta(min_length=1, max_length=300)]
Short = Annotated[str, Meta(max_length=200)]
Code = Annotated[str, Meta(min_length=1, max_length=60)]
Text = Annotated[str, Meta(max_length=20_000)]
Reason = Annotated[str, Meta(max_length=2_000)]
Heads = Annotated[int, Meta(ge=0, le=100_000)]


class Command(
    Struct, frozen=True, tag_field="type", omit_defaults=True, forbid_unknown_fields=True
):
    """An intention, before the rules have spoken. The tag is public and permanent."""


class StaffAsked(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One salarié's own minutes; `day` when it is not the entry's."""

    salarie: UUID
    contact: int = 0
    preparation: int = 0
    travel: int = 0
    day: date | None = None


class ChargeAsked(Struct, frozen=True, forbid_unknown_fields=True):
    convention: UUID
    percent: int


class ContexteAsked(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """When, where, who worked how long: as `domain.facts.shared.Contexte`, from outside."""

    occurred_on: date
    staff: Annotated[tuple[StaffAsked, ...], Meta(max_length=50)] = ()
    start: Annotated[str, Meta(max_length=5)] | None = None
    mode: Short | None = None
    commune: Short | None = None
    lieu: Short | None = None
    pole: Short | None = None
    dispositif: Short | None = None
    conventions: Annotated[tuple[ChargeAsked, ...], Meta(max_length=20)] = ()
    countries: Annotated[tuple[Short, ...], Meta(max_length=60)] = ()
    themes: Annotated[tuple[Short, ...], Meta(max_length=60)] = ()
    odd: Annotated[tuple[int, ...], Meta(max_length=17)] = ()
    project: UUID | None = None
    contacts: Annotated[tuple[UUID, ...], Meta(max_length=50)] = ()


class ChangesAsked(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The fields to put right, each with its whole new value."""

    occurred_on: date | UnsetType = UNSET
    staff: Annotated[tuple[StaffAsked, ...], Meta(max_length=50)] | UnsetType = UNSET
    start: Annotated[str, Meta(max_length=5)] | UnsetType | None = UNSET
    mode: Short | UnsetType | None = UNSET
    commune: Short | UnsetType | None = UNSET
    lieu: Short | UnsetType | None = UNSET
    pole: Short | UnsetType | None = UNSET
    dispositif: Short | UnsetType | None = UNSET
    conventions: Annotated[tuple[ChargeAsked, ...], Meta(max_length=20)] | UnsetType = UNSET
    countries: Annotated[tuple[Short, ...], Meta(max_length=60)] | UnsetType = UNSET
    themes: Annotated[tuple[Short, ...], Meta(max_length=60)] | UnsetType = UNSET
    odd: Annotated[tuple[int, ...], Meta(max_length=17)] | UnsetType = UNSET
    project: UUID | UnsetType | None = UNSET
    contacts: Annotated[tuple[UUID, ...], Meta(max_length=50)] | UnsetType = UNSET


class NextStepAsked(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    what: Annotated[str, Meta(min_length=1, max_length=2_000)]
    due: date | None = None
    salarie: UUID | None = None


class Present(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One who came, in rank order: an actor, or a project for which its lead porteur counts."""

    actor: UUID | None = None
    project: UUID | None = None
    heads: Heads | None = None
    quality: Short | None = None
