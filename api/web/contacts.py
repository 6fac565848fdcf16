"""Contacts of an actor: opened with a reason, recorded, put right, left."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.response import Redirect
from markupsafe import Markup

from api.french import counted, of_name
from api.ids import new_id
from api.persons.messages import informed
from api.persons.people import Found, contacts_of, opened
from api.things import of_actor
from api.web.access import needs
from api.web.acteur_record import the_actor
from api.web.contact_forms import contact_page, corrected, recorded, typed_from
from api.web.contact_lines import REASON_LABELS, forgotten, name_of, opened_contact, source_label
from api.web.forms import Form, read_form
from api.web.pages.contacts import OpenedPage
from api.web.pages.personnes import MessagePage
from api.web.problems import Problem
from api.web.typed import a_day, an_id
from api.web.visit import Visit, known_id
from domain.commands.actors import LeaveContact
from domain.facts.security import ContactsOpened
from domain.policy import Action

OPENED = Markup("<strong>{}</strong> {}. Cette ouverture est inscrite au journal des accès.")
NOBODY = Markup(
    "<strong>Aucun contact à ouvrir</strong> : rien n’est inscrit au journal des accès."
)


@post("/acteurs/{actor:str}/contacts/voir", opt=needs(Action.VOIR_CONTACTS), sync_to_thread=True)
def see(actor: FromPath[str], body: RawBody, visit: NamedDependency[Visit]) -> Response[str]:
    """Shown once, in answer to a reason: no address shows it again."""
    key, why = known_id(actor), read_form(body).text("raison")
    visit.require(Action.VOIR_CONTACTS, of_actor(visit.crm, key))
    if why not in REASON_LABELS:
        raise Problem(422, "Dites pourquoi vous ouvrez ces contacts : choisissez une raison.")
    the_actor(visit, key)
    found = seen(visit, key, why)
    page = OpenedPage(
        id=str(key),
        phrase=opening_words(visit, key, found),
        contacts=tuple(opened_contact(one) for one in found),
        tenir=visit.may(Action.TENIR_CONTACTS, of_actor(visit.crm, key)),
        jour=visit.crm.today.isoformat(),
        commandes=tuple(str(new_id()) for _ in found),
    )
    return visit.page("contacts", "Contacts", "acteurs", page, status=200)


def opening_words(visit: Visit, actor: UUID, found: list[Found]) -> Markup:
    if not any(one.identity.open for one in found):
        return NOBODY
    return OPENED.format(counted(len(found), "contact"), of_name(name_of(visit.crm, actor)))


def seen(visit: Visit, actor: UUID, why: str) -> list[Found]:
    """Recorded before it is shown: whoever cannot be noted sees nothing.

    Where everybody was forgotten, or nobody is held, nothing is opened.
    """
    visit.require(Action.VOIR_CONTACTS, of_actor(visit.crm, actor))
    held = contacts_of(visit.crm, actor, visit.crm.known())
    persons = tuple(dict.fromkeys(one.person for one in held))
    if {*persons} - forgotten(visit.crm, [*persons]):
        fact = ContactsOpened(visit.who.account, actor, why, persons)
        visit.crm.note(fact, visit.arrival.author)
    return opened(visit.crm, held)


@get(
    "/acteurs/{actor:str}/contacts/nouveau",
    opt=needs(Action.TENIR_CONTACTS),
    sync_to_thread=True,
)
def new(actor: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    visit.today_only()
    key = known_id(actor)
    the_actor(visit, key)
    visit.require(Action.TENIR_CONTACTS, of_actor(visit.crm, key))
    empty = {"personne": [str(new_id())], "commande": [str(new_id())]}
    return contact_page(visit, key, Form({**empty, "on": [visit.crm.today.isoformat()]}))


@post("/acteurs/{actor:str}/contacts", opt=needs(Action.TENIR_CONTACTS), sync_to_thread=True)
def record(actor: FromPath[str], body: RawBody, visit: NamedDependency[Visit]) -> Response[Any]:
    visit.today_only()
    key = known_id(actor)
    visit.require(Action.TENIR_CONTACTS, of_actor(visit.crm, key))
    return recorded(visit, key, read_form(body))


@get(
    "/acteurs/{actor:str}/contacts/{person:str}/avis",
    opt=needs(Action.TENIR_CONTACTS),
    sync_to_thread=True,
)
def notice(
    actor: FromPath[str], person: FromPath[str], visit: NamedDependency[Visit]
) -> Response[str]:
    """Article 14: what to tell somebody whose data came from another."""
    key, who = known_id(actor), known_id(person)
    visit.require(Action.TENIR_CONTACTS, of_actor(visit.crm, key))
    held = next(
        (one for one in contacts_of(visit.crm, key, visit.position()) if one.person == who), None
    )
    if held is None:
        raise Problem(404, "Ce contact n’est pas de cet acteur : rouvrez sa fiche.")
    page = MessagePage(
        phrase="Le contact est inscrit. Dites-le à la personne : c’est son droit de le savoir.",
        texte=informed(name_of(visit.crm, key), held.ground, source_label(held.source)),
        suite="Copiez ce texte dans un courriel, dans le mois qui vient ou au premier échange.",
        retour=f"/acteurs/{key}",
        retour_mot="Revenir à l’acteur",
    )
    return visit.page("message", "Prévenir le contact", "acteurs", page)


@post(
    "/acteurs/{actor:str}/contacts/{person:str}/ouvrir",
    opt=needs(Action.TENIR_CONTACTS),
    sync_to_thread=True,
)
def correct(
    actor: FromPath[str], person: FromPath[str], visit: NamedDependency[Visit]
) -> Response[str]:
    """The identity in a form: that is an opening too, and a post so that no address shows it."""
    visit.today_only()
    key, who = known_id(actor), known_id(person)
    found = [one for one in seen(visit, key, "mise_a_jour") if one.held.person == who]
    if not found:
        raise Problem(404, "Ce contact n’est pas de cet acteur : rouvrez sa fiche.")
    return contact_page(visit, key, typed_from(found[0], str(new_id())), person=who)


@post(
    "/acteurs/{actor:str}/contacts/{person:str}/corriger",
    opt=needs(Action.TENIR_CONTACTS),
    sync_to_thread=True,
)
def put_right(
    actor: FromPath[str], person: FromPath[str], body: RawBody, visit: NamedDependency[Visit]
) -> Response[Any]:
    visit.today_only()
    key = known_id(actor)
    visit.require(Action.TENIR_CONTACTS, of_actor(visit.crm, key))
    return corrected(visit, key, known_id(person), read_form(body))


@post(
    "/acteurs/{actor:str}/contacts/{person:str}/partie",
    opt=needs(Action.TENIR_CONTACTS),
    sync_to_thread=True,
)
def leave(
    actor: FromPath[str], person: FromPath[str], body: RawBody, visit: NamedDependency[Visit]
) -> Redirect:
    """The person left the structure: what was said with it stays."""
    visit.today_only()
    form = read_form(body)
    day = a_day(form.text("on")) if form.text("on") else visit.crm.today
    command = LeaveContact(known_id(actor), known_id(person), day)
    visit.execute(command, an_id(form.text("commande")))
    return Redirect(f"/acteurs/{known_id(actor)}", status_code=303)
