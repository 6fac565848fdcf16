"""Commands that keep a record: one stream each, after a look at what they name."""

from datetime import date

from domain import checks
from domain.aggregates.actor import ACTOR
from domain.aggregates.convention import CONVENTION
from domain.aggregates.project import PROJECT
from domain.aggregates.salarie import SALARIE
from domain.commands import actors, projects, salaries
from domain.commands.shared import Command
from domain.decider import Refused
from domain.lists import Typologie
from domain.steps import Absorb, MergeInto, Separate
from domain.world import Step, World

ON_ACTOR: tuple[type[Command], ...] = (
    actors.RegisterActor,
    actors.RenameActor,
    actors.AddAlias,
    actors.RemoveAlias,
    actors.CorrectTypologie,
    actors.ChangeTypologie,
    actors.CorrectSiege,
    actors.MoveActor,
    actors.IdentifyActor,
    actors.DeclareActivities,
    actors.DeclareConnuDepuis,
    actors.ConfirmActor,
    actors.AssignReferent,
    actors.ReleaseReferent,
    actors.RecordAdhesion,
    actors.EndAdhesion,
    actors.JoinCollective,
    actors.LeaveCollective,
    actors.RecordContact,
    actors.CorrectContact,
    actors.LeaveContact,
    actors.ArchiveActor,
    actors.ReinstateActor,
)
ON_PROJECT: tuple[type[Command], ...] = (
    projects.OpenProject,
    projects.RetitleProject,
    projects.DescribeProject,
    projects.ChangePorteur,
    projects.JoinPartner,
    projects.LeavePartner,
    projects.ReachStage,
    projects.CorrectStage,
    projects.CloseProject,
    projects.ReopenProject,
    projects.QualifyExplor,
    projects.IdentifyExplorExpert,
    projects.IntroduceExplor,
    projects.ApproveExplor,
    projects.DepartExplor,
    projects.ReturnExplor,
    projects.RestituteExplor,
    projects.CapitaliseExplor,
    projects.AbandonExplor,
)
TOLD_AS_DONE = (
    projects.JoinPartner,
    projects.LeavePartner,
    projects.ReachStage,
    projects.CorrectStage,
    projects.CloseProject,
    projects.ReopenProject,
    projects.QualifyExplor,
    projects.IdentifyExplorExpert,
    projects.IntroduceExplor,
    projects.ApproveExplor,
    projects.DepartExplor,
    projects.ReturnExplor,
    projects.RestituteExplor,
    projects.CapitaliseExplor,
    projects.AbandonExplor,
)
ON_SALARIE: tuple[type[Command], ...] = (
    salaries.JoinSalarie,
    salaries.ChangeContract,
    salaries.RecordLeave,
    salaries.CancelLeave,
    salaries.ChangePole,
    salaries.ChangeBureau,
    salaries.DepartSalarie,
)
ON_CONVENTION: tuple[type[Command], ...] = (salaries.SignConvention, salaries.SignAvenant)


def on_actor(command: object, world: World) -> list[Step]:
    """Codes and ids named by the command exist."""
    refuse_forgotten(command, world)
    match command:
        case actors.RegisterActor(commune=commune, countries=countries, typologie=typologie):
            world.commune(commune, "commune")
            world.countries(countries, "countries")
            known_typologie(typologie)
            refuse_future(command.connu_depuis, world, "connu_depuis")
        case actors.MoveActor(commune=commune) | actors.CorrectSiege(commune=commune):
            world.commune(commune, "commune")
        case actors.DeclareActivities(countries=countries):
            world.countries(countries, "countries")
        case (
            actors.CorrectTypologie(typologie=typologie)
            | actors.ChangeTypologie(typologie=typologie)
        ):
            known_typologie(typologie)
        case actors.AssignReferent(salarie=salarie, since=since):
            world.salarie(salarie).refuse_unless_there(since, "salarie")
        case actors.JoinCollective(member=member, on=on):
            world.registered(member, "member")
            refuse_future(on, world, "on")
        case actors.ArchiveActor(successor=successor) if successor is not None:
            world.registered(successor, "successor")
        case (
            actors.ConfirmActor(on=on)
            | actors.DeclareConnuDepuis(on=on)
            | actors.LeaveCollective(on=on)
            | actors.RecordContact(on=on)
            | actors.LeaveContact(on=on)
        ):
            refuse_future(on, world, "on")
    return [Step(ACTOR, command.actor, command)]  # type: ignore[attr-defined]  # ON_ACTOR all have it


