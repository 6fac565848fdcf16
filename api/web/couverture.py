"""The coverage page, its map alone, and its table as a file."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from litestar import Response, get
from litestar.di import NamedDependency

from adapters.reference import departements, epcis
from adapters.reference.maps import epci_points, outlines
from api.web.access import needs
from api.web.csv_out import as_csv
from api.web.pages import couverture as pages
from api.web.pages.couverture_map import MEASURES, MapFigure, Measure, Territory, figure
from api.web.pages.frame import Period
from api.web.periods import period, twelve_months
from api.web.problems import Problem
from api.web.render import fragment
from api.web.visit import Row, Visit
from domain.policy import Action


@get("/couverture", opt=needs(Action.LIRE_CHIFFRES), sync_to_thread=True)
def show(visit: NamedDependency[Visit]) -> Response[str]:
    return visit.page("couverture", "Couverture", "couverture", build(visit))


@get("/couverture/carte", opt=needs(Action.LIRE_CHIFFRES), sync_to_thread=True)
def map_alone(visit: NamedDependency[Visit]) -> Response[str]:
    shown = asked_period(visit)
    carte = map_of(visit, rows(visit, shown, "epci"), rows(visit, shown, "region")[0], shown)
    return Response(fragment("carte", page={"carte": carte}), media_type="text/html")


@get("/couverture.csv", opt=needs(Action.LIRE_CHIFFRES), sync_to_thread=True)
def as_file(visit: NamedDependency[Visit]) -> Response[bytes]:
    found = rows(visit, asked_period(visit), "epci")
    visit.exported("couverture")
    return as_csv("couverture-epci.csv", found)


def build(visit: Visit) -> pages.CouverturePage:
    shown = asked_period(visit)
    levels = [rows(visit, shown, niveau) for niveau in ("region", "departement", "epci")]
    answers = pages.Answers(*levels)
    carte = map_of(visit, answers.epci, answers.region[0], shown)
    return pages.page(answers, carte, shown, places())


def asked_period(visit: Visit) -> Period:
    return period(visit, *twelve_months(visit.crm.today), mesure=visit.text("mesure"))


def rows(visit: Visit, shown: Period, niveau: str) -> list[Row]:
    du, au = date.fromisoformat(shown.du), date.fromisoformat(shown.au)
    return visit.ask("couverture", du=du, au=au, niveau=niveau)


def map_of(
    visit: Visit, epci: Sequence[Mapping[str, Any]], region: Mapping[str, Any], shown: Period
) -> MapFigure:
    territory = Territory(outlines(), epci_points())
    return figure(measure(visit), epci, region, territory, shown.requete)


def measure(visit: Visit) -> Measure:
    for known in MEASURES:
        if known == (visit.text("mesure") or "recenses"):
            return known
    raise Problem(400, f"La carte montre l’une de ces mesures : {', '.join(MEASURES)}.")


def places() -> dict[str, str]:
    """The main département of each EPCI, by name."""
    names = departements()
    return {code: names[each.departement].nom for code, each in epcis().items()}
