"""Which action is each command? Written out: a command that is not here is refused to everybody."""

from domain.commands import accounts, actors, entries
from domain.commands.shared import Command
from domain.planned_persons import ON_PERSON
from domain.planned_records import ON_CONVENTION, ON_PROJECT, ON_SALARIE
from domain.policy import Action

CONTACTS: tuple[type[Command], ...] = (
    actors.RecordContact,
    actors.CorrectContact,
    actors.LeaveContact,
)
ACTION_OF: dict[type[Command], Action] = {
    entries.LogInteraction: Action.NOTER,
    entries.LogTempsInterne: Action.NOTER,
    entries.AddAttendance: Action.NOTER,
    entries.AnswerSollicitation: Action.NOTER,
    entries.AmendInteraction: Action.RECTIFIER,
    entries.RetractInteraction: Action.RECTIFIER,
    entries.WithdrawRetraction: Action.RECTIFIER,
    entries.RetractAttendance: Action.RECTIFIER,
    entries.AmendAttendance: Action.RECTIFIER,
    actors.RegisterActor: Action.TENIR_FICHES,
    actors.RenameActor: Action.TENIR_FICHES,
    actors.AddAlias: Action.TENIR_FICHES,
    actors.RemoveAlias: Action.TENIR_FICHES,
    actors.CorrectTypologie: Action.TENIR_FICHES,
    actors.ChangeTypologie: Action.TENIR_FICHES,
    actors.CorrectSiege: Action.TENIR_FICHES,
    actors.MoveActor: Action.TENIR_FICHES,
    actors.IdentifyActor: Action.TENIR_FICHES,
    actors.DeclareActivities: Action.TENIR_FICHES,
    actors.DeclareConnuDepuis: Action.TENIR_FICHES,
    actors.ConfirmActor: Action.TENIR_FICHES,
    actors.AssignReferent: Action.TENIR_FICHES,
    actors.ReleaseReferent: Action.TENIR_FICHES,
    actors.RecordAdhesion: Action.TENIR_FICHES,
    actors.EndAdhesion: Action.TENIR_FICHES,
    actors.JoinCollective: Action.TENIR_FICHES,
    actors.LeaveCollective: Action.TENIR_FICHES,
    actors.ArchiveActor: Action.FUSIONNER,
    actors.ReinstateActor: Action.FUSIONNER,
    actors.MergeActors: Action.FUSIONNER,
    actors.UndoMerge: Action.FUSIONNER,
    **dict.fromkeys(CONTACTS, Action.TENIR_CONTACTS),
    **dict.fromkeys(ON_PERSON, Action.PERSONNES),
    **dict.fromkeys(ON_PROJECT, Action.TENIR_FICHES),
    **dict.fromkeys(ON_SALARIE, Action.TENIR_EQUIPE),
    **dict.fromkeys(ON_CONVENTION, Action.TENIR_EQUIPE),
    accounts.OpenAccount: Action.TENIR_COMPTES,
    accounts.CorrectAccountIdentity: Action.TENIR_COMPTES,
    accounts.GiveRole: Action.TENIR_COMPTES,
    accounts.OpenConvention: Action.TENIR_COMPTES,
    accounts.CloseConvention: Action.TENIR_COMPTES,
    accounts.CloseAccount: Action.TENIR_COMPTES,
    accounts.ReopenAccount: Action.TENIR_COMPTES,
}
