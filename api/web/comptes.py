"""The accounts: who may come in, an invitation, a link to hand over."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody

from adapters.access.links import LASTS
from api.accounts import AccountLine, Desk, Holder, Invited, identity, invite, invite_again
from api.french import counted, instant
from api.web import typed
from api.web.access import needs
from api.web.account_form import holder_page
from api.web.accounts_told import Around, around, lines, roles, row, team
from api.web.forms import Form, read_form
from api.web.pages.comptes import AccountsPage, Holding, InvitePage, LinkPage
from api.web.visit import Visit, known_id
from domain.decider import Refused
from domain.policy import Action
from domain.roles import Role

ALONE = "Vous êtes seul à pouvoir entrer : invitez l’équipe."
ONE_CLICK = "Dans la démonstration, {} : chacun s’ouvre d’un clic."
MANY = "{} peuvent entrer dans Maillage."
WORDS = {
    "invitation": "Invitation prête. Remettez ce lien.",
    "reset": "Nouveau mot de passe : remettez ce lien.",
}


@get("/comptes", opt=needs(Action.TENIR_COMPTES), sync_to_thread=True)
def show(visit: NamedDependency[Visit], desk: NamedDependency[Desk]) -> Response[str]:
    known, told = lines(desk), around(desk)
    page = AccountsPage(phrase=able(known, told), comptes=tuple(row(line, told) for line in known))
    return visit.page("comptes", "Comptes", "comptes", page)


def able(known: list[AccountLine], told: Around) -> str:
    """Who can come in, in one sentence?"""
    standing = [line for line in known if not line.state.closed]
    if told.demo:
        return ONE_CLICK.format(counted(len(standing), "compte"))
    inside = sum(line.password for line in standing)
    return MANY.format(counted(inside, "compte")) if inside > 1 else ALONE


@get("/comptes/inviter", opt=needs(Action.TENIR_COMPTES), sync_to_thread=True)
def ask(visit: NamedDependency[Visit]) -> Response[str]:
    return invite_page(visit, Form({"role": [Role.SALARIE]}))


def invite_page(visit: Visit, form: Form, refus: dict[str, str] | None = None) -> Response[str]:
    page = InvitePage(roles=roles(), equipe=team(visit), saisie=held(form), refus=refus or {})
    return visit.page("inviter", "Inviter", "comptes", page, 422 if refus else 200)


def held(form: Form) -> Holding:
    names = ("nom", "courriel", "role", "salarie")
    return Holding(**{name: form.text(name) for name in names})


@post("/comptes/inviter", opt=needs(Action.TENIR_COMPTES), status_code=200, sync_to_thread=True)
def invited(
    body: RawBody,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    public_url: NamedDependency[str | None],
    request: Request[Any, Any, Any],
) -> Response[Any]:
    form, refus = read_form(body), dict[str, str]()
    salarie = typed.attempt(refus, "salarie", typed.an_id, form.text("salarie"))
    if form.text("role") != Role.SALARIE and form.text("role") != Role.DIRECTION:
        salarie = None
    try:
        said = Holder(form.text("nom"), form.text("courriel"))
        made = invite(desk, visit.arrival.author, said, form.text("role"), salarie)
    except Refused as refusal:
        return invite_page(visit, form, {refusal.field or "nom": refusal.why, **refus})
    return link_page(visit, desk, made, "invitation", public_url or str(request.base_url))


@post(
    "/comptes/{compte:str}/lien",
    opt=needs(Action.TENIR_COMPTES),
    status_code=200,
    sync_to_thread=True,
)
def link(
    compte: FromPath[str],
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    public_url: NamedDependency[str | None],
    request: Request[Any, Any, Any],
) -> Response[Any]:
    """An invitation again for whoever never came in, another password for whoever did."""
    key = known_id(compte)
    entered = any(line.id == key and line.password for line in lines(desk))
    try:
        made = invite_again(desk, visit.arrival.author, key)
    except Refused as refusal:
        return holder_page(visit, desk, key, libre=refusal.why)
    purpose = "reset" if entered else "invitation"
    return link_page(visit, desk, made, purpose, public_url or str(request.base_url))


def link_page(visit: Visit, desk: Desk, made: Invited, purpose: str, site: str) -> Response[str]:
    page = LinkPage(
        phrase=WORDS[purpose],
        nom=name(desk, made.account),
        lien=f"{site.rstrip('/')}/bienvenue/{made.link}",
        fin=instant(desk.now() + LASTS[purpose]),
        compte=str(made.account),
    )
    return visit.page("lien", "Lien à remettre", "comptes", page)


def name(desk: Desk, account: UUID) -> str:
    return identity(desk, account).nom
