"""The latest entries of the réseau, at any knowledge; and the health of the services."""

from datetime import datetime

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.response import Redirect
from markupsafe import Markup

from api.french import PARIS, clock, counted, day_long, day_short
from api.web import history
from api.web.pages.frame import Counted
from api.web.pages.records import HealthPage, JournalLine, JournalPage, SetAside
from api.web.pages.telling import what, who
from api.web.visit import Row, Visit

HELD = Markup("<strong>{}</strong> notées dans ce journal, connues au {}.")
EMPTY = Markup("Rien n’est noté à cette date de connaissance.")
FINE = Markup("Tout est à jour : <strong>chaque entrée</strong> est dans les chiffres.")
BEHIND = Markup("Les chiffres ont <strong>{}</strong> de retard sur le journal.")
ASIDE = Markup("<strong>{}</strong> mises de côté : les chiffres ne les comptent pas.")


@get("/", sync_to_thread=False)
def home() -> Redirect:
    return Redirect("/couverture", status_code=303)


@get("/journal", sync_to_thread=True)
def show(visit: NamedDependency[Visit]) -> Response[str]:
    return visit.page("journal", "Journal", "journal", build(visit))


@get("/sante", sync_to_thread=True)
def health(visit: NamedDependency[Visit]) -> Response[str]:
    return visit.page("sante", "État des services", "sante", health_of(visit))


def build(visit: Visit) -> JournalPage:
    rows = history.lines(visit)
    first = datetime(1990, 1, 1, tzinfo=PARIS).date()
    held = visit.ask("entrees", du=first, au=visit.crm.today)[0]["entrees"]
    return JournalPage(
        phrase=HELD.format(counted(held, "entrée"), visit.known_words()) if rows else EMPTY,
        entrees=tuple(map(line, rows)),
        connu_au=visit.text("connu_au")[:10],
        plus=history.more(visit, rows),
    )


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
