"""The rights of persons: find somebody, show everything held, hand it over, hold, note a sign."""

from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.response import Redirect
from markupsafe import Markup

from api.fiches import names
from api.french import counted
from api.ids import new_id
from api.persons.dossier import Dossier, dossier
from api.persons.free_texts import naming
from api.persons.messages import held as held_message
from api.persons.search import search
from api.web import person_lines as lines
from api.web import typed
from api.web.access import needs
from api.web.forms import Form, read_form
from api.web.pages.personnes import MessagePage, PersonPage, PersonsPage
from api.web.problems import Problem
from api.web.render import html
from api.web.typed import an_id
from api.web.visit import Visit, known_id
from domain.commands.persons import DeclarePerson, LiftHold, SetHold
from domain.commands.shared import Command
from domain.decider import Refused
from domain.facts.security import Exported
from domain.policy import Action

ASK = Markup(
    "Cherchez une personne par son nom : <strong>les textes libres sont lus aussi</strong>."
)
FOUND = Markup("<strong>{}</strong> et {} nomment « {} ».")
HELD = Markup("Voici <strong>tout ce qui est gardé</strong> sur {}.")
GONE = Markup("Cette personne est <strong>oubliée</strong> : son identité ne se lit plus.")
DONE = {
    "signe": "Le signe de vie est noté : le délai repart de ce jour.",
    "obligation": "L’obligation est notée : la personne ne sera pas effacée avant.",
    "levee": "L’obligation est levée.",
}


@get("/personnes", opt=needs(Action.PERSONNES), sync_to_thread=True)
def show(visit: NamedDependency[Visit]) -> Response[str]:
    return visit.page("personnes", "Personnes", "personnes", PersonsPage(phrase=ASK))


@post("/personnes", opt=needs(Action.PERSONNES), status_code=200, sync_to_thread=True)
def find(body: RawBody, visit: NamedDependency[Visit]) -> Response[str]:
    """A name is posted, never written in an address: addresses are kept by browsers and logs."""
    q = read_form(body).text("q")
    found = search(visit.crm, q)
    noms = names(visit.crm, [one.held.actor for one in found.found if one.held.actor])
    texts = tuple(lines.found_text(one) for one in naming(visit.crm, [q]))
    people = tuple(lines.found_person(one, noms) for one in found.found)
    told = FOUND.format(
        counted(len({one.id for one in people}), "personne"), counted(len(texts), "texte"), q
    )
    page = PersonsPage(
        phrase=told if q else ASK, q=q, trouvees=people, textes=texts, cherche=bool(q),
        entier=found.whole,
    )  # fmt: skip
    return visit.page("personnes", "Personnes", "personnes", page)


