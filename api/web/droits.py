"""« Qui peut voir quoi »: generated from the table that decides (domain/policy.py)."""

from litestar import Response, get
from litestar.di import NamedDependency

from api.web.access import needs
from api.web.pages.droits import RightLine, RightsPage, RoleColumn
from api.web.visit import Visit
from domain import policy
from domain.policy import ACTION_LABELS, RIGHTS, Action
from domain.roles import ROLE_LABELS, ROLE_WORDS, STRONG, Role

RULES = {
    policy.always: "oui",
    policy.own_or_pole: "les siennes et celles de son pôle",
    policy.referent_or_worked: "s’il en est le référent, ou si lui ou son pôle travaille avec",
    policy.opened: "ses conventions ouvertes",
}
"""Each rule in words; a rule without words would not be shown, so a test holds them together."""
YOURS = {
    policy.always: "",
    policy.own_or_pole: " : les vôtres et celles de votre pôle",
    policy.referent_or_worked: " : si vous en êtes le référent, ou si vous ou votre pôle "
    "travaillez avec",
    policy.opened: ", dans les conventions qui vous sont ouvertes",
}


@get("/droits", opt=needs(Action.LIRE_REGLES), sync_to_thread=True)
def show(visit: NamedDependency[Visit]) -> Response[str]:
    return visit.page("droits", "Qui peut voir quoi", "droits", build(visit.who.role))


def build(mine: Role | None) -> RightsPage:
    return RightsPage(
        role=ROLE_LABELS[mine] if mine else "",
        vous=tuple(f"{ACTION_LABELS[one]}{YOURS[RIGHTS[one][mine]]}" for one in open_to(mine))
        if mine
        else (),
        pas=tuple(ACTION_LABELS[one] for one in RIGHTS if mine not in RIGHTS[one]),
        colonnes=tuple(
            RoleColumn(ROLE_LABELS[role], ROLE_WORDS[role], role is mine, role in STRONG)
            for role in Role
        ),
        lignes=tuple(RightLine(ACTION_LABELS[one], cells(one)) for one in RIGHTS),
    )


def open_to(role: Role) -> list[Action]:
    return [one for one in RIGHTS if role in RIGHTS[one]]


def cells(action: Action) -> tuple[str, ...]:
    rules = RIGHTS[action]
    return tuple(RULES[rules[role]] if role in rules else "" for role in Role)
