"""The map of the coverage page: one measure at a time, always with its rate."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, get_args

import msgspec
from markupsafe import Markup

from adapters.reference.maps import EpciPoint, Outlines
from api.drawing.map import Plan, Symbol, draw, sizes_key
from api.drawing.rates import RateClass, RateScale
from api.french import Number, counted, decimal, plural

Row = Mapping[str, Any]
Measure = Literal["recenses", "travaille_avec", "participations"]
MEASURES: tuple[Measure, ...] = get_args(Measure)


class Words(msgspec.Struct, frozen=True):
    """How a measure is named on the map, and the size of its discs."""

    tab: str
    title: str
    colour: str
    surface: str
    noun: str
    adjective: str
    scale: float = 0.70
    sizes: tuple[int, ...] = (250, 50, 10)


WORDS: dict[Measure, Words] = {
    "recenses": Words(
        "Recensées",
        "Structures recensées par EPCI",
        "recensées pour 100\u00a0000 habitants",
        "structures recensées",
        "structure",
        "recensée",
    ),
    "travaille_avec": Words(
        "Ont travaillé",
        "Structures qui ont travaillé avec le réseau, par EPCI",
        "ont travaillé avec le réseau, pour 100\u00a0000 habitants",
        "structures qui ont travaillé avec le réseau",
        "structure",
        "accompagnée",
    ),
    "participations": Words(
        "Participations",
        "Participations par EPCI",
        "participations pour 100\u00a0000 habitants",
        "participations",
        "participation",
        "",
        0.45,
        (500, 100, 20),
    ),
}


class Tab(msgspec.Struct, frozen=True):
    mot: str
    requete: str
    ici: bool


class MapFigure(msgspec.Struct, frozen=True, kw_only=True):
    """The picture and everything its legend says."""

    titre: str
    plan: Markup
    couleur: str
    surface: str
    classes: tuple[RateClass, ...]
    moyenne: Number
    blanches: int
    tailles: Markup
    mesures: tuple[Tab, ...]


class Territory(msgspec.Struct, frozen=True):
    """What the reference knows: the outlines and where each EPCI's people live."""

    outlines: Outlines
    points: Mapping[str, EpciPoint]


def figure(
    measure: Measure, epci: Sequence[Row], region: Row, territory: Territory, query: str
) -> MapFigure:
    words = WORDS[measure]
    symbols = [symbol(row, measure, territory.points[row["code"]]) for row in drawn(epci)]
    rates = [each.rate for each in symbols]
    scale, mean = RateScale.of(rates), per_100000(region[measure], region["population"])
    plan = Plan(
        view_box=territory.outlines.view_box,
        outlines=territory.outlines.departements,
        symbols=symbols,
        classes=scale,
        title=words.title,
        mean=mean,
        noun=words.noun,
        scale=words.scale,
    )
    return MapFigure(
        titre=words.title,
        plan=draw(plan),
        couleur=words.colour,
        surface=words.surface,
        classes=tuple(scale.legend(rates, mean)),
        moyenne=mean,
        blanches=sum(not each.accompanied for each in symbols),
        tailles=sizes_key(words.sizes, words.scale, words.noun),
        mesures=tabs(measure, query),
    )


def drawn(rows: Sequence[Row]) -> list[Row]:
    """The rows that stand for a territory; those outside have no population and no place."""
    return [row for row in rows if row["population"]]


def per_100000(count: int, population: int) -> Fraction:
    return Fraction(100_000 * count, population)


def symbol(row: Row, measure: Measure, at: EpciPoint) -> Symbol:
    count, rate = row[measure], per_100000(row[measure], row["population"])
    return Symbol(
        row["code"], row["nom"], at.x, at.y, count, rate, row["travaille_avec"], says(row)
    )


def says(row: Row) -> str:
    """What a finger or a pointer reads on a disc: always the three counts."""
    known, worked = row["recenses"], row["travaille_avec"]
    rate = decimal(per_100000(known, row["population"]))
    return (
        f"{row['nom']} : {counted(known, 'recensée')}, soit {rate} pour 100\u00a0000 habitants ; "
        f"{worked} {plural(worked, 'a', 'ont')} travaillé avec le réseau, "
        f"{counted(row['participations'], 'participation')}."
    )


def tabs(measure: Measure, query: str) -> tuple[Tab, ...]:
    """`query` keeps the period and the knowledge from one measure to the next."""
    start = f"{query}&" if query else ""
    return tuple(
        Tab(WORDS[each].tab, f"{start}mesure={each}", each == measure) for each in MEASURES
    )
