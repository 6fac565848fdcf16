"""Which contacts were there? Chosen by role, on the entry: a sign of life of each (R49).

Nobody's identity is opened for that: a role and a structure are enough to tick.
"""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.response import Redirect

from api.ids import new_id
from api.persons.people import Held, contacts_of, roles
from api.things import of_entry
from api.web.access import needs
from api.web.contact_lines import name_of, told
from api.web.entry_record import the_entry
from api.web.forms import read_form
from api.web.pages.contacts import NamedChoice, NamedPage
from api.web.problems import Problem
from api.web.typed import an_id
from api.web.visit import Row, Visit, known_id
from domain.commands.entries import AmendInteraction
from domain.commands.shared import ChangesAsked
from domain.decider import Refused
from domain.policy import Action

ADDRESS = "/entrees/{entree:str}/contacts"
REASON = "personnes présentes"
FORGOTTEN = "Personne oubliée"


@get(ADDRESS, opt=needs(Action.RECTIFIER), sync_to_thread=True)
def ask(entree: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    visit.today_only()
    key = known_id(entree)
    visit.require(Action.RECTIFIER, of_entry(visit.crm, key))
    return chosen_page(visit, key)


@post(ADDRESS, opt=needs(Action.RECTIFIER), sync_to_thread=True)
def name(entree: FromPath[str], body: RawBody, visit: NamedDependency[Visit]) -> Response[Any]:
    """Those ticked, and nobody else: an entry names the contacts who were there."""
    visit.today_only()
    key, form = known_id(entree), read_form(body)
    visit.require(Action.RECTIFIER, of_entry(visit.crm, key))
    persons = tuple(an_id(value) for value in form.every("contact"))
    command = AmendInteraction(key, REASON, ChangesAsked(contacts=persons))
    try:
        visit.execute(command, an_id(form.text("commande")))
    except Refused as refusal:
        return chosen_page(visit, key, refusal.why)
    return Redirect(f"/entrees/{key}?fait=rectifiee", status_code=303)


def chosen_page(visit: Visit, key: UUID, refus: str = "") -> Response[str]:
    row = the_entry(visit, key)
    if row["retiree"]:
        raise Problem(409, "Cette entrée est retirée : rétablissez-la d’abord.")
    page = NamedPage(
        id=str(key),
        phrase="Cochez les contacts qui étaient là : c’est leur signe de vie.",
        choix=tuple(choices(visit, row)),
        commande=str(new_id()),
        refus=refus,
    )
    return visit.page("entree_contacts", "Qui était là", "acteurs", page, 422 if refus else 200)


def choices(visit: Visit, row: Row) -> list[NamedChoice]:
    """The contacts of the structures present; those named already stay, wherever they are from."""
    named = set(row["contacts"])
    actors = [UUID(one["id"]) for one in row["presents"] if one["type"] == "actor"]
    held = [
        (actor, one) for actor in actors for one in contacts_of(visit.crm, actor, visit.crm.known())
    ]
    words = roles(visit.crm, [one for _, one in held])
    shown = {
        str(one.person): choice(visit, actor, one, role, named)
        for (actor, one), role in zip(held, words, strict=True)
    }
    others = [NamedChoice(key, "Personne déjà nommée", coche=True) for key in named - shown.keys()]
    return [*shown.values(), *others]


def choice(visit: Visit, actor: UUID, one: Held, role: str, named: set[str]) -> NamedChoice:
    words = f"{name_of(visit.crm, actor)}, depuis le {told(one.on)}"
    return NamedChoice(str(one.person), role or FORGOTTEN, words, coche=str(one.person) in named)
