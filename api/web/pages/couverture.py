"""The coverage page: which territory lacks structures, how many, and where to go first."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from api.drawing.bars import gap_bar
from api.french import Number, counted, decimal, exact, percent, scaled, whole
from api.web.pages.couverture_map import MapFigure
from api.web.pages.frame import Counted, Period

Row = Mapping[str, Any]
OUTSIDE = {"hors_region": "Hors de la région", "sans_territoire": "Sans territoire"}
ARTICLES = {"Nord": "Le ", "Pas-de-Calais": "Le ", "Somme": "La ", "Oise": "L’", "Aisne": "L’"}


class TerritoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """A territory in a table; rate and gap are None outside the region."""

    code: str
    nom: str
    population: int | None
    recenses: int
    travaille: int
    nouveaux: int
    participations: int
    minutes: int
    taux: Number | None = None
    part: Number | None = None
    ecart: Number | None = None
    silence: int | None = None
    barre: Markup = Markup("")
    departement: str = ""


class CouverturePage(msgspec.Struct, frozen=True, kw_only=True):
    phrase: Markup
    suite: str
    periode: str
    comptes: tuple[Counted, ...]
    moyenne: Number
    region: TerritoryLine
    hors: tuple[TerritoryLine, ...]
    departements: tuple[TerritoryLine, ...]
    epci: tuple[TerritoryLine, ...]
    carte: MapFigure
    adresse: str
    du: str
    au: str
    connu_au: str | None
    garde: tuple[tuple[str, str], ...]
    periodes: tuple[Any, ...]
    requete: str


class Answers(msgspec.Struct, frozen=True):
    """The coverage question at its three levels, for one period and one knowledge."""

    region: Sequence[Row]
    departements: Sequence[Row]
    epci: Sequence[Row]


def page(
    answers: Answers, carte: MapFigure, period: Period, places: Mapping[str, str]
) -> CouverturePage:
    """`places` gives the département of each EPCI."""
    region = line(answers.region[0])
    mean = region.taux or 0
    areas = sorted(inside(answers.departements, mean), key=lambda area: exact(area.taux or 0))
    epci = sorted(inside(answers.epci, mean, places), key=first_to_visit)
    return CouverturePage(
        phrase=sentence(areas, region),
        suite=follow_up(areas, epci),
        periode=period.mots,
        comptes=three_counts(region, period, aside(answers.region)),
        moyenne=mean,
        region=region,
        hors=tuple(line(row) for row in answers.region if row["code"] in OUTSIDE),
        departements=tuple(areas),
        epci=tuple(epci),
        carte=carte,
        adresse=period.adresse,
        du=period.du,
        au=period.au,
        connu_au=period.connu_au,
        garde=period.garde,
        periodes=period.periodes,
        requete=period.requete,
    )


def line(row: Row) -> TerritoryLine:
    return TerritoryLine(
        code=row["code"],
        nom=OUTSIDE.get(row["code"]) or row["nom"],
        population=row["population"],
        recenses=row["recenses"],
        travaille=row["travaille_avec"],
        nouveaux=row["nouveaux"],
        participations=row["participations"],
        minutes=row["minutes"],
        taux=row["recenses_pour_100000"],
        part=row["part_accompagnee"],
        ecart=row["ecart_a_la_moyenne"],
        silence=row["silence_jours"],
    )


def inside(
    rows: Sequence[Row], mean: Number, places: Mapping[str, str] | None = None
) -> list[TerritoryLine]:
    """The territories of the region, each with its bar on one common scale."""
    lines = [line(row) for row in rows if row["code"] not in OUTSIDE]
    widest = max((abs(exact(at.taux or 0) - exact(mean)) for at in lines), default=exact(0))
    return [
        msgspec.structs.replace(
            at,
            barre=gap_bar(at.taux or 0, mean, widest),
            departement=(places or {}).get(at.code, ""),
        )
        for at in lines
    ]


def first_to_visit(at: TerritoryLine) -> tuple[bool, Number, str]:
    """Nobody accompanied first, then the lowest rate."""
    return (at.travaille > 0, exact(at.taux or 0), at.nom)


def sentence(areas: Sequence[TerritoryLine], region: TerritoryLine) -> Markup:
    """The one thing to know: who is least covered, and by how much."""
    last, mean = areas[0], region.taux or 0
    missing = scaled(last.ecart or 0, 0)
    if missing <= 0:
        return Markup(
            "Aucun département n’est en retard sur les autres : {} structures recensées pour "
            "100\u00a0000\u00a0habitants."
        ).format(decimal(mean))
    article = ARTICLES.get(last.nom, "")
    return Markup(
        "{}<strong>{}</strong> est le moins couvert : {} structures recensées pour "
        "100\u00a0000\u00a0habitants, contre {} dans la région. "
        "<strong>Il en manque\u00a0{}.</strong>"
    ).format(article, last.nom, decimal(last.taux or 0), decimal(mean), whole(missing))


def follow_up(areas: Sequence[TerritoryLine], epci: Sequence[TerritoryLine]) -> str:
    first = areas[-1]
    white = sum(not at.travaille for at in epci)
    head = f"{ARTICLES.get(first.nom, '')}{first.nom} vient en tête."
    if not white:
        return f"{head} Chaque EPCI a eu au moins une structure accompagnée sur la période."
    verb = "n’a eu" if white == 1 else "n’ont eu"
    return (
        f"{head} {white} EPCI sur {len(epci)} {verb} aucune structure accompagnée sur la période."
    )


def aside(rows: Sequence[Row]) -> int:
    """Participations that no territory of the region counts."""
    return sum(row["participations"] for row in rows if row["code"] in OUTSIDE)


def three_counts(region: TerritoryLine, period: Period, outside: int) -> tuple[Counted, ...]:
    share = percent(region.part) if region.part is not None else "–"
    return (
        Counted("Recensées", region.recenses, "structures connues au dernier jour de la période"),
        Counted(
            "Ont travaillé avec le réseau",
            region.travaille,
            f"distinctes, au moins une participation {period.mots} ; {share} des recensées "
            "au dernier jour",
        ),
        Counted(
            "Participations",
            region.participations,
            f"présences comptées une à une, dont {counted(region.nouveaux, 'structure')} "
            "pour la première fois"
            + (f" ; et {whole(outside)} sans territoire ou hors région, à part" * bool(outside)),
        ),
    )
