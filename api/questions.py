"""Every question, written out: the same answers for pages, JSON, the command line and tests."""

from collections.abc import Callable
from datetime import date, datetime, time
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from adapters.reference.tables import REFERENCE
from api.annuaire import search
from api.crm import Crm
from api.fiches import documents, fiches_salaries, names
from api.knowing import PARIS
from api.reading import readable
from api.things import of_actor, of_entry, of_project
from api.timeline import timeline
from domain.decider import Refused
from domain.policy import CONSOLE, Action, Thing, Who, decide
from domain.roles import Role
from projections.asking import NIVEAUX, Asked, Row
from projections.charge import PAR, charge
from projections.conservation import conservation
from projections.couverture import couverture, recenses, synthese
from projections.delais import ASKED, delais
from projections.entrees import ENTREES_PAR, entrees
from projections.imputations import imputations
from projections.partage import partage
from projections.participations import KEYS, participations, travaille_avec
from projections.veille import historique, journees_longues


class Question(Struct, frozen=True, kw_only=True):
    """What may be asked of any question; each uses what it needs."""

    du: date | None = None
    au: date | None = None
    connu_au: int | datetime | None = None
    niveau: str = "departement"
    par: str | None = None
    acteur: UUID | None = None
    projet: UUID | None = None
    salarie: UUID | None = None
    personne: UUID | None = None
    entree: UUID | None = None
    cherche: str | None = None
    limite: int = 200
    who: Who = CONSOLE


class Denied(Refused):
    """The one who asks may not know this."""

    def __init__(self, action: Action, why: str) -> None:
        super().__init__(why)
        self.action = action


def ask(crm: Crm, name: str, question: Question | None = None, who: Who = CONSOLE) -> list[Row]:
    """The answer, as rows ready for JSON; a question nobody wrote is refused with the list.

    Pages and the API say who asks (raises Denied); the doors of the terminal ask for themselves.
    """
    if name not in QUESTIONS:
        known = ", ".join(sorted(QUESTIONS))
        raise Refused(f"« {name} » n’est pas une question connue. Choisissez : {known}.")
    allow(who, ACTION_OF[name])
    return QUESTIONS[name](crm, replace(question or Question(), who=who))


def allow(who: Who, action: Action, thing: Thing | None = None) -> None:
    decision = decide(who, action, thing)
    if not decision.allowed:
        raise Denied(action, decision.why)


def asked(crm: Crm, question: Question) -> Asked:
    au = question.au or crm.today
    du = question.du or date(au.year, 1, 1)
    if du > au:
        raise Refused("La période finit avant de commencer : vérifiez les dates.", field="du")
    if (au - du).days > 366 * 60:
        raise Refused("La période dépasse soixante ans : raccourcissez-la.", field="du")
    return Asked(du, au, crm.known(question.connu_au), crm.query, REFERENCE)


def one_of(value: str, known: tuple[str, ...], field: str) -> str:
    if value not in known:
        choices = ", ".join(known)
        raise Refused(f"« {value} » n’est pas possible ici. Choisissez : {choices}.", field=field)
    return value


def ask_couverture(crm: Crm, question: Question) -> list[Row]:
    return couverture(asked(crm, question), one_of(question.niveau, NIVEAUX, "niveau"))


def ask_synthese(crm: Crm, question: Question) -> list[Row]:
    return synthese(asked(crm, question))


def ask_recenses(crm: Crm, question: Question) -> list[Row]:
    one_of(question.par or "typologie", ("typologie",), "par")
    return recenses(asked(crm, question))


def ask_participations(crm: Crm, question: Question) -> list[Row]:
    known = ("typologie", "territoire", *KEYS)
    par = one_of(question.par or "typologie", known, "par")
    if par in {"acteur", "entree"}:
        allow(question.who, Action.CHERCHER)
    niveau = one_of(question.niveau, NIVEAUX, "niveau")
    return participations(asked(crm, question), par, niveau)


def ask_travaille_avec(crm: Crm, question: Question) -> list[Row]:
    rows = travaille_avec(asked(crm, question))
    noms = names(crm, [UUID(row["acteur"]) for row in rows])
    return [{"nom": noms.get(row["acteur"], ""), **row} for row in rows]


def ask_charge(crm: Crm, question: Question) -> list[Row]:
    par = one_of(question.par or "salarie", PAR, "par")
    niveau = one_of(question.niveau, NIVEAUX, "niveau")
    period = asked(crm, question)
    salarie = str(question.salarie) if question.salarie else None
    return charge(period, fiches_salaries(crm, period.position), par, niveau, salarie)


def ask_imputations(crm: Crm, question: Question) -> list[Row]:
    rows = imputations(asked(crm, question))
    opened = {str(key) for key in question.who.conventions}
    return rows if sees_all(question.who) else [r for r in rows if r["convention"] in opened]


def ask_entrees(crm: Crm, question: Question) -> list[Row]:
    par = one_of(question.par or "total", tuple(ENTREES_PAR), "par")
    return entrees(asked(crm, question), par)


def ask_partage(crm: Crm, question: Question) -> list[Row]:
    """How one entry counted, actor by actor; none for a retracted entry."""
    if question.entree is None:
        raise Refused("Dites de quelle entrée : --entree IDENTIFIANT.", field="entree")
    if not decide(question.who, Action.LIRE_ENTREES, of_entry(crm, question.entree)).allowed:
        return []
    rows = partage(asked(crm, question), question.entree)
    noms = names(crm, [UUID(row["acteur"]) for row in rows if row["acteur"]], question.who)
    return [{"nom": noms.get(row["acteur"] or "", "Sans acteur"), **row} for row in rows]


