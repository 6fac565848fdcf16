"""What is known of one project."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.aggregates.explor import REACHED
from domain.events import Entry
from domain.facts import project as facts
from domain.facts.shared import Logged


class Stade(Struct, frozen=True, omit_defaults=True):
    """A stage and the day it was reached; `mission` for the stages of EXPLOR."""

    stage: str
    on: date
    dispositif: str | None = None
    mission: bool = False


class Projet(Struct, frozen=True, omit_defaults=True):
    id: UUID
    titre: str
    porteurs: tuple[tuple[date | None, UUID], ...]
    position: int
    recorded_at: datetime | None
    commune: str | None = None
    countries: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    odd: tuple[int, ...] = ()
    partners_abroad: tuple[facts.PartnerAbroad, ...] = ()
    dispositifs: tuple[str, ...] = ()
    chef_de_file: UUID | None = None
    opened_on: date | None = None
    partners: tuple[tuple[UUID, str], ...] = ()
    stades: tuple[Stade, ...] = ()
    closed_on: date | None = None
    source: str = ""
    generated: bool = False

    @property
    def porteur(self) -> UUID:
        return self.porteurs[-1][1]


def evolve(row: Projet | None, entry: Entry) -> Projet | None:
    event: Any = entry.event
    match event:
        case facts.ProjectOpened():
            return opened(event, entry)
        case _ if row is None:
            return None
        case facts.ProjectRetitled(titre=titre):
            return replace(row, titre=titre)
        case facts.ProjectDescribed():
            return described(row, event)
        case facts.ProjectPorteurChanged(actor=actor, since=since):
            kept = [pair for pair in row.porteurs if pair[0] != since]
            dated = sorted([*kept, (since, actor)], key=lambda pair: pair[0] or date.min)
            return replace(row, porteurs=tuple(dated))
        case facts.ProjectPartnerJoined(actor=actor, quality=quality):
            return replace(row, partners=(*row.partners, (actor, quality)))
        case facts.ProjectPartnerLeft(actor=actor):
            return replace(row, partners=tuple(p for p in row.partners if p[0] != actor))
        case facts.ProjectClosed(on=day):
            return replace(row, closed_on=day)
        case facts.ProjectReopened():
            return replace(row, closed_on=None)
    return evolve_stage(row, event)


def evolve_stage(row: Projet, event: Any) -> Projet:
    match event:
        case facts.ProjectStageReached(stage=stage, on=day, dispositif=dispositif):
            return replace(row, stades=(*row.stades, Stade(stage, day, dispositif)))
        case facts.ProjectStageCorrected(stage=stage, on=day, dispositif=dispositif):
            others = tuple(one for one in row.stades if one is not last_generic(row))
            return replace(row, stades=(*others, Stade(stage, day, dispositif)))
    reached = REACHED.get(type(event))
    if reached is None:
        return row
    day = event.contexte.occurred_on if isinstance(event, Logged) else event.on
    return replace(row, stades=(*row.stades, Stade(reached, day, "explor", mission=True)))


def last_generic(row: Projet) -> Stade | None:
    generic = [one for one in row.stades if not one.mission]
    return generic[-1] if generic else None


def opened(event: facts.ProjectOpened, entry: Entry) -> Projet:
    return Projet(
        entry.originator_id,
        event.titre,
        ((None, event.porteur),),
        entry.position,
        entry.recorded_at,
        event.commune,
        event.countries,
        event.themes,
        event.odd,
        event.partners_abroad,
        event.dispositifs,
        event.chef_de_file,
        event.opened_on,
        source=event.source,
        generated=event.generated,
    )


def described(row: Projet, event: facts.ProjectDescribed) -> Projet:
    return replace(
        row,
        commune=event.commune,
        countries=event.countries,
        themes=event.themes,
        odd=event.odd,
        partners_abroad=event.partners_abroad,
        dispositifs=event.dispositifs,
        chef_de_file=event.chef_de_file,
    )
