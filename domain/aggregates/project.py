"""Project: who carries it, where it stands, and what was done for it."""

from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain import checks
from domain.aggregates import dated, entries, explor, presence
from domain.aggregates.entries import Entries, answered, held, logged
from domain.aggregates.presence import Presences
from domain.commands import projects as ask
from domain.decider import Decider, Refused
from domain.facts import project as facts
from domain.facts import project_entries, project_presence
from domain.facts.shared import Event, Logged
from domain.lists import Quality, Stage
from domain.steps import (
    Amend,
    AmendPresence,
    Answer,
    Attend,
    Log,
    Restore,
    Retract,
    RetractPresence,
)


class Project(Struct, frozen=True):
    """Only what the rules below need to know."""

    opened: bool = False
    closed: bool = False
    titre: str = ""
    porteurs: dict[date, UUID] = {}
    description: facts.ProjectDescribed | None = None
    partners: frozenset[tuple[UUID, str]] = frozenset()
    stage: tuple[str, date, str | None] | None = None
    explor: Event | None = None
    entries: Entries = {}
    presences: Presences = {}

    @property
    def mission(self) -> Event | None:
        """The last fact of the EXPLOR mission; a request taken back was no request."""
        match self.explor:
            case project_entries.ProjectExplorRequested(interaction=key) if self.entries[
                key
            ].retracted:
                return None
        return self.explor

    def refuse_unless_open(self, field: str) -> None:
        if not self.opened:
            raise Refused("Ce projet est inconnu : ouvrez-le d’abord.", field=field)


def decide(project: Project, command: object) -> list[Event]:
    match command:
        case ask.OpenProject() if project.opened:
            raise Refused("Ce projet est déjà ouvert : ouvrez sa fiche.", field="project")
        case ask.OpenProject():
            return [opened(command)]
        case _ if not project.opened:
            raise Refused("Ce projet est inconnu : ouvrez-le d’abord.", field="project")
        case Log() | Attend() | Amend() | Retract() | Restore() | Answer():
            return decide_entry(project, command)
        case AmendPresence():
            fact = project_presence.ProjectAttendanceAmended
            return [*presence.amended(project.presences, command, fact)]
        case RetractPresence():
            taken = project_presence.ProjectAttendanceRetracted
            return [*presence.retracted(project.presences, command, taken)]
        case ask.ReopenProject(on=on, reason=reason):
            why = checks.why(reason)
            return [facts.ProjectReopened(on, why)] if project.closed else []
        case ask.CloseProject() if project.closed:
            return []
        case _ if project.closed:
            raise Refused("Ce projet est clos : rouvrez-le avant de le modifier.", field="project")
        case ask.CloseProject(on=on, reason=reason):
            return [facts.ProjectClosed(on, checks.why(reason))]
    explored = explor.decide(project.mission, command)
    return decide_record(project, command) if explored is None else explored


def opened(command: ask.OpenProject) -> facts.ProjectOpened:
    return facts.ProjectOpened(
        titre=own_title(command.titre),
        porteur=command.porteur,
        commune=command.commune,
        countries=command.countries,
        themes=command.themes,
        odd=command.odd,
        partners_abroad=command.partners_abroad,
        dispositifs=command.dispositifs,
        chef_de_file=command.chef_de_file,
        opened_on=command.opened_on,
        source=command.source,
        generated=command.generated,
    )


def own_title(titre: str) -> str:
    if not titre.strip():
        raise Refused("Il manque le titre du projet.", field="titre")
    return titre.strip()


def decide_entry(
    project: Project, step: Log | Attend | Amend | Retract | Restore | Answer
) -> list[Event]:
    match step:
        case Log(interaction=key) if key in project.entries:
            raise Refused("Cette entrée est déjà notée.", field="interaction")
        case Log(kind=kind):
            return [logged(project_entries.BY_KIND[kind], step)]
        case Attend():
            return [*presence.attended(project.presences, step, project_presence.BY_KIND)]
        case Amend():
            fact = project_entries.ProjectInteractionAmended
            return [*entries.amended(project.entries, step, fact)]
        case Retract():
            gone = project_entries.ProjectInteractionRetracted
            return [*entries.retracted(project.entries, step, gone)]
        case Restore():
            back = project_entries.ProjectRetractionWithdrawn
            return [*entries.restored(project.entries, step, back)]
        case Answer():
            return answered(project.entries, step, project_entries.ProjectSollicitationAnswered)


