"""The actors: to find one, to read its record and its past, to register one."""

from typing import Any

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.response import Redirect
from markupsafe import Markup

from api.french import counted
from api.ids import new_id
from api.things import of_actor
from api.web.access import needs
from api.web.acteur_record import nom_of, record, the_actor
from api.web.acteur_register import register_page, registered
from api.web.forms import Form, read_form
from api.web.naming import actor_line, present_chips
from api.web.pages.records import ActorsPage
from api.web.render import fragment
from api.web.visit import Visit, known_id
from domain.policy import Action

LISTED = 60
KNOWN = Markup("<strong>{}</strong> recensées dans la région.")
FOUND = Markup("{}<strong>{}</strong> {} à « {} ».")


@get("/acteurs", opt=needs(Action.CHERCHER), sync_to_thread=True)
def show(visit: NamedDependency[Visit]) -> Response[str]:
    return visit.page("acteurs", "Acteurs", "acteurs", listing(visit))


@get("/acteurs/chercher", opt=needs(Action.CHERCHER), sync_to_thread=True)
def search(visit: NamedDependency[Visit]) -> Response[str]:
    found = present_chips(visit, visit.text("q"))
    return Response(fragment("trouves", trouves=found, q=visit.text("q")), media_type="text/html")


@get("/acteurs/nouveau", opt=needs(Action.TENIR_FICHES), sync_to_thread=True)
def new(visit: NamedDependency[Visit]) -> Response[str]:
    visit.today_only()
    empty = Form(
        {"nom": [visit.text("nom")], "actor": [str(new_id())], "commande": [str(new_id())]}
    )
    return register_page(visit, empty)


@post("/acteurs", opt=needs(Action.TENIR_FICHES), sync_to_thread=True)
def register(body: RawBody, visit: NamedDependency[Visit]) -> Response[Any]:
    visit.today_only()
    return registered(visit, read_form(body))


@get("/acteurs/{actor:str}", opt=needs(Action.LIRE_RESEAU), sync_to_thread=True)
def one(actor: FromPath[str], visit: NamedDependency[Visit]) -> Response[Any]:
    key = known_id(actor)
    visit.require(Action.LIRE_RESEAU, of_actor(visit.crm, key))
    fiche = the_actor(visit, key)
    if fiche.survivor is not None:
        return Redirect(f"/acteurs/{fiche.survivor}", status_code=303)
    return visit.page("acteur", nom_of(visit, fiche), "acteurs", record(visit, fiche))


def listing(visit: Visit) -> ActorsPage:
    q = visit.text("q")
    rows = visit.ask("annuaire", cherche=q, limite=4 * LISTED)
    actors = [row for row in rows if row["type"] == "actor" and not row["survivor"]]
    shown = tuple(actor_line(row) for row in actors[:LISTED])
    return ActorsPage(
        phrase=sentence(visit, q, len(actors)),
        q=q,
        acteurs=shown,
        reste="Et d’autres encore : précisez le nom." if len(actors) > LISTED else "",
    )


def sentence(visit: Visit, q: str, found: int) -> Markup:
    if q:
        verb = "répondent" if found > 1 else "répond"
        many = "Plus de " if found > LISTED else ""
        return FOUND.format(many, counted(min(found, LISTED), "acteur"), verb, q)
    if not visit.may(Action.LIRE_CHIFFRES):
        return Markup("Cherchez une structure par son nom.")
    known = visit.ask("couverture", niveau="region", au=visit.crm.today)[0]["recenses"]
    return KNOWN.format(counted(known, "structure"))
