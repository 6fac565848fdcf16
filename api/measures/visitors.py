"""Who comes to the door: every role, and those who should have stayed outside."""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from api.accounts.desk import Desk
from api.accounts.keys import issue_token
from api.accounts.opening import Manner, opened
from api.accounts.visiting import resolve
from api.crm import Crm
from api.measures.stage import FAR, NEAR, POLES, key
from api.web.access import proof
from api.web.cookies import Style
from domain.commands.accounts import CloseAccount, OpenAccount, OpenConvention
from domain.policy import Action, Who
from domain.roles import Role

COOKIE = Style().name
SCOPE = frozenset({Action.LIRE_REGLES, Action.LIRE_CHIFFRES})
"""What the narrow token may: a fraction of its salarié's rights."""
Headers = tuple[tuple[str, str], ...]


class Visitor(NamedTuple):
    """`who`: what the policy must take them for. `strong` is how their sessions are opened."""

    name: str
    who: Who
    account: UUID | None = None
    strong: bool = False
    fixed: Headers | None = None

    def headers(self, desk: Desk) -> Headers:
        """Of a session opened now, unless what they hold cannot be renewed."""
        if self.fixed is not None or self.account is None:
            return self.fixed or ()
        return carried(session(desk, self.account, strong=self.strong))


def carried(secret: str) -> Headers:
    return ("cookie", f"{COOKIE}={secret}"), ("x-csrf", proof(secret))


def session(desk: Desk, account: UUID, *, strong: bool) -> str:
    with desk.rows() as connection:
        return opened(desk, connection, account, Manner("mot_de_passe", "Essai", strong)).token


def account(crm: Crm, name: str, role: Role, salarie: UUID | None = None) -> UUID:
    made = uuid4()
    word = f"canari-compte-{name}"
    crm.execute(OpenAccount(made, word, f"{word}@exemple.org", role, salarie), "test")
    return made


def visitors(crm: Crm) -> list[Visitor]:
    """Everybody, in the order of the table."""
    desk = Desk(crm)
    return [
        Visitor("nobody", Who()),
        of_team(crm, "salarie", NEAR),
        of_role(crm, "direction", Role.DIRECTION),
        auditeur(crm),
        of_role(crm, "administration", Role.ADMINISTRATION),
        weak(crm),
        closed(crm, desk),
        expired(crm),
        program(crm, desk),
    ]


def of_team(crm: Crm, name: str, side: str) -> Visitor:
    salarie = key("salarie", side)
    made = account(crm, name, Role.SALARIE, salarie)
    who = Who(role=Role.SALARIE, account=made, salarie=salarie, pole=POLES[side])
    return Visitor(name, who, made)


def of_role(crm: Crm, name: str, role: Role) -> Visitor:
    made = account(crm, name, role)
    return Visitor(name, Who(role=role, account=made, strong=True), made, strong=True)


def auditeur(crm: Crm) -> Visitor:
    made = account(crm, "auditeur", Role.AUDITEUR)
    convention = key("convention", NEAR)
    until = crm.today + timedelta(days=30)
    crm.execute(OpenConvention(made, convention, until), "test")
    opened_to = frozenset({convention})
    who = Who(role=Role.AUDITEUR, account=made, conventions=opened_to, strong=True)
    return Visitor("auditeur", who, made, strong=True)


def expired(crm: Crm) -> Visitor:
    """An auditeur whose last day was yesterday."""
    made = account(crm, "expire", Role.AUDITEUR)
    today, crm.demonstration_day = crm.demonstration_day, crm.today - timedelta(days=1)
    try:
        crm.execute(OpenConvention(made, key("convention", NEAR), crm.today), "test")
    finally:
        crm.demonstration_day = today
    return Visitor("expired", Who(role=Role.AUDITEUR, account=made, strong=True), made, strong=True)


def weak(crm: Crm) -> Visitor:
    """The direction, with a password alone."""
    made = account(crm, "faible", Role.DIRECTION)
    return Visitor("weak", Who(role=Role.DIRECTION, account=made), made)


def closed(crm: Crm, desk: Desk) -> Visitor:
    """A session that was the direction's, until its account was closed."""
    made = account(crm, "ferme", Role.DIRECTION)
    secret = session(desk, made, strong=True)
    crm.execute(CloseAccount(made, "départ"), "test")
    return Visitor("closed", Who(), made, fixed=carried(secret))


def program(crm: Crm, desk: Desk) -> Visitor:
    """A token of a salarié, with less than their rights."""
    made = account(crm, "jeton", Role.SALARIE, key("salarie", FAR))
    holder = resolve(desk, session(desk, made, strong=False))
    if holder is None:
        raise LookupError("a session that was just opened is not there")
    issued = issue_token(desk, holder, "essai", sorted(SCOPE), desk.day() + timedelta(days=1))
    salarie, pole = key("salarie", FAR), POLES[FAR]
    who = Who(role=Role.SALARIE, account=made, salarie=salarie, pole=pole, strong=True, scope=SCOPE)
    return Visitor("token", who, made, fixed=(("authorization", f"Bearer {issued.token}"),))
