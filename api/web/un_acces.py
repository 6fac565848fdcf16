"""What an account opens, as the administration keeps it: conventions, sessions, second factor."""

from typing import Any

from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody

from api.accounts import (
    Desk,
    close_convention,
    open_convention,
    remove_second_factor,
    revoke_others,
)
from api.web import typed
from api.web.access import needs
from api.web.account_gesture import gesture, or_refused
from api.web.forms import Form, read_form
from api.web.visit import Visit
from domain.decider import Refused
from domain.policy import Action

WHICH = "Choisissez la convention que cet auditeur lira."
WHEN = "Choisissez jusqu’à quand, par exemple la fin du contrôle."


@post("/comptes/{compte:str}/conventions", opt=needs(Action.TENIR_COMPTES), sync_to_thread=True)
def open_one(
    compte: FromPath[str],
    body: RawBody,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
) -> Response[Any]:
    form = read_form(body)

    def act(key: Any, author: str) -> None:
        convention = chosen(form)
        if not form.text("until"):
            raise Refused(WHEN, field="until")
        until = or_refused(typed.a_day, form.text("until"), "until")
        open_convention(desk, author, key, convention, until)

    return gesture(visit, desk, compte, act, "convention", form=form)


@post(
    "/comptes/{compte:str}/conventions/fermer",
    opt=needs(Action.TENIR_COMPTES),
    sync_to_thread=True,
)
def close_one(
    compte: FromPath[str],
    body: RawBody,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
) -> Response[Any]:
    form = read_form(body)
    return gesture(
        visit,
        desk,
        compte,
        lambda key, author: close_convention(desk, author, key, chosen(form)),
        "convention-fermee",
    )


def chosen(form: Form) -> Any:
    if not form.text("convention"):
        raise Refused(WHICH, field="convention")
    return or_refused(typed.an_id, form.text("convention"), "convention")


@post("/comptes/{compte:str}/second-facteur", opt=needs(Action.TENIR_COMPTES), sync_to_thread=True)
def factor_off(
    compte: FromPath[str], visit: NamedDependency[Visit], desk: NamedDependency[Desk]
) -> Response[Any]:
    """For whoever lost telephone and paper: another is set at the next sign-in."""
    return gesture(
        visit,
        desk,
        compte,
        lambda key, author: remove_second_factor(desk, author, key),
        "facteur",
    )


@post("/comptes/{compte:str}/sessions", opt=needs(Action.TENIR_COMPTES), sync_to_thread=True)
def sessions_off(
    compte: FromPath[str], visit: NamedDependency[Visit], desk: NamedDependency[Desk]
) -> Response[Any]:
    return gesture(
        visit, desk, compte, lambda key, author: revoke_others(desk, author, key), "sessions"
    )
