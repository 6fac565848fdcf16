"""A person's file in the words of a page."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from api.french import PARIS, day_long, instant, joined
from api.persons.certificate import Recipient
from api.persons.dossier import Dossier, Lieu
from api.persons.free_texts import Naming
from api.persons.messages import ground_label, obligation_label
from api.persons.openings import Opening
from api.persons.people import Found
from api.web.contact_lines import REASON_LABELS, source_label
from api.web.pages.choices import Choice, Group
from api.web.pages.frame import Fact
from api.web.pages.personnes import FoundPerson, FoundText
from domain.retention import YEARS
from domain.rights import OBLIGATION_LABELS

GENRES = {"contact": "Contact", "acteur": "Acteur, personne physique", "compte": "Compte"}
WHENCE = {
    "entree": "une entrée la nomme",
    "inscription": "son inscription",
    "declaration": "un signe donné par elle",
}
WHAT = {
    "contacts": "a ouvert ses contacts",
    "personne": "a ouvert cette page",
    "dossier_html": "a téléchargé ce dossier (page)",
    "dossier_json": "a téléchargé ce dossier (JSON)",
}
WHERE = {
    "entry": ("une entrée", "/entrees/{}"),
    "actor": ("la fiche d’un acteur", "/acteurs/{}"),
    "project": ("un projet", "/projets/{}"),
    "salarie": ("le temps d’un salarié", "/salaries/{}"),
    "account": ("un compte", ""),
    "person": ("une obligation de garder", ""),
    "convention": ("une convention", ""),
}
FIELDS = {
    "resume": "résumé",
    "titre": "titre",
    "contexte.lieu": "lieu",
    "changes.lieu": "lieu rectifié",
    "next_step.what": "prochaine étape",
    "reason": "raison",
    "need": "besoin",
    "quality": "qualité",
    "person": "expert",
}


def shown_day(text: str) -> str:
    return day_long(date.fromisoformat(text)) if text else ""


def found_person(found: Found, noms: dict[str, str]) -> FoundPerson:
    held = found.held
    where = noms.get(str(held.actor), "") if held.genre == "contact" else GENRES[held.genre]
    words = (found.role if held.genre == "contact" else "", where)
    return FoundPerson(
        id=str(held.person), nom=found.identity.full, detail=", ".join(filter(None, words))
    )


def found_text(one: Naming) -> FoundText:
    words, address = WHERE.get(one.where, ("le journal", ""))
    field = FIELDS.get(one.field, one.field)
    return FoundText(
        cle=one.key,
        adresse=address.format(one.subject),
        ou=f"{field}, dans {words}",
        quand=shown_day(one.day),
        extrait=one.extract,
    )


def identity_facts(told: Dossier) -> tuple[Fact, ...]:
    """Each different identity once: a person may be held in several places."""
    facts: dict[tuple[str, str], Fact] = {}
    for lieu in told.lieux:
        identity = lieu.identite
        for nom, value in (
            ("Nom", identity.nom),
            ("Prénom", identity.prenom),
            ("Courriel", identity.courriel),
            ("Téléphone", identity.telephone),
        ):
            if value:
                facts.setdefault((nom, value), Fact(nom, value))
    return tuple(facts.values())


def place_fact(lieu: Lieu) -> Fact:
    """Where it is held, as what, on which ground, from whom, since when."""
    words = [
        lieu.role if lieu.genre == "contact" else "",
        f"motif : {ground_label(lieu.motif)}" if lieu.motif else "",
        f"origine : {source_label(lieu.source)}" if lieu.source else "",
        f"depuis le {shown_day(lieu.depuis)}" if lieu.depuis else "",
        f"partie le {shown_day(lieu.jusqu_a)}" if lieu.jusqu_a else "",
    ]
    nom = " : ".join(filter(None, (GENRES[lieu.genre], lieu.acteur_nom)))
    address = f"/acteurs/{lieu.acteur}" if lieu.acteur else ""
    return Fact(nom, ", ".join(filter(None, words)) or "tenu ici", adresse=address)


def opening_fact(one: Opening) -> Fact:
    when = instant(datetime.fromisoformat(one.day)) if one.day else ""
    return Fact(when, f"{one.who} {act(one)}")


def act(one: Opening | Recipient) -> str:
    what = WHAT.get(one.what, one.what.replace("_", " "))
    return f"{what} ({REASON_LABELS[one.why].lower()})" if one.why in REASON_LABELS else what


def recipient_fact(one: Recipient) -> Fact:
    instants = (datetime.fromisoformat(text).astimezone(PARIS) for text in one.days)
    days = [f"le {day}" for day in dict.fromkeys(day_long(each.date()) for each in instants)]
    return Fact(one.who, f"{act(one)} {joined(days)}".strip())


def retention_facts(row: dict[str, Any] | None) -> tuple[Fact, ...]:
    if row is None:
        return (Fact("Conservation", "Le temps du compte, puis à la demande."),)
    told = row["prevenue_le"]
    return (
        Fact("Dernier signe de vie", f"{shown_day(row['signe'])}, {WHENCE[row['signe_de']]}"),
        Fact("Gardée jusqu’au", f"{shown_day(row['echeance'])} ({YEARS} ans)"),
        Fact("À revoir à partir du", shown_day(row["revue"])),
        *([Fact("Prévenue", f"le {shown_day(told)}")] if told else []),
    )


def entry_facts(told: Dossier) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            shown_day(one.date),
            " : ".join(filter(None, (one.nature, one.titre))),
            adresse=f"/entrees/{one.id}",
        )
        for one in told.entrees
    )


def hold_lines(told: Dossier) -> tuple[tuple[str, str, str, bool], ...]:
    return tuple(
        (one.id, f"{obligation_label(one.obligation)}, jusqu’au {shown_day(one.jusqu_au)}",
         one.raison, one.levee)
        for one in told.obligations
    )  # fmt: skip


def obligations() -> tuple[Group, ...]:
    return (Group("", tuple(Choice(str(one), word) for one, word in OBLIGATION_LABELS.items())),)


def address_of(person: UUID) -> str:
    return f"/personnes/{person}"
