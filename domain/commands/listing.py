"""Every command, written out: what the doors accept, and nothing else."""

from typing import Union

from domain.commands import accounts, actors, entries, persons, projects, salaries, security
from domain.commands.shared import Command

ALL: tuple[type[Command], ...] = (
    entries.LogInteraction,
    entries.AmendInteraction,
    entries.RetractInteraction,
    entries.WithdrawRetraction,
    entries.AddAttendance,
    entries.RetractAttendance,
    entries.AmendAttendance,
    entries.AnswerSollicitation,
    entries.LogTempsInterne,
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
    actors.MergeActors,
    actors.UndoMerge,
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
    salaries.JoinSalarie,
    salaries.ChangeContract,
    salaries.RecordLeave,
    salaries.CancelLeave,
    salaries.ChangePole,
    salaries.ChangeBureau,
    salaries.DepartSalarie,
    salaries.SignConvention,
    salaries.SignAvenant,
    accounts.OpenAccount,
    accounts.CorrectAccountIdentity,
    accounts.GiveRole,
    accounts.OpenConvention,
    accounts.CloseConvention,
    accounts.CloseAccount,
    accounts.ReopenAccount,
    persons.DeclarePerson,
    persons.SetHold,
    persons.LiftHold,
    persons.NotifyPerson,
    persons.ErasePerson,
)
INTERNAL: tuple[type[Command], ...] = (security.NoteSecurity,)
"""What the doors note by themselves: planned like the others, taken from nobody."""


def tag(command: Command | type[Command]) -> str:
    """The public, permanent name of a command."""
    return str(command.__struct_config__.tag)


BY_TAG = {tag(command): command for command in ALL}
AnyCommand = Union[ALL]  # type: ignore[valid-type]  # noqa: UP007  # one list serves decoding and the schema
