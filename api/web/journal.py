"""The latest entries of the réseau, at any knowledge; and the health of the services."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.response import Redirect
from markupsafe import Markup

from api.french import PARIS, clock, counted, day_long, day_short
from api.web import history
from api.web.access import arrival_of, needs
from api.web.pages.frame import Counted
from api.web.pages.records import HealthPage, JournalLine, JournalPage, SetAside
from api.web.pages.telling import what, who
from api.web.visit import Row, Visit
from domain.policy import Action
from domain.roles import Role

HELD = Markup("<strong>{}</strong> notées dans ce journal, connues au {}.")
OPENED = Markup(
    "Les entrées des <strong>conventions qui vous sont ouvertes</strong>, connues au {}."
)
EMPTY = Markup("Rien n’est noté à cette date de connaissance.")
HOMES = {
    Role.SALARIE: "/couverture",
    Role.DIRECTION: "/charge",
    Role.AUDITEUR: "/journal",
    Role.ADMINISTRATION: "/comptes",
}
FINE = Markup("Tout est à jour : <strong>chaque entrée</strong> est dans les chiffres.")
BEHIND = Markup("Les chiffres ont <strong>{}</strong> de retard sur le journal.")
ASIDE = Markup("<strong>{}</strong> mises de côté : les chiffres ne les comptent pas.")


@get("/", opt=needs(Action.ENTRER), sync_to_thread=False)
def home(request: Request[Any, Any, Any]) -> Redirect:
    """To the first page of each role; whoever is not known is asked who they are."""
    role = arrival_of(request).who.role
    return Redirect(HOMES[role] if role else "/entrer", status_code=303)


@get("/journal", opt=needs(Action.LIRE_ENTREES), sync_to_thread=True)
def show(visit: NamedDependency[Visit]) -> Response[str]:
    return visit.page("journal", "Journal", "journal", build(visit))


@get("/sante", opt=needs(Action.LIRE_SANTE), sync_to_thread=True)
def health(visit: NamedDependency[Visit]) -> Response[str]:
    return visit.page("sante", "État des services", "sante", health_of(visit))


def build(visit: Visit) -> JournalPage:
    rows = history.lines(visit)
    return JournalPage(
        phrase=sentence(visit) if rows else EMPTY,
        entrees=tuple(map(line, rows)),
        connu_au=visit.text("connu_au")[:10],
        plus=history.more(visit, rows),
    )


def sentence(visit: Visit) -> Markup:
    """How many entries the journal holds; an auditeur is told what is open to them."""
    if not visit.may(Action.LIRE_CHARGE):
        return OPENED.format(visit.known_words())
    first = datetime(1990, 1, 1, tzinfo=PARIS).date()
    held = visit.ask("entrees", du=first, au=visit.crm.today)[0]["entrees"]
    return HELD.format(counted(held, "entrée"), visit.known_words())


def line(row: Row) -> JournalLine:
    known = datetime.fromisoformat(row["enregistre_le"])
    return JournalLine(
        position=row["position"],
        instant=row["enregistre_le"],
        quand=f"{day_short(known.astimezone(PARIS).date())}, {clock(known)}",
        quoi=what(row),
        qui=f"Le {day_long(datetime.fromisoformat(row['date']).date())}. {who(row)}",
        pole=row["pole"],
        id=row["id"],
        tag="entrée retirée" if row["retiree"] else "",
    )


def health_of(visit: Visit) -> HealthPage:
    state = visit.crm.projector.health()
    lag = state.head - state.position
    return HealthPage(
        phrase=words(lag, len(state.set_aside)),
        comptes=(
            Counted("Journal", state.head, "dernière position inscrite"),
            Counted("Chiffres", state.position, "dernière position comptée"),
            Counted("Retard", lag, "positions encore à compter"),
        ),
        erreur=state.error or "",
        ecartees=tuple(SetAside(position, why) for position, why in state.set_aside),
    )


def words(lag: int, aside: int) -> Markup:
    if lag:
        return BEHIND.format(counted(lag, "entrée"))
    return ASIDE.format(counted(aside, "entrée")) if aside else FINE