def refuse_forgotten(command: object, world: World) -> None:
    """Nothing is sealed again under the id of somebody who was erased."""
    match command:
        case actors.RecordContact(person=person) | actors.CorrectContact(person=person):
            world.person(person).refuse_if_erased("person")
        case actors.RenameActor(actor=actor):
            world.person(actor).refuse_if_erased("actor")


def refuse_future(day: date | None, world: World, field: str) -> None:
    """What is told as done is not dated after today (R23)."""
    if day is not None:
        checks.past(day, world.today, field)


def known_typologie(typologie: str | None) -> None:
    if typologie is not None:
        checks.one_of(typologie, Typologie, "type de structure", "typologie")


def merge(command: actors.MergeActors, world: World) -> list[Step]:
    if command.absorbed == command.survivor:
        raise Refused("Une fiche ne peut pas fusionner avec elle-même.", field="survivor")
    world.registered(command.absorbed, "absorbed")
    world.registered(command.survivor, "survivor")
    return [
        Step(ACTOR, command.absorbed, MergeInto(command.survivor, command.reason)),
        Step(ACTOR, command.survivor, Absorb(command.absorbed, command.reason)),
    ]


def undo_merge(command: actors.UndoMerge, world: World) -> list[Step]:
    checks.reason(command.reason)
    world.registered(command.absorbed, "absorbed")
    survivor = world.actor(command.absorbed).survivor
    if survivor is None:
        return []
    return [
        Step(ACTOR, command.absorbed, Separate(survivor, command.reason)),
        Step(ACTOR, survivor, Separate(command.absorbed, command.reason)),
    ]


def on_project(command: object, world: World) -> list[Step]:
    """Codes and ids named by the command exist, and what is told as done is past."""
    match command:
        case projects.OpenProject(porteur=porteur):
            world.registered(porteur, "porteur")
            described(command, world)
        case projects.DescribeProject():
            described(command, world)
        case projects.ChangePorteur(actor=actor) | projects.JoinPartner(actor=actor):
            world.registered(actor, "actor")
        case projects.IdentifyExplorExpert(actor=actor) if actor is not None:
            world.registered(actor, "actor")
        case projects.ApproveExplor(convention=convention) if convention is not None:
            world.signed(convention, "convention")
        case projects.ReachStage(dispositif=tag) | projects.CorrectStage(dispositif=tag) if tag:
            world.dispositifs((tag,), "dispositif")
    if isinstance(command, TOLD_AS_DONE):
        refuse_future(command.on, world, "on")
    return [Step(PROJECT, command.project, command)]  # type: ignore[attr-defined]  # ON_PROJECT all have it


def described(command: projects.OpenProject | projects.DescribeProject, world: World) -> None:
    world.commune(command.commune, "commune")
    world.countries(command.countries, "countries")
    world.countries(tuple(p.country for p in command.partners_abroad), "partners_abroad")
    world.dispositifs(command.dispositifs, "dispositifs")
    checks.odds(command.odd, "odd")
    if command.chef_de_file is not None:
        world.registered(command.chef_de_file, "chef_de_file")


def on_salarie(command: object, _: World) -> list[Step]:
    return [Step(SALARIE, command.salarie, command)]  # type: ignore[attr-defined]  # ON_SALARIE all have it


def on_convention(command: object, _: World) -> list[Step]:
    return [Step(CONVENTION, command.convention, command)]  # type: ignore[attr-defined]  # both have it