def decide_record(project: Project, command: object) -> list[Event]:
    match command:
        case ask.RetitleProject(titre=asked):
            titre = own_title(asked)
            return [] if project.titre == titre else [facts.ProjectRetitled(titre)]
        case ask.DescribeProject():
            fact = described(command)
            return [] if project.description == fact else [fact]
        case ask.ChangePorteur(actor=actor, since=since):
            same = dated.on(project.porteurs, since) == actor
            return [] if same else [facts.ProjectPorteurChanged(actor, since)]
        case ask.JoinPartner(actor=actor, quality=quality, on=on):
            if quality not in set(Quality):
                known = ", ".join(Quality)
                raise Refused(f"« {quality} » n’est pas une qualité : {known}.", field="quality")
            same = (actor, quality) in project.partners
            return [] if same else [facts.ProjectPartnerJoined(actor, quality, on)]
        case ask.LeavePartner(actor=actor, on=on):
            there = any(partner == actor for partner, _ in project.partners)
            return [facts.ProjectPartnerLeft(actor, on)] if there else []
    return decide_stage(project, command)


def described(command: ask.DescribeProject | facts.ProjectOpened) -> facts.ProjectDescribed:
    return facts.ProjectDescribed(
        commune=command.commune,
        countries=command.countries,
        themes=command.themes,
        odd=command.odd,
        partners_abroad=command.partners_abroad,
        dispositifs=command.dispositifs,
        chef_de_file=command.chef_de_file,
    )


def decide_stage(project: Project, command: object) -> list[Event]:
    match command:
        case ask.ReachStage(stage=stage, on=on, dispositif=dispositif):
            checks.one_of(stage, Stage, "stade", "stage")
            same = project.stage == (stage, on, dispositif)
            return [] if same else [facts.ProjectStageReached(stage, on, dispositif)]
        case ask.CorrectStage() if project.stage is None:
            raise Refused("Ce projet n’a encore atteint aucun stade à corriger.", field="stage")
        case ask.CorrectStage(stage=stage, on=on, reason=reason, dispositif=dispositif):
            checks.one_of(stage, Stage, "stade", "stage")
            why = checks.why(reason)
            same = project.stage == (stage, on, dispositif)
            return [] if same else [facts.ProjectStageCorrected(stage, on, why, dispositif)]
    raise TypeError(command)


def evolve(project: Project, event: Event) -> Project:
    match event:
        case facts.ProjectOpened():
            return Project(
                opened=True,
                titre=event.titre,
                porteurs=dated.from_start(event.porteur),
                description=described(event),
            )
        case Logged(interaction=key, contexte=contexte):
            entry = held(contexte, event.kind)
            stage = explor.evolve(project.mission, event)
            return replace(project, entries={**project.entries, key: entry}, explor=stage)
        case project_entries.ProjectSollicitationAnswered(interaction=key):
            entry = replace(project.entries[key], answered=True)
            return replace(project, entries={**project.entries, key: entry})
    changed = evolve_record(project, event)
    return replace(
        changed,
        explor=explor.evolve(project.explor, event),
        entries=entries.evolved(project.entries, event),
        presences=presence.evolved(project.presences, event),
    )


def evolve_record(project: Project, event: Event) -> Project:
    match event:
        case facts.ProjectRetitled(titre=titre):
            return replace(project, titre=titre)
        case facts.ProjectDescribed():
            return replace(project, description=event)
        case facts.ProjectPorteurChanged(actor=actor, since=since):
            return replace(project, porteurs=dated.since(project.porteurs, since, actor))
        case facts.ProjectPartnerJoined(actor=actor, quality=quality):
            return replace(project, partners=project.partners | {(actor, quality)})
        case facts.ProjectPartnerLeft(actor=actor):
            kept = frozenset(pair for pair in project.partners if pair[0] != actor)
            return replace(project, partners=kept)
        case facts.ProjectStageReached(stage=stage, on=on, dispositif=dispositif):
            return replace(project, stage=(stage, on, dispositif))
        case facts.ProjectStageCorrected(stage=stage, on=on, dispositif=dispositif):
            return replace(project, stage=(stage, on, dispositif))
        case facts.ProjectClosed():
            return replace(project, closed=True)
        case facts.ProjectReopened():
            return replace(project, closed=False)
    return project


PROJECT = Decider(Project(), decide, evolve, "project")
