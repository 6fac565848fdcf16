"""One account, as the administration changes it: identity, role, closed or open."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody

from api.accounts import (
    Desk,
    Holder,
    close_account,
    correct_identity,
    give_role,
    reopen_account,
)
from api.web import typed
from api.web.access import needs
from api.web.account_form import holder_page
from api.web.account_gesture import gesture, or_refused
from api.web.forms import read_form
from api.web.visit import Visit, known_id
from domain.policy import Action
from domain.roles import Role

TEAM = {str(Role.SALARIE), str(Role.DIRECTION)}
"""The roles of whoever may be a salarié of the team too."""


@get("/comptes/{compte:str}", opt=needs(Action.TENIR_COMPTES), sync_to_thread=True)
def show(
    compte: FromPath[str], visit: NamedDependency[Visit], desk: NamedDependency[Desk]
) -> Response[Any]:
    return holder_page(visit, desk, known_id(compte))


@post("/comptes/{compte:str}/identite", opt=needs(Action.TENIR_COMPTES), sync_to_thread=True)
def identity(
    compte: FromPath[str],
    body: RawBody,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
) -> Response[Any]:
    form = read_form(body)
    said = Holder(form.text("nom"), form.text("courriel"))
    return gesture(
        visit,
        desk,
        compte,
        lambda key, author: correct_identity(desk, author, key, said),
        "identite",
        form=form,
    )


@post("/comptes/{compte:str}/role", opt=needs(Action.TENIR_COMPTES), sync_to_thread=True)
def role(
    compte: FromPath[str],
    body: RawBody,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
) -> Response[Any]:
    """A salarié is named only for the roles of the team."""
    form = read_form(body)
    given = form.text("role")

    def act(key: Any, author: str) -> None:
        text = form.text("salarie") if given in TEAM else ""
        salarie = or_refused(typed.an_id, text, "salarie") if text else None
        give_role(desk, author, key, given, form.text("raison_role"), salarie)

    return gesture(visit, desk, compte, act, "role", form=form, named={"reason": "raison_role"})


@post("/comptes/{compte:str}/fermer", opt=needs(Action.TENIR_COMPTES), sync_to_thread=True)
def close(
    compte: FromPath[str],
    body: RawBody,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
) -> Response[Any]:
    reason = read_form(body).text("raison_etat")
    return gesture(
        visit,
        desk,
        compte,
        lambda key, author: close_account(desk, author, key, reason),
        "ferme",
        named={"reason": "raison_etat"},
    )


@post("/comptes/{compte:str}/rouvrir", opt=needs(Action.TENIR_COMPTES), sync_to_thread=True)
def reopen(
    compte: FromPath[str],
    body: RawBody,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
) -> Response[Any]:
    reason = read_form(body).text("raison_etat")
    return gesture(
        visit,
        desk,
        compte,
        lambda key, author: reopen_account(desk, author, key, reason),
        "rouvert",
        named={"reason": "raison_etat"},
    )
