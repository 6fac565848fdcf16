"""The sign-in: who are you?"""

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import RawBody
from litestar.response import Redirect

from api.accounts import (
    Desk,
    Door,
    Need,
    SignedIn,
    Waiting,
    network,
    sign_in,
)
from api.web.access import Arrival, needs
from api.web.coming_in import asked_back, device_of, onward, passing, raw, sent
from api.web.cookies import DEMONSTRATION, Style
from api.web.doors import CODE_AT, FACTOR_AT
from api.web.forms import Form, read_form
from api.web.pages.portes import EnterPage, Fields
from api.web.resuming import ADDRESS
from api.web.un_clic import buttons
from api.web.visit import Visit
from domain.decider import Refused
from domain.policy import Action

Asked = Request[Any, Any, Any]
SAID = {
    "sorti": "Vous êtes sorti. Rien n’est resté dans ce navigateur.",
    "retire": "Votre second facteur est retiré : entrez de nouveau avec votre mot de passe.",
}


@get("/entrer", opt=needs(Action.ENTRER), sync_to_thread=True)
def show(visit: NamedDependency[Visit], cookie: NamedDependency[Style]) -> Response[Any]:
    """Whoever is in already goes on; in a demonstration one may change role here."""
    elsewhere = left_to_do(visit.arrival, asked_back(visit))
    known = visit.arrival.who.role is not None
    if elsewhere and not (known and cookie == DEMONSTRATION):
        return elsewhere
    return enter_page(visit, cookie, asked_back(visit))


def left_to_do(arrival: Arrival, fields: Fields) -> Redirect | None:
    match arrival.visitor.need if arrival.visitor else None:
        case None:
            return None
        case Need.CODE:
            return sent(CODE_AT, fields)
        case Need.ENROL:
            return sent(FACTOR_AT, fields)
    return sent(dict(fields).get("retour", "/"))


def enter_page(
    visit: Visit,
    cookie: Style,
    fields: Fields,
    refus: dict[str, str] | None = None,
    courriel: str = "",
    status: int = 200,
) -> Response[str]:
    page = EnterPage(
        courriel=courriel,
        dire=SAID.get(visit.text("apres"), ""),
        roles=buttons() if cookie == DEMONSTRATION else (),
        service=visit.service,
        service_ici=service_at(fields),
        refus=refus or {},
        cache=fields,
    )
    return visit.page("entrer", "Entrer", "", page, status)


def service_at(fields: Fields) -> str:
    """An address holds the page that was wanted; a text being typed would be lost on the way."""
    if any(name == ADDRESS for name, _ in fields):
        return ""
    return f"/entrer/oidc?{urlencode(fields)}" if fields else "/entrer/oidc"


@post("/entrer", opt=needs(Action.ENTRER), status_code=200, sync_to_thread=True)
def enter(
    body: RawBody,
    request: Asked,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    cookie: NamedDependency[Style],
) -> Response[Any]:
    """A form that only carries a text on asks for nothing yet."""
    form = read_form(body)
    if "courriel" not in form.values:
        return enter_page(visit, cookie, passing(form))
    refus, status = wanting(form), 422
    if not refus:
        try:
            return onward(visit, desk, cookie, came(request, visit, desk, form), passing(form))
        except Refused as refusal:
            refus, status = {"password": refusal.why}, why_status(refusal)
    return enter_page(visit, cookie, passing(form), refus, form.text("courriel"), status)


def came(request: Asked, visit: Visit, desk: Desk, form: Form) -> SignedIn:
    """Raises Refused."""
    door = Door(network(request.client.host if request.client else ""), device_of(request))
    held = visit.arrival.secret or None
    return sign_in(desk, form.text("courriel"), raw(form, "password"), door, held)


def wanting(form: Form) -> dict[str, str]:
    refus = {}
    if not form.text("courriel"):
        refus["courriel"] = "Écrivez votre adresse professionnelle."
    if not raw(form, "password"):
        refus["password"] = "Écrivez votre mot de passe."  # noqa: S105  # told to the person
    return refus


def why_status(refusal: Refused) -> int:
    return 429 if isinstance(refusal, Waiting) else 422


@get("/entrer/perdu", opt=needs(Action.ENTRER), sync_to_thread=True)
def lost(visit: NamedDependency[Visit]) -> Response[str]:
    return visit.page("perdu", "Mot de passe perdu", "", None)
