"""A one-time link: somebody chooses their password, and comes in."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody

from adapters.access.strength import SHORTEST
from api.accounts import Desk, Holder, Need, Welcome, accept, look, sign_out
from api.web.access import needs
from api.web.coming_in import device_of, onward, raw, sent
from api.web.cookies import Style
from api.web.doors import FACTOR_AT
from api.web.forms import Form, read_form
from api.web.pages.portes import WelcomePage
from api.web.visit import Visit
from domain.decider import Refused
from domain.policy import Action
from domain.roles import ROLE_LABELS, ROLE_WORDS

FIRST, INVITATION = "first", "invitation"
PHRASES = {
    FIRST: "Bienvenue. Vous ouvrez Maillage.",
    INVITATION: "Bienvenue dans Maillage.",
    "reset": "Choisissez un nouveau mot de passe.",
}
OPENING = "Ce compte sera celui de l’administration : il {}."
INVITED = "Votre compte : {}. Il {}."
AGAIN = "Les pages ouvertes ailleurs avec l’ancien seront refermées."
TWICE = "Les deux mots de passe ne sont pas les mêmes : retapez le second."
NEEDED = {"nom": "Écrivez votre nom.", "courriel": "Écrivez votre adresse professionnelle."}


@get("/bienvenue/{lien:str}", opt=needs(Action.ENTRER), sync_to_thread=True)
def show(
    lien: FromPath[str], visit: NamedDependency[Visit], desk: NamedDependency[Desk]
) -> Response[str]:
    try:
        welcome = look(desk, lien)
    except Refused as refusal:
        return dead(visit, refusal.why)
    return page_of(visit, lien, welcome, Form({}))


@post("/bienvenue/{lien:str}", opt=needs(Action.ENTRER), status_code=200, sync_to_thread=True)
def choose(
    lien: FromPath[str],
    body: RawBody,
    request: Request[Any, Any, Any],
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    cookie: NamedDependency[Style],
) -> Response[Any]:
    """A refusal leaves the link good, and the page as it was."""
    form = read_form(body)
    try:
        welcome = look(desk, lien)
    except Refused as refusal:
        return dead(visit, refusal.why)
    refus = wanting(form, welcome)
    if not refus:
        try:
            return chosen(visit, desk, cookie, lien, form, device_of(request))
        except Refused as refusal:
            refus = {refusal.field or "password": refusal.why}
    return page_of(visit, lien, welcome, form, refus)


def chosen(
    visit: Visit, desk: Desk, cookie: Style, lien: str, form: Form, device: str
) -> Response[Any]:
    """Whoever was in before, in this browser, is out. The second factor is offered to all."""
    said = Holder(form.text("nom"), form.text("courriel"))
    came = accept(desk, lien, raw(form, "password"), device, said)
    if visit.arrival.secret:
        sign_out(desk, visit.arrival.secret)
    if came.need is Need.NONE:
        answer = sent(FACTOR_AT)
        answer.set_cookie(cookie.holding(came.token))
        return answer
    return onward(visit, desk, cookie, came, ())


def wanting(form: Form, welcome: Welcome) -> dict[str, str]:
    asked = NEEDED if welcome.purpose == FIRST and not welcome.courriel else {}
    refus = {name: why for name, why in asked.items() if not form.text(name)}
    if raw(form, "password") != raw(form, "password_encore"):
        refus["password_encore"] = TWICE
    return refus


def page_of(
    visit: Visit, lien: str, welcome: Welcome, form: Form, refus: dict[str, str] | None = None
) -> Response[str]:
    page = WelcomePage(
        lien=lien,
        phrase=PHRASES[welcome.purpose],
        suite=suite(welcome),
        nom=form.text("nom") or welcome.nom,
        courriel=form.text("courriel") or welcome.courriel,
        premier=welcome.purpose == FIRST and not welcome.courriel,
        nouveau=welcome.purpose == INVITATION,
        signes=SHORTEST,
        refus=refus or {},
    )
    return visit.page("bienvenue", "Bienvenue", "", page, 422 if refus else 200)


def suite(welcome: Welcome) -> str:
    words = ROLE_WORDS[welcome.role]
    match welcome.purpose:
        case "first":
            return OPENING.format(words)
        case "invitation":
            return INVITED.format(ROLE_LABELS[welcome.role].lower(), words)
    return AGAIN


def dead(visit: Visit, why: str) -> Response[str]:
    return visit.page("lien_mort", "Lien inutilisable", "", why, 410)