@get("/personnes/{person:str}", opt=needs(Action.PERSONNES), sync_to_thread=True)
def one(person: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    return person_page(visit, known_id(person), DONE.get(visit.text("fait"), ""))


def person_page(
    visit: Visit, key: UUID, fait: str = "", refus: dict[str, str] | None = None
) -> Response[str]:
    """Recorded as an opening: the person has a right to know who looked."""
    told = the_dossier(visit, key, texts=bool(visit.text("textes")))
    note(visit, key, "personne")
    texts = tuple(lines.found_text(each) for each in told.textes) if visit.text("textes") else None
    row = told.conservation or {}
    page = PersonPage(
        phrase=GONE if told.oubliee else HELD.format(told.nom),
        dossier=told,
        identite=lines.identity_facts(told),
        lieux=tuple(lines.place_fact(each) for each in told.lieux),
        entrees=lines.entry_facts(told),
        textes=texts,
        consultations=tuple(lines.opening_fact(each) for each in told.consultations),
        conservation=lines.retention_facts(told.conservation),
        obligations=lines.hold_lines(told),
        choix_obligations=lines.obligations(),
        commandes=tuple(str(new_id()) for _ in range(3 + len(told.obligations))),
        jour=visit.crm.today.isoformat(),
        fait=fait,
        refus=refus or {},
        message="oui" if row.get("gardee_jusqu_au") else "",
    )
    return visit.page("personne", told.nom, "personnes", page, 422 if refus else 200)


def the_dossier(visit: Visit, key: UUID, *, texts: bool) -> Dossier:
    found = dossier(visit.crm, key, texts=texts)
    if found is None:
        raise Problem(404, "Personne n’est gardé à cette adresse : cherchez par le nom.")
    return found


def note(visit: Visit, key: UUID, what: str) -> None:
    fact = Exported(visit.who.account, what, key, (key,))
    visit.crm.note(fact, visit.arrival.author)


@get("/personnes/{person:str}/dossier.json", opt=needs(Action.PERSONNES), sync_to_thread=True)
def as_json(person: FromPath[str], visit: NamedDependency[Visit]) -> Response[bytes]:
    key = known_id(person)
    told = the_dossier(visit, key, texts=True)
    note(visit, key, "dossier_json")
    made = msgspec.json.format(msgspec.json.encode(told))
    return as_file(made, f"dossier-{key}.json", "application/json")


@get("/personnes/{person:str}/dossier.html", opt=needs(Action.PERSONNES), sync_to_thread=True)
def as_page(person: FromPath[str], visit: NamedDependency[Visit]) -> Response[bytes]:
    """One file that opens anywhere: no address, no script, no picture."""
    key = known_id(person)
    told = the_dossier(visit, key, texts=True)
    note(visit, key, "dossier_html")
    page = {
        "dossier": told,
        "sections": (
            ("Identité", lines.identity_facts(told)),
            ("Où", tuple(lines.place_fact(each) for each in told.lieux)),
            ("Entrées qui la nomment", lines.entry_facts(told)),
            ("Qui a ouvert ou téléchargé ces données",
             tuple(lines.opening_fact(each) for each in told.consultations)),
            ("Conservation", lines.retention_facts(told.conservation)),
        ),
        "textes": tuple(lines.found_text(each) for each in told.textes),
        "obligations": lines.hold_lines(told),
    }  # fmt: skip
    made = html("personne_dossier", visit.frame("Dossier d’une personne", "personnes"), page)
    return as_file(made.encode(), f"dossier-{key}.html", "text/html")


def as_file(content: bytes, name: str, media_type: str) -> Response[bytes]:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


@post("/personnes/{person:str}/signe", opt=needs(Action.PERSONNES), sync_to_thread=True)
def sign(
    person: FromPath[str], body: RawBody, visit: NamedDependency[Visit]
) -> Response[str] | Redirect:
    """The person answered: its time starts again from that day."""
    key, form = known_id(person), read_form(body)
    refus: dict[str, str] = {}
    day = typed.attempt(refus, "on", typed.a_day, form.text("on")) or visit.crm.today
    return done(visit, key, form, "signe", DeclarePerson(key, day), refus)


@post("/personnes/{person:str}/obligations", opt=needs(Action.PERSONNES), sync_to_thread=True)
def hold(
    person: FromPath[str], body: RawBody, visit: NamedDependency[Visit]
) -> Response[str] | Redirect:
    key, form = known_id(person), read_form(body)
    refus: dict[str, str] = {}
    until = typed.attempt(refus, "until", typed.a_day, form.text("until"))
    if until is None:
        missing = "Dites jusqu’à quel jour la loi garde ces données."
        return person_page(visit, key, refus={"until": missing, **refus})
    command = SetHold(
        key, an_id(form.text("hold")), form.text("obligation"), until, form.text("reason")
    )
    return done(visit, key, form, "obligation", command, refus)


@post(
    "/personnes/{person:str}/obligations/{hold:str}/lever",
    opt=needs(Action.PERSONNES),
    sync_to_thread=True,
)
def lift(
    person: FromPath[str], hold: FromPath[str], body: RawBody, visit: NamedDependency[Visit]
) -> Response[str] | Redirect:
    key, form = known_id(person), read_form(body)
    command = LiftHold(key, known_id(hold), form.text("reason"))
    return done(visit, key, form, "levee", command, {})


def done(
    visit: Visit, key: UUID, form: Form, word: str, command: Command, refus: dict[str, str]
) -> Response[str] | Redirect:
    """Back where the form was; a refusal stays on the page, beside its field."""
    visit.today_only()
    if refus:
        return person_page(visit, key, refus=refus)
    try:
        visit.execute(command, an_id(form.text("commande")))
    except Refused as refusal:
        return person_page(visit, key, refus={refusal.field or "person": refusal.why})
    back = "/conservation" if form.text("retour") == "conservation" else lines.address_of(key)
    return Redirect(f"{back}?fait={word}", status_code=303)


@get("/personnes/{person:str}/reponse", opt=needs(Action.PERSONNES), sync_to_thread=True)
def answer(person: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    """What to answer to a person whose erasure the law suspends (R50)."""
    key = known_id(person)
    row = next(iter(visit.ask("conservation", personne=key)), None)
    if row is None or not row["gardee_jusqu_au"]:
        raise Problem(404, "Aucune obligation ne retient l’effacement de cette personne.")
    until = typed.a_day(row["gardee_jusqu_au"])
    page = MessagePage(
        phrase="La loi garde ces données : dites à la personne laquelle, et jusqu’à quand.",
        texte=held_message(row["obligation"], until),
        suite="Copiez ce texte dans un courriel.",
        retour=lines.address_of(key),
        retour_mot="Revenir à la personne",
    )
    return visit.page("message", "Répondre à la personne", "personnes", page)
