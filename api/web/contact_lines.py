"""The contacts of an actor: what is shown before anything is opened, and what opening shows."""

from datetime import date
from uuid import UUID

from api.crm import Crm
from api.fiches import names
from api.french import day_long
from api.persons.messages import ground_label
from api.persons.people import Found, Held, contacts_of, roles
from api.things import of_actor
from api.web.pages.contacts import ContactLine, ContactsBlock, OpenedContact
from api.web.pages.frame import Fact
from api.web.visit import Visit
from domain.policy import Action

REASONS = (
    ("joindre", "Appeler ou écrire"),
    ("rencontre", "Préparer une rencontre"),
    ("mise_a_jour", "Mettre la fiche à jour"),
    ("demande", "Répondre à une demande de la personne"),
)
"""Why contacts are opened: chosen, recorded, never typed."""
REASON_LABELS = dict(REASONS)
SOURCE_LABELS = {
    "salarie": "un salarié",
    "personne": "la personne elle-même",
    "demonstration": "démonstration (personne inventée)",
}


def block(visit: Visit, actor: UUID) -> ContactsBlock | None:
    """None for a reader whose role opens no contacts at all; a role may name somebody too."""
    if not visit.may(Action.VOIR_CONTACTS):
        return None
    held = contacts_of(visit.crm, actor, visit.position())
    gone = forgotten(visit.crm, [one.person for one in held])
    thing = of_actor(visit.crm, actor)
    decision = visit.decision(Action.VOIR_CONTACTS, thing)
    told = roles(visit.crm, held) if decision.allowed else ["Contact"] * len(held)
    someone = any(one.person not in gone for one in held)
    now = visit.connu_au is None
    return ContactsBlock(
        acteur=str(actor),
        lignes=tuple(
            line(one, role, one.person in gone) for one, role in zip(held, told, strict=True)
        ),
        raisons=REASONS if someone and decision.allowed else (),
        refus="" if decision.allowed else decision.why,
        tenir=now and visit.may(Action.TENIR_CONTACTS, thing),
    )


def forgotten(crm: Crm, persons: list[UUID]) -> set[UUID]:
    """Who of them was erased: told as it is now, whatever the past shown (R60)."""
    sql = (
        "SELECT DISTINCT id FROM read_models.personne WHERE id = ANY(%(ids)s) "
        "AND document LIKE '%%\"erasures\":%%'"
    )
    return {row["id"] for row in crm.query(sql, ids=persons)}


def line(one: Held, role: str, gone: bool) -> ContactLine:  # noqa: FBT001  # named where called
    return ContactLine(
        role="" if gone else role,
        depuis=day_long(one.on) if one.on else "",
        partie=day_long(one.left) if one.left else "",
        oubliee=gone,
    )


def opened_contact(found: Found) -> OpenedContact:
    held, identity = found.held, found.identity
    return OpenedContact(
        id=str(held.person),
        acteur=str(held.actor),
        nom=identity.full,
        role=found.role,
        courriel=identity.courriel,
        telephone=identity.telephone,
        partie=day_long(held.left) if held.left else "",
        oubliee=not identity.open,
        faits=facts(held),
    )


def facts(held: Held) -> tuple[Fact, ...]:
    return (
        Fact("Motif légal", ground_label(held.ground)),
        Fact("Origine", source_label(held.source)),
        Fact("Depuis", told(held.on)),
    )


def source_label(source: str) -> str:
    return SOURCE_LABELS.get(source, source.replace("_", " "))


def told(day: date | None) -> str:
    return day_long(day) if day else "date inconnue"


def name_of(crm: Crm, actor: UUID) -> str:
    return names(crm, [actor]).get(str(actor), "cet acteur")
