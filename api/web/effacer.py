"""To forget a person: what becomes unreadable, what stays counted, a word, a certificate."""

from datetime import date
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody
from litestar.response import Redirect
from markupsafe import Markup

from api.french import day_long
from api.ids import new_id
from api.persons.certificate import Certificate, certificate
from api.persons.dossier import Dossier
from api.persons.figures import figures
from api.persons.messages import obligation_label, recipients
from api.web import person_lines as lines
from api.web.access import needs
from api.web.forms import Form, read_form
from api.web.pages.frame import Fact
from api.web.pages.personnes import CertificatePage, ErasePage
from api.web.personnes import the_dossier
from api.web.problems import Problem
from api.web.typed import an_id
from api.web.visit import Visit, known_id
from domain.commands.persons import ErasePerson
from domain.decider import Refused
from domain.policy import Action
from domain.rights import MOTIF_LABELS, Motif

WORD = "EFFACER"
PREVIEW = Markup(
    "Effacer {} rend son identité <strong>illisible pour toujours</strong> ; "
    "aucun chiffre ne bouge."
)
NOT_YET = Markup("{} <strong>ne peut pas encore être effacée</strong> : la loi l’empêche.")
CERTIFIED = Markup("Une personne a été <strong>effacée le {}</strong>.")
NOT_TYPED = f"Écrivez {WORD} en toutes lettres : cet effacement ne se reprend pas."
KEPT_UNTIL = "La loi garde ces données jusqu’au {} ({}) : l’effacement sera possible le lendemain."


@get("/personnes/{person:str}/effacer", opt=needs(Action.PERSONNES), sync_to_thread=True)
def preview(person: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    visit.today_only()
    motif = visit.text("motif") or str(Motif.DEMANDE)
    return erase_page(visit, known_id(person), Form({"ground": [motif]}), first=True)


@post("/personnes/{person:str}/effacer", opt=needs(Action.PERSONNES), sync_to_thread=True)
def erase(
    person: FromPath[str], body: RawBody, visit: NamedDependency[Visit]
) -> Response[str] | Redirect:
    visit.today_only()
    key, form = known_id(person), read_form(body)
    if form.text("mot").upper() != WORD:
        return erase_page(visit, key, form, {"mot": NOT_TYPED})
    command = ErasePerson(key, form.text("ground"), tuple(form.every("texte")))
    try:
        visit.execute(command, an_id(form.text("commande")))
    except Refused as refusal:
        field = refusal.field if refusal.field in {"ground", "texts"} else "mot"
        return erase_page(visit, key, form, {field or "mot": refusal.why})
    return Redirect(f"{lines.address_of(key)}/attestation", status_code=303)


def erase_page(
    visit: Visit, key: UUID, form: Form, refus: dict[str, str] | None = None, *, first: bool = False
) -> Response[str]:
    """Every text found is ticked at first: whoever erases unticks what names somebody else."""
    told = the_dossier(visit, key, texts=True)
    if told.oubliee:
        raise Problem(409, "Cette personne est déjà oubliée : ouvrez son attestation.")
    texts = tuple(lines.found_text(each) for each in told.textes)
    kept = held_words(told, visit.crm.today)
    page = ErasePage(
        id=str(key),
        phrase=(NOT_YET if kept else PREVIEW).format(told.nom),
        illisible=unreadable(told),
        textes=texts,
        coches=frozenset(one.cle for one in texts) if first else frozenset(form.every("texte")),
        comptes=figures(visit.crm, key),
        motifs=tuple((str(one), word) for one, word in MOTIF_LABELS.items()),
        motif=form.text("ground"),
        mot=WORD,
        commande=form.text("commande") or str(new_id()),
        empeche=kept,
        refus=refus or {},
    )  # fmt: skip
    return visit.page("effacer", "Effacer une personne", "personnes", page, 422 if refus else 200)


def held_words(told: Dossier, today: date) -> str:
    """Why an erasure would be refused today, said in place of its form (R50)."""
    day = today.isoformat()
    held = [one for one in told.obligations if not one.levee and day <= one.jusqu_au]
    if not held:
        return ""
    last = max(held, key=lambda one: one.jusqu_au)
    return KEPT_UNTIL.format(lines.shown_day(last.jusqu_au), obligation_label(last.obligation))


def unreadable(told: Dossier) -> tuple[str, ...]:
    """What nobody will read any more, place by place."""
    shown = ", ".join(fact.nom.lower() for fact in lines.identity_facts(told))
    where = [
        " : ".join(filter(None, (lines.GENRES[one.genre], one.acteur_nom))) for one in told.lieux
    ]
    reasons = ["Les raisons des obligations de garder"] if told.obligations else []
    return (f"Son identité ({shown})", *where, *reasons)


@get("/personnes/{person:str}/attestation", opt=needs(Action.PERSONNES), sync_to_thread=True)
def attest(person: FromPath[str], visit: NamedDependency[Visit]) -> Response[str]:
    """To print or send: no name is in it, and none can be found any more."""
    key = known_id(person)
    told = the_dossier(visit, key, texts=False)
    if not told.oublis:
        raise Problem(404, "Cette personne n’est pas effacée : il n’y a rien à attester.")
    made = certificate(visit.crm, key, told.oublis[0])
    page = CertificatePage(
        id=str(key),
        phrase=CERTIFIED.format(day_long(made.erased)),
        faits=certified(key, told, made),
        avant=made.before,
        apres=made.after,
        destinataires=tuple(lines.recipient_fact(one) for one in made.recipients),
        message=recipients(f"n° {made.oubli.position}", made.erased),
        obligations=tuple(Fact(words, "levée") for _, words, _, _ in lines.hold_lines(told)),
    )
    return visit.page("attestation", "Attestation d’effacement", "personnes", page)


def certified(key: UUID, told: Dossier, made: Certificate) -> tuple[Fact, ...]:
    texts = sum(one.texts for one in told.oublis)
    return (
        Fact("Attestation", f"n° {made.oubli.position} du journal"),
        Fact("Identifiant", str(key)),
        Fact("Motif", motif_label(made.oubli.ground)),
        Fact("Rendu illisible", f"l’identité, et {texts} texte{'s' if texts > 1 else ''} libre"
             f"{'s' if texts > 1 else ''}"),
        Fact("Dans l’application", f"le {day_long(made.erased)}, à l’instant"),
        Fact("Dans les sauvegardes", backups(made.destroyed, made.latest)),
    )  # fmt: skip


def motif_label(ground: str) -> str:
    return MOTIF_LABELS[Motif(ground)] if ground in set(Motif) else ground


def backups(destroyed: date | None, latest: date) -> str:
    """A backup holds a wrapped key: it opens nothing once its master key is destroyed."""
    if destroyed is not None:
        return f"depuis le {day_long(destroyed)} : la clé maîtresse est détruite"
    return f"à la prochaine rotation de la clé maîtresse, au plus tard le {day_long(latest)}"
