"""The four roles of the demonstration, one click each: ordinary accounts without a password."""

from datetime import timedelta
from uuid import UUID, uuid5

from api.accounts.desk import Desk
from api.accounts.entering import entered
from api.accounts.knowing import account_of
from api.accounts.opening import Manner, SignedIn
from api.fiches import documents, fiches_salaries
from domain.commands.accounts import OpenAccount, OpenConvention
from domain.decider import Refused
from domain.roles import ROLE_LABELS, Role
from projections.convention import FicheConvention

FAMILY = UUID("3b0f6a44-9a0c-5d0b-8a55-0c8a6f2e7d11")
AUTHOR = "demonstration"
MEANS = "demonstration"
OPENED = 2
"""How many conventions its auditeur reads."""
NOT_HERE = "On n’entre d’un clic que dans la démonstration : entrez avec votre mot de passe."


def demonstration(desk: Desk, role: str, device: str, replaces: str | None = None) -> SignedIn:
    """Raises Refused anywhere but in a demonstration. The caller serves it on loopback only."""
    if desk.crm.demonstration_day is None or role not in set(Role):
        raise Refused(NOT_HERE)
    account = ensured(desk, Role(role))
    return entered(desk, account, Manner(MEANS, device, strong=True), replaces)


def ensure_all(desk: Desk) -> None:
    """All four at once, when the demonstration is served."""
    for role in Role:
        ensured(desk, role)


def ensured(desk: Desk, role: Role) -> UUID:
    """Opened at the first click; a second click at the same time finds it open."""
    account = uuid5(FAMILY, role)
    if account_of(desk, account).role is None:
        try:
            desk.crm.execute(asked(desk, account, role), AUTHOR)
        except Refused:
            if account_of(desk, account).role is None:
                raise
    if role is Role.AUDITEUR and not account_of(desk, account).conventions:
        open_conventions(desk, account)
    return account


def asked(desk: Desk, account: UUID, role: Role) -> OpenAccount:
    return OpenAccount(
        account=account,
        nom=f"{ROLE_LABELS[role]} 1",
        courriel=f"{role}@demonstration.invalid",
        role=role,
        salarie=first_salarie(desk) if role is Role.SALARIE else None,
    )


def first_salarie(desk: Desk) -> UUID | None:
    """The first one who is there on the day of the demonstration."""
    today = desk.crm.today
    team = fiches_salaries(desk.crm, desk.crm.known())
    here = (one.id for one in team if one.departed is None or one.departed >= today)
    return next(here, None)


def open_conventions(desk: Desk, account: UUID) -> None:
    today = desk.crm.today
    found: list[FicheConvention] = documents(desk.crm, "convention", desk.crm.known())
    running = sorted((one for one in found if one.last >= today), key=lambda one: one.intitule)
    for one in running[:OPENED]:
        opening = OpenConvention(
            account=account, convention=one.id, until=today + timedelta(days=365)
        )
        desk.crm.execute(opening, AUTHOR)
