"""Everything held on one person: what the right of access shows, on a page or in a file."""

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from api.crm import Crm
from api.fiches import documents, names
from api.persons.free_texts import Naming, naming
from api.persons.identity import Identity
from api.persons.openings import Opening, openings
from api.persons.people import Found, of_person, opened
from api.questions import Question, ask
from api.texts import Opened
from domain.kinds import label
from projections.interaction import Interaction
from projections.personne import Oubli, Personne


class Lieu(Struct, frozen=True):
    """One place where the person is held: a contact of an actor, an actor, an account."""

    genre: str
    acteur: str
    acteur_nom: str
    role: str
    motif: str
    source: str
    depuis: str
    jusqu_a: str
    identite: Identity


class Nommee(Struct, frozen=True):
    """An entry that names the person, or where it was present itself."""

    id: str
    date: str
    nature: str
    titre: str
    retiree: bool


class Obligee(Struct, frozen=True):
    """A hold, with its reason opened."""

    id: str
    obligation: str
    jusqu_au: str
    raison: str
    levee: bool


class Dossier(Struct, frozen=True):
    id: str
    nom: str
    oubliee: bool
    lieux: tuple[Lieu, ...]
    entrees: tuple[Nommee, ...]
    textes: tuple[Naming, ...]
    consultations: tuple[Opening, ...]
    obligations: tuple[Obligee, ...]
    declarations: tuple[str, ...]
    avis: tuple[tuple[str, str], ...]
    oublis: tuple[Oubli, ...]
    conservation: dict[str, Any] | None

    @property
    def identite(self) -> Identity:
        return self.lieux[0].identite


def dossier(crm: Crm, person: UUID, *, texts: bool = True) -> Dossier | None:
    """As known now; none for who is nobody we hold data on. `texts`: read the whole journal too."""
    held = opened(crm, of_person(crm, person, crm.known()))
    if not held:
        return None
    noms = names(crm, [one.held.actor for one in held if one.held.actor])
    kept = kept_on(crm, person)
    forgotten = kept.erased is not None
    return Dossier(
        id=str(person),
        nom=held[0].identity.full,
        oubliee=forgotten,
        lieux=tuple(place(one, noms) for one in held),
        entrees=tuple(entries(crm, person)),
        textes=tuple(naming(crm, called(held))) if texts and not forgotten else (),
        consultations=tuple(openings(crm, person)),
        obligations=tuple(holds(crm, kept)),
        declarations=tuple(day.isoformat() for day in kept.declared),
        avis=tuple((one.on.isoformat(), one.due.isoformat()) for one in kept.notices),
        oublis=kept.erasures,
        conservation=next(iter(ask(crm, "conservation", Question(personne=person))), None),
    )


def kept_on(crm: Crm, person: UUID) -> Personne:
    found: list[Personne] = documents(crm, "personne", crm.known(), person)
    return found[0] if found else Personne(person)


def called(held: list[Found]) -> list[str]:
    """What a text may call it by: its family name, its addresses."""
    known = [one.identity for one in held if one.identity.open]
    return [word for one in known for word in (one.nom, one.courriel, one.telephone) if word]


def place(one: Found, noms: dict[str, str]) -> Lieu:
    held = one.held
    return Lieu(
        genre=held.genre,
        acteur=str(held.actor) if held.actor else "",
        acteur_nom=noms.get(str(held.actor), ""),
        role=one.role,
        motif=held.ground,
        source=held.source,
        depuis=held.on.isoformat() if held.on else "",
        jusqu_a=held.left.isoformat() if held.left else "",
        identite=one.identity,
    )


NAMED = """
SELECT interaction FROM read_models.mention
 WHERE person = %(person)s AND known_from <= %(p)s AND %(p)s < known_to
UNION
SELECT p.interaction FROM read_models.lien l JOIN read_models.part p ON p.actor = l.actor
 WHERE l.genre = 'acteur' AND l.person = %(person)s
   AND l.known_from <= %(p)s AND %(p)s < l.known_to
   AND p.known_from <= %(p)s AND %(p)s < p.known_to
"""


def named_in(crm: Crm, person: UUID, position: int | None = None) -> list[UUID]:
    """The entries in force that name the person, or where it was present itself."""
    known = crm.known() if position is None else position
    return [row["interaction"] for row in crm.query(NAMED, person=person, p=known)]


def entries(crm: Crm, person: UUID) -> list[Nommee]:
    rows = crm.interactions(named_in(crm, person)).values()
    shown = sorted(rows, key=lambda row: row.contexte.occurred_on, reverse=True)
    texts = Opened(
        crm, [row.titre for row in shown if row.titre and not isinstance(row.titre, str)]
    )
    return [line(row, texts) for row in shown]


def line(row: Interaction, texts: Opened) -> Nommee:
    day: date = row.contexte.occurred_on
    titre = texts.said(row.titre) or ""
    return Nommee(str(row.id), day.isoformat(), label(row.kind), titre, row.retracted)


def holds(crm: Crm, kept: Personne) -> list[Obligee]:
    reasons = crm.read([one.reason for one in kept.holds])
    return [
        Obligee(str(one.hold), one.obligation, one.until.isoformat(), str(reason), one.lifted)
        for one, reason in zip(kept.holds, reasons, strict=True)
    ]
