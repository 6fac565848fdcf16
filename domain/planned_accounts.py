"""Commands about accounts: the salarié and the convention they name exist."""

from domain.aggregates.account import ACCOUNT
from domain.aggregates.security import SECURITY
from domain.commands import accounts, security
from domain.commands.shared import Command
from domain.decider import Refused
from domain.world import Step, World

ON_ACCOUNT: tuple[type[Command], ...] = (
    accounts.OpenAccount,
    accounts.CorrectAccountIdentity,
    accounts.GiveRole,
    accounts.OpenConvention,
    accounts.CloseConvention,
    accounts.CloseAccount,
    accounts.ReopenAccount,
)


def on_account(command: object, world: World) -> list[Step]:
    match command:
        case accounts.OpenAccount(salarie=salarie) | accounts.GiveRole(salarie=salarie) if salarie:
            if not world.salarie(salarie).joined:
                raise Refused(
                    "Ce salarié est inconnu : choisissez-le dans l’équipe.", field="salarie"
                )
        case accounts.OpenConvention(convention=convention, until=until):
            world.signed(convention, "convention")
            if until < world.today:
                raise Refused(
                    "Cette date est passée : choisissez jusqu’à quand l’auditeur pourra lire.",
                    field="until",
                )
    return [Step(ACCOUNT, command.account, command)]  # type: ignore[attr-defined]  # ON_ACCOUNT all have it


def note(command: security.NoteSecurity, _: World) -> list[Step]:
    return [Step(SECURITY, command.stream, command)]