def ask_journees_longues(crm: Crm, question: Question) -> list[Row]:
    return journees_longues(asked(crm, question))


def ask_historique(crm: Crm, question: Question) -> list[Row]:
    return historique(asked(crm, question))


def ask_salaries(crm: Crm, question: Question) -> list[Row]:
    day = question.au or crm.today
    return [
        {
            "id": str(one.id),
            "repere": one.repere,
            "bureau": one.bureau(day),
            "pole": one.pole(day),
            "accompagne": one.accompagne,
            "arrivee": one.joined.isoformat(),
            "depart": one.departed.isoformat() if one.departed else None,
            "present": one.there(day),
        }
        for one in fiches_salaries(crm, crm.known(question.connu_au))
    ]


def ask_annuaire(crm: Crm, question: Question) -> list[Row]:
    return search(crm, question.cherche, question.limite, question.connu_au)


def ask_silence(crm: Crm, question: Question) -> list[Row]:
    """Days since the last participation in force, at the last day; null if none (R51)."""
    sql = """
    SELECT max(occurred_on) AS dernier FROM read_models.part
     WHERE actor = %(actor)s AND occurred_on <= %(au)s AND participation = 1
       AND known_from <= %(p)s AND %(p)s < known_to
    """
    if question.acteur is None:
        raise Refused("Dites de quel acteur : --acteur IDENTIFIANT.", field="acteur")
    allow(question.who, Action.LIRE_RESEAU, of_actor(crm, question.acteur))
    period = asked(crm, question)
    dernier = period.rows(sql, actor=question.acteur)[0]["dernier"]
    return [
        {
            "acteur": str(question.acteur),
            "dernier": dernier.isoformat() if dernier else None,
            "silence_jours": (period.au - dernier).days if dernier else None,
        }
    ]


def ask_journal(crm: Crm, question: Question) -> list[Row]:
    position = crm.known(question.connu_au)
    salaries = {one.id: one.repere for one in fiches_salaries(crm, position)}
    rows = readable(timeline(crm, question, position, salaries), question.who)
    return rows if opens_stream(crm, question) else [r for r in rows if r["type"] == "entree"]


def opens_stream(crm: Crm, question: Question) -> bool:
    """May the facts be told that are no entries: names, stages, reasons of an actor, a project?"""
    if sees_all(question.who):
        return True
    if question.acteur is not None:
        return decide(question.who, Action.LIRE_RESEAU, of_actor(crm, question.acteur)).allowed
    if question.projet is not None:
        return decide(question.who, Action.LIRE_RESEAU, of_project(crm, question.projet)).allowed
    return False


def ask_conservation(crm: Crm, question: Question) -> list[Row]:
    """Who is listed for review on a day, or the dates of one person (R49)."""
    period = asked(crm, question)
    known = documents(crm, "personne", period.position, question.personne)
    return conservation(period, {one.id: one for one in known}, question.personne)


def ask_delai(crm: Crm, question: Question) -> list[Row]:
    """How long the sollicitations of a period waited for a first answer (R47)."""
    period = asked(crm, question)
    keys = [row["interaction"] for row in period.rows(ASKED)]
    rows = crm.interactions(keys, period.position).values()
    return [delais((row.contexte.occurred_on, row.answered_on) for row in rows)]


def sees_all(who: Who) -> bool:
    """Everybody but an auditeur, who sees what is charged to the conventions opened to them."""
    return who.role is not Role.AUDITEUR


def read_knowledge(text: str) -> int | datetime:
    """A position, a date (the end of that day in Paris) or an instant (R25)."""
    if text.isdigit():
        return int(text)
    try:
        if len(text) == len("2022-01-31"):
            return datetime.combine(date.fromisoformat(text), time.max, PARIS)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(
            f"« {text} » n’est ni une position, ni une date, ni un instant : écrivez par exemple "
            "412, 2022-01-31 ou 2022-01-31T18:00.",
            field="connu_au",
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=PARIS)


QUESTIONS: dict[str, Callable[[Crm, Question], list[Row]]] = {
    "couverture": ask_couverture,
    "synthese": ask_synthese,
    "recenses": ask_recenses,
    "participations": ask_participations,
    "travaille_avec": ask_travaille_avec,
    "charge": ask_charge,
    "imputations": ask_imputations,
    "entrees": ask_entrees,
    "annuaire": ask_annuaire,
    "salaries": ask_salaries,
    "silence": ask_silence,
    "journal": ask_journal,
    "partage": ask_partage,
    "journees_longues": ask_journees_longues,
    "historique": ask_historique,
    "conservation": ask_conservation,
    "delai": ask_delai,
}

ACTION_OF: dict[str, Action] = {
    "couverture": Action.LIRE_CHIFFRES,
    "synthese": Action.LIRE_CHIFFRES,
    "recenses": Action.LIRE_CHIFFRES,
    "participations": Action.LIRE_CHIFFRES,
    "travaille_avec": Action.CHERCHER,
    "charge": Action.LIRE_CHARGE,
    "imputations": Action.LIRE_IMPUTATIONS,
    "entrees": Action.LIRE_CHARGE,
    "annuaire": Action.CHERCHER,
    "salaries": Action.LIRE_REGLES,
    "silence": Action.LIRE_RESEAU,
    "journal": Action.LIRE_ENTREES,
    "partage": Action.LIRE_ENTREES,
    "journees_longues": Action.LIRE_CHARGE,
    "historique": Action.LIRE_CHIFFRES,
    "conservation": Action.PERSONNES,
    "delai": Action.LIRE_CHIFFRES,
}
"""The right that each question asks for; one left out would fail, not pass."""
