"""API tokens: what a program may do for an account, until a day, shown once."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from adapters.access import tokens
from adapters.access.tokens import Asked, Token
from api.accounts.desk import Desk
from api.accounts.visiting import Visitor
from api.ids import new_id
from api.knowing import PARIS
from domain.decider import Refused
from domain.facts.security import TokenIssued, TokenRevoked
from domain.policy import ACTION_LABELS, RIGHTS, Action
from domain.roles import STRONG, Role

KEPT_BACK = frozenset({Action.ENTRER, Action.MON_COMPTE})
"""A token neither enters pages nor makes other tokens."""
A_YEAR = timedelta(days=366)


class Issued(NamedTuple):
    """`token` is shown now, and never again."""

    id: UUID
    token: str


def grantable(role: Role) -> list[Action]:
    """What a token of this role may be given, in the order of the policy."""
    return [one for one in Action if role in RIGHTS.get(one, {}) and one not in KEPT_BACK]


def issue_token(
    desk: Desk, visitor: Visitor, label: str, scopes: Sequence[str], until: date
) -> Issued:
    """For the visitor's own account, with no more than their own rights."""
    refuse_weak(visitor)
    checked_label(label)
    chosen = checked_scopes(visitor.role, scopes)
    asked = Asked(new_id(), visitor.account, visitor.role, label.strip(), chosen)
    with desk.rows() as connection:
        token = tokens.issue(connection, asked, desk.now(), checked_end(desk, until))
    fact = TokenIssued(visitor.account, asked.id, tuple(chosen), until)
    desk.crm.note(fact, visitor.author)
    return Issued(asked.id, token)


def refuse_weak(visitor: Visitor) -> None:
    if visitor.session is None or (visitor.role in STRONG and not visitor.strong):
        raise Refused("Entrez avec votre second facteur pour faire une clé d’accès.")


def checked_label(label: str) -> None:
    """It stands in clear, so it names a use and never a person."""
    if not label.strip() or len(label) > 60:
        raise Refused("Dites en quelques mots à quoi servira cette clé.", field="label")
    if "@" in label or "\0" in label:
        raise Refused(
            "Dites à quoi servira la clé, sans adresse : « tableau de bord », par exemple.",
            field="label",
        )


def checked_scopes(role: Role, scopes: Sequence[str]) -> list[str]:
    known = grantable(role)
    for scope in scopes:
        if scope not in known:
            choices = ", ".join(known)
            raise Refused(
                f"Votre rôle n’ouvre pas « {scope} ». Choisissez : {choices}.", field="scopes"
            )
    if not scopes:
        raise Refused(
            f"Choisissez ce que la clé pourra faire, par exemple « {ACTION_LABELS[known[0]]} ».",
            field="scopes",
        )
    return [one for one in known if one in set(scopes)]


def checked_end(desk: Desk, until: date) -> datetime:
    """The last instant of that day in Paris."""
    today = desk.day()
    if not today <= until <= today + A_YEAR:
        raise Refused(
            "Une clé d’accès finit un jour, dans un an au plus : choisissez ce jour.",
            field="until",
        )
    return datetime.combine(until + timedelta(days=1), time(), PARIS)


def tokens_of(desk: Desk, account: UUID) -> list[Token]:
    """Revoked and expired ones too, so that their holder sees what was open."""
    with desk.rows() as connection:
        return tokens.of_account(connection, account)


def revoke_token(desk: Desk, author: str, account: UUID, token: UUID) -> bool:
    with desk.rows() as connection:
        revoked = tokens.revoke(connection, account, token, desk.now())
    if revoked:
        desk.crm.note(TokenRevoked(account, token), author)
    return revoked
