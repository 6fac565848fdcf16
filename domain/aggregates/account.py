"""Account: the role somebody holds, and the conventions an auditeur may read."""

from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain import checks
from domain.commands import accounts as ask
from domain.decider import Decider, Refused
from domain.facts import account as facts
from domain.facts.shared import Event
from domain.personal import Personal, Secret
from domain.roles import Role


class Account(Struct, frozen=True):
    """`identity` stays sealed, with the version of the fact it stands on."""

    role: Role | None = None
    salarie: UUID | None = None
    identity: Personal | None = None
    identity_version: int = 0
    conventions: dict[UUID, date] = {}
    closed: bool = False
    version: int = 0

    def open_to(self, today: date) -> frozenset[UUID]:
        """The conventions an auditeur may read on a day."""
        return frozenset(key for key, until in self.conventions.items() if today <= until)


UNKNOWN = "Ce compte est inconnu : reprenez-le dans la liste des comptes."


def decide(account: Account, command: object) -> list[Event]:
    match command:
        case ask.OpenAccount() if account.role is not None:
            raise Refused("Ce compte existe déjà.", field="account")
        case ask.OpenAccount(role=role, salarie=salarie):
            return [facts.AccountOpened(role_of(role, salarie), identity(command), salarie)]
        case _ if account.role is None:
            raise Refused(UNKNOWN, field="account")
        case ask.CorrectAccountIdentity():
            return [facts.AccountIdentityCorrected(identity(command))]
        case ask.GiveRole(role=role, salarie=salarie) if (account.role, account.salarie) == (
            role,
            salarie,
        ):
            return []
        case ask.GiveRole(role=role, salarie=salarie, reason=reason):
            why = Secret(checks.reason(reason))
            return [facts.AccountRoleGiven(role_of(role, salarie), salarie, why)]
        case ask.CloseAccount(reason=reason):
            why = Secret(checks.reason(reason))
            return [] if account.closed else [facts.AccountClosed(why)]
        case ask.ReopenAccount(reason=reason):
            why = Secret(checks.reason(reason))
            return [facts.AccountReopened(why)] if account.closed else []
    return decide_conventions(account, command)


def decide_conventions(account: Account, command: object) -> list[Event]:
    match command:
        case ask.OpenConvention() if account.role is not Role.AUDITEUR:
            raise Refused(
                "Seul un compte d’auditeur reçoit des conventions : changez d’abord son rôle.",
                field="account",
            )
        case ask.OpenConvention(convention=convention, until=until):
            if account.conventions.get(convention) == until:
                return []
            return [facts.AccountConventionOpened(convention, until)]
        case ask.CloseConvention(convention=convention):
            held = convention in account.conventions
            return [facts.AccountConventionClosed(convention)] if held else []
    raise TypeError(command)


def role_of(role: str, salarie: UUID | None) -> Role:
    checks.one_of(role, Role, "rôle", "role")
    found = Role(role)
    if found is Role.SALARIE and salarie is None:
        raise Refused(
            "Un compte de salarié dit de quel salarié : choisissez-le dans l’équipe.",
            field="salarie",
        )
    if found is Role.AUDITEUR and salarie is not None:
        raise Refused(
            "Un auditeur n’est pas de l’équipe : laissez le salarié vide.", field="salarie"
        )
    return found


def identity(command: ask.OpenAccount | ask.CorrectAccountIdentity) -> Secret:
    """One key for the holder, whatever the number of times the identity is put right."""
    courriel = command.courriel.strip()
    if courriel.count("@") != 1 or courriel.startswith("@") or courriel.endswith("@"):
        raise Refused(
            "Cette adresse n’est pas une adresse électronique : écrivez par exemple "
            "prenom.nom@exemple.org.",
            field="courriel",
        )
    if not command.nom.strip():
        raise Refused("Dites le nom de la personne qui entrera.", field="nom")
    return Secret(ask.identity_text(command.nom, courriel), str(command.account))


def evolve(account: Account, event: Event) -> Account:
    account = replace(account, version=account.version + 1)
    match event:
        case facts.AccountOpened(role=role, salarie=salarie, identity=sealed):
            return replace(
                account,
                role=Role(role),
                salarie=salarie,
                identity=sealed,
                identity_version=account.version,
            )
        case facts.AccountIdentityCorrected(identity=sealed):
            return replace(account, identity=sealed, identity_version=account.version)
        case facts.AccountRoleGiven(role=role, salarie=salarie):
            kept = account.conventions if role == Role.AUDITEUR else {}
            return replace(account, role=Role(role), salarie=salarie, conventions=kept)
        case facts.AccountConventionOpened(convention=key, until=until):
            return replace(account, conventions={**account.conventions, key: until})
        case facts.AccountConventionClosed(convention=key):
            kept = {one: day for one, day in account.conventions.items() if one != key}
            return replace(account, conventions=kept)
        case facts.AccountClosed():
            return replace(account, closed=True)
        case facts.AccountReopened():
            return replace(account, closed=False)
    return account


ACCOUNT = Decider(Account(), decide, evolve, "account")
