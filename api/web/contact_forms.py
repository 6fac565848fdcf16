"""A contact typed in a form: recorded, or put right; a refusal loses nothing."""

from typing import Any
from uuid import UUID

from litestar import Response
from litestar.response import Redirect
from msgspec.structs import asdict

from api.french import of_name
from api.persons.people import Found
from api.things import of_actor
from api.web import typed
from api.web.contact_lines import name_of
from api.web.forms import Form
from api.web.pages.contacts import ContactForm, ContactTyped
from api.web.typed import an_id
from api.web.visit import Visit
from domain.commands.actors import CorrectContact, Identity, RecordContact
from domain.decider import Refused
from domain.lists import GROUND_LABELS, Ground
from domain.policy import Action

GROUNDS = {
    Ground.INTERET_LEGITIME: "elle travaille dans la structure, et s’attend à être jointe",
    Ground.CONSENTEMENT: "elle a dit oui, et peut le retirer",
    Ground.CONTRAT: "une convention ou une adhésion la nomme",
}
"""What each legal ground means, in words that help to choose."""
NEEDED = {
    "nom": "Donnez le nom de la personne.",
    "role": "Dites son rôle dans la structure, par exemple présidente.",
    "ground": "Choisissez le motif légal : il est dit à la personne.",
    "reason": "Il manque la raison : dites en quelques mots ce qui a changé.",
}


def contact_page(
    visit: Visit,
    actor: UUID,
    form: Form,
    refus: dict[str, str] | None = None,
    person: UUID | None = None,
) -> Response[str]:
    visit.require(Action.TENIR_CONTACTS, of_actor(visit.crm, actor))
    nom = name_of(visit.crm, actor)
    own = f"/acteurs/{actor}/contacts"
    page = ContactForm(
        acteur=str(actor),
        acteur_nom=nom,
        phrase=f"Une personne {of_name(nom)} : son identité est chiffrée avant d’être inscrite.",
        adresse=f"{own}/{person}/corriger" if person else own,
        commande=form.text("commande"),
        geste="Rectifier ce contact" if person else "Inscrire ce contact",
        saisie=ContactTyped(**{name: form.text(name) for name in ContactTyped.__struct_fields__}),
        personne=form.text("personne"),
        nouveau=person is None,
        motifs=tuple((str(one), GROUND_LABELS[one], why) for one, why in GROUNDS.items()),
        refus=refus or {},
    )
    titre = "Rectifier un contact" if person else "Inscrire un contact"
    return visit.page("contact", titre, "acteurs", page, 422 if refus else 200)


def typed_from(found: Found, command: str) -> Form:
    """The contact as it stands, in the fields of the page."""
    values = {**asdict(found.identity), "role": found.role, "commande": command}
    return Form({name: [str(value)] for name, value in values.items()})


def missing(form: Form, *names: str) -> dict[str, str]:
    return {name: NEEDED[name] for name in names if not form.text(name)}


def recorded(visit: Visit, actor: UUID, form: Form) -> Response[Any]:
    refus = missing(form, "nom", "role", "ground")
    day = typed.attempt(refus, "on", typed.a_day, form.text("on")) or visit.crm.today
    if refus:
        return contact_page(visit, actor, form, refus)
    person = an_id(form.text("personne"))
    source = form.text("source") or "salarie"
    command = RecordContact(
        actor, person, form.text("role"), identity(form), form.text("ground"), day, source
    )
    try:
        visit.execute(command, an_id(form.text("commande")))
    except Refused as refusal:
        return contact_page(visit, actor, form, {refusal.field or "nom": refusal.why})
    return Redirect(f"/acteurs/{actor}/contacts/{person}/avis", status_code=303)


def corrected(visit: Visit, actor: UUID, person: UUID, form: Form) -> Response[Any]:
    refus = missing(form, "nom", "role", "reason")
    if refus:
        return contact_page(visit, actor, form, refus, person)
    command = CorrectContact(actor, person, form.text("role"), identity(form), form.text("reason"))
    try:
        visit.execute(command, an_id(form.text("commande")))
    except Refused as refusal:
        return contact_page(visit, actor, form, {refusal.field or "nom": refusal.why}, person)
    return Redirect(f"/acteurs/{actor}", status_code=303)


def identity(form: Form) -> Identity:
    return Identity(
        form.text("nom"),
        form.text("prenom") or None,
        form.text("courriel") or None,
        form.text("telephone") or None,
    )
