"""Contacts without a sign of life: listed for review, told, kept or erased by somebody (R49)."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.response import Redirect
from markupsafe import Markup

from api.fiches import names
from api.french import counted, day_long
from api.ids import new_id
from api.persons.messages import obligation_label, warned
from api.persons.people import of_actors, roles
from api.things import referent_of
from api.web import person_lines as lines
from api.web import typed
from api.web.access import needs
from api.web.forms import read_form
from api.web.pages.choices import first_upper
from api.web.pages.personnes import DueLine, DuePage, MessagePage
from api.web.problems import Problem
from api.web.typed import an_id
from api.web.visit import Row, Visit, known_id
from domain.commands.persons import NotifyPerson
from domain.decider import Refused
from domain.policy import Action
from domain.retention import AGAIN_DAYS, ANSWER_DAYS, REVIEW_DAYS

STAGES = (
    ("past", "Échéance passée"),
    ("again", f"Dans les {AGAIN_DAYS} jours"),
    ("review", f"Dans les {REVIEW_DAYS} jours"),
)
NONE = Markup("<strong>Personne n’est à revoir</strong> dans les trente jours.")
SOME = Markup("<strong>{}</strong> à revoir. Rien ne s’efface tout seul : quelqu’un décide.")
DONE = {
    "signe": "Le signe de vie est noté : cette personne n’est plus à revoir.",
    "prevenue": "L’avis est noté : sans réponse, elle pourra être effacée sept jours après, et "
    "jamais avant son échéance.",
}


@get("/conservation", opt=needs(Action.PERSONNES), sync_to_thread=True)
def show(visit: NamedDependency[Visit]) -> Response[str]:
    return listing(visit)


def listing(visit: Visit, refus: str = "") -> Response[str]:
    rows = visit.ask("conservation", au=visit.crm.today)
    noms = names(visit.crm, [UUID(key) for row in rows for key in row["acteurs"]])
    known = roles_of(visit, rows)
    page = DuePage(
        phrase=SOME.format(counted(len(rows), "personne")) if rows else NONE,
        groupes=tuple(
            (
                title,
                tuple(due_line(visit, row, noms, known) for row in rows if row["etape"] == stage),
            )
            for stage, title in STAGES
        ),
        jour=visit.crm.today.isoformat(),
        fait=DONE.get(visit.text("fait"), ""),
        refus=refus,
    )
    return visit.page("conservation", "Conservation", "conservation", page, 422 if refus else 200)


def due_line(visit: Visit, row: Row, noms: dict[str, str], known: dict[str, str]) -> DueLine:
    """No name here: the actor, the role and the last sign are enough to choose whom to open."""
    actor = row["acteurs"][0]
    until = row["gardee_jusqu_au"]
    today = visit.crm.today
    return DueLine(
        id=row["personne"],
        titre=first_upper(" : ".join(filter(None, (noms.get(actor, ""), role_of(row, known))))),
        detail=(
            f"Dernier signe le {lines.shown_day(row['signe'])} ({lines.WHENCE[row['signe_de']]}). "
            f"{referent_words(visit, UUID(actor))}"
        ),
        etape=f"Échéance le {lines.shown_day(row['echeance'])}",
        prevenue=told_words(row),
        gardee=f"{obligation_label(row['obligation'])}, jusqu’au {lines.shown_day(until)}"
        if until
        else "",
        message=f"/personnes/{row['personne']}/avertir",
        a_prevenir=not until and to_tell(row),
        effacable=not until and row["prevenue_le"] is not None and free_on(row) <= today,
        commandes=(str(new_id()), str(new_id())),
    )


def told_words(row: Row) -> str:
    told = row["prevenue_le"]
    if told is None:
        return "pas encore prévenue"
    kept = "" if row["gardee_jusqu_au"] else f", effaçable à partir du {day_long(free_on(row))}"
    return f"prévenue le {lines.shown_day(told)}{kept}"


def to_tell(row: Row) -> bool:
    """Once, and once more when the last days before it is due begin."""
    told = row["prevenue_le"]
    return told is None or (row["etape"] == "again" and bool(told < row["rappel"]))


def free_on(row: Row) -> date:
    """The first day a person who was told may be erased: it is due, and had time to answer."""
    answered = date.fromisoformat(row["prevenue_le"]) + timedelta(ANSWER_DAYS)
    return max(date.fromisoformat(row["echeance"]), answered)


def roles_of(visit: Visit, rows: Sequence[Row]) -> dict[str, str]:
    """By person, opened all at once: the role in the first structure that holds it."""
    persons = [UUID(row["personne"]) for row in rows]
    held = of_actors(visit.crm, visit.position(), "l.person = ANY(%(persons)s)", persons=persons)
    contacts = [one for one in held if one.genre == "contact" and one.person in persons]
    told = zip(contacts, roles(visit.crm, contacts), strict=True)
    return {str(one.person): role for one, role in reversed([*told])}


def role_of(row: Row, known: dict[str, str]) -> str:
    return "personne physique" if row["naturelle"] else known.get(row["personne"]) or "contact"


def referent_words(visit: Visit, actor: UUID) -> str:
    _, repere = referent_of(visit.crm, actor)
    return f"Référent : {repere}." if repere else "Aucun référent."


@get("/personnes/{person:str}/avertir", opt=needs(Action.PERSONNES), sync_to_thread=True)
def message(person: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    """The text to copy; it is noted as sent by another step, once it is."""
    key = known_id(person)
    row = next(iter(visit.ask("conservation", personne=key)), None)
    if row is None:
        raise Problem(404, "Cette personne n’a pas de délai de conservation.")
    page = MessagePage(
        phrase="Prévenez la personne : une réponse suffit pour qu’elle reste.",
        texte=warned(typed.a_day(row["echeance"]), visit.crm.today),
        suite="Copiez ce texte dans un courriel, puis revenez noter « Prévenue ».",
        retour="/conservation",
        retour_mot="Revenir à la conservation",
    )
    return visit.page("message", "Prévenir la personne", "conservation", page)


@post("/personnes/{person:str}/prevenue", opt=needs(Action.PERSONNES), sync_to_thread=True)
def told(
    person: FromPath[str], body: RawBody, visit: NamedDependency[Visit]
) -> Response[str] | Redirect:
    visit.today_only()
    try:
        visit.execute(NotifyPerson(known_id(person)), an_id(read_form(body).text("commande")))
    except Refused as refusal:
        return listing(visit, refusal.why)
    return Redirect("/conservation?fait=prevenue", status_code=303)
