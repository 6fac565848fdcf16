"""The matrix as the table of the documentation: made from the routes and the table of rights."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from litestar import Litestar

from api.measures.matrix_cells import Way, ways
from api.measures.stage import FAR, NEAR, POLES, key, thing
from api.measures.visitors import SCOPE
from domain.policy import ACTION_LABELS, Action, Who, decide
from domain.roles import Role

HEAD = """# Who may ask what

Made from the application's own routes, public commands and questions, and from the table of rights
(`domain/policy.py`): `.venv/bin/python -m tests.web.matrix` writes this page again, a test compares
it, and the trial `matrix` of `./maillage trust` really asks every cell.

`yes`: let in. `own`: only what is theirs, or of their pôle, or of a convention opened to them.
`–`: refused. More visitors are asked than there are columns: whoever has an account that was
closed is nobody; an auditeur whose conventions have ended has the column of the auditeur, where
`own` holds nothing any more; whoever gave no second factor yet (`weak`) and a token of a narrow
scope (here {scope}) keep what stands below.
"""
NEVER = "**nobody: it declares no right**"


class Column(NamedTuple):
    name: str
    who: Who


SALARIE = Who(role=Role.SALARIE, salarie=key("salarie", NEAR), pole=POLES[NEAR])
COLUMNS = (
    Column("nobody", Who()),
    Column("salarié", SALARIE),
    Column("direction", Who(role=Role.DIRECTION, strong=True)),
    Column(
        "auditeur",
        Who(role=Role.AUDITEUR, strong=True, conventions=frozenset({key("convention", NEAR)})),
    ),
    Column("administration", Who(role=Role.ADMINISTRATION, strong=True)),
    Column("weak", Who(role=Role.DIRECTION)),
    Column("token", Who(role=Role.SALARIE, salarie=key("salarie", FAR), scope=SCOPE)),
)


def cell(way: Way, who: Who) -> str:
    actions = way.actions or ()
    if not actions or not all(decide(who, one).allowed for one in actions):
        return "–"
    if not way.bound:
        return "yes"
    return "yes" if decide(who, actions[-1], thing(FAR)).allowed else own(who, actions[-1])


def own(who: Who, action: Action) -> str:
    """The token is of a salarié of the other side: what is theirs lies there."""
    return "own" if decide(who, action, thing(NEAR)).allowed else "–"


def table(title: str, known: Iterable[Way]) -> list[str]:
    head = ["", "right", *(column.name for column in COLUMNS)]
    lines = [f"## {title}", "", row(head), row(["---"] * len(head))]
    for way in known:
        right = ACTION_LABELS[way.actions[-1]] if way.actions else NEVER
        lines.append(row([f"`{way.name}`", right, *(cell(way, one.who) for one in COLUMNS)]))
    return [*lines, ""]


def row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def document(app: Litestar) -> str:
    """The whole page."""
    known = ways(app)
    asks = [way for way in known if way.name.startswith("question ")]
    does = [way for way in known if way.command]
    routes = [way for way in known if way not in asks and way not in does]
    scope = ", ".join(f"`{one}`" for one in sorted(SCOPE))
    lines = [
        HEAD.format(scope=scope),
        *table("Addresses", routes),
        *table("Questions of the API (`GET /api/questions/…`)", asks),
        *table("Commands of the API (`POST /api/commandes`)", does),
    ]
    return "\n".join(lines).rstrip() + "\n"
