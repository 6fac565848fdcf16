"""Which territory lacks what? Five outlines and a disc per EPCI: surface counts, colour rates.

A territory where nobody was accompanied keeps the colour of its rate and gets a dashed ring
around it: absence is said without hiding the figure.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from math import sqrt

import msgspec
from markupsafe import Markup

from adapters.reference.maps import Outline
from api.drawing.rates import RateScale
from api.drawing.towns import Town, towns_of
from api.french import Number, counted, decimal, plural

FLOOR = 0.9
RING = 0.65


class Symbol(msgspec.Struct, frozen=True):
    """One EPCI: what its disc shows and the sentence it says when pointed at."""

    code: str
    nom: str
    x: float
    y: float
    count: int
    rate: Number
    accompanied: int
    says: str


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one map is drawn from; `scale` is in map units per root of a structure."""

    view_box: str
    outlines: Sequence[Outline]
    symbols: Sequence[Symbol]
    classes: RateScale
    title: str
    mean: Number
    noun: str
    scale: float = 0.70


def radius(count: int, scale: float) -> float:
    return max(FLOOR, scale * sqrt(count))


def draw(plan: Plan) -> Markup:
    """The whole picture, with its title and its description for those who do not see it."""
    levels = {each.code: plan.classes.number(each.rate) for each in plan.symbols}
    towns = partial(towns_of, plan.symbols, plan.scale, levels)
    return Markup(
        '<svg class="plan" viewBox="{box}" role="img" aria-labelledby="plan-titre plan-desc">'
        '<title id="plan-titre">{title}</title><desc id="plan-desc">{desc}</desc>'
        "<g>{outlines}</g><g>{discs}</g>"
        '<g class="mots large" aria-hidden="true">{wide}</g>'
        '<g class="mots etroit" aria-hidden="true">{narrow}</g></svg>'
    ).format(
        box=plan.view_box,
        title=plan.title,
        desc=describe(plan),
        outlines=join(map(outline, plan.outlines)),
        discs=join(disc(each, plan) for each in sorted(plan.symbols, key=lambda s: -s.count)),
        wide=join(map(word, towns(narrow=False))),
        narrow=join(map(word, towns(narrow=True))),
    )


def describe(plan: Plan) -> str:
    """What does the picture show, in one breath?"""
    largest = max(plan.symbols, key=lambda s: s.count)
    rates = [s.rate for s in plan.symbols]
    alone = sum(not s.accompanied for s in plan.symbols)
    return (
        f"{counted(len(plan.symbols), 'rond')}, un par EPCI, sur les cinq départements. "
        f"Le plus grand est {largest.nom}, {counted(largest.count, plan.noun)}. "
        f"Les taux vont de {decimal(min(rates))} à {decimal(max(rates))} pour 100\u00a0000 "
        f"habitants, la région est à {decimal(plan.mean)}. {counted(alone, 'EPCI', 'EPCI')} "
        f"{plural(alone, 'n’a', 'n’ont')} aucune structure accompagnée sur la période. "
        "Le tableau plus bas donne les mêmes chiffres."
    )


def outline(shape: Outline) -> Markup:
    return Markup('<path class="dep" d="{}"><title>{}</title></path>').format(shape.path, shape.nom)


def disc(symbol: Symbol, plan: Plan) -> Markup:
    """A disc in the colour of its rate; a ring around it if nobody was accompanied."""
    size = radius(symbol.count, plan.scale)
    drawn = Markup(
        '<circle class="s t{}" cx="{}" cy="{}" r="{:.2f}" data-code="{}" data-dit="{}"/>'
    ).format(plan.classes.number(symbol.rate), symbol.x, symbol.y, size, symbol.code, symbol.says)
    return drawn if symbol.accompanied else drawn + ring(symbol.x, symbol.y, size + RING)


def ring(x: float, y: float, size: float) -> Markup:
    return Markup('<circle class="anneau" cx="{}" cy="{}" r="{:.2f}"/>').format(x, y, size)


def word(town: Town) -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        town.css, town.x, town.y, town.anchor, town.nom
    )


def sizes_key(counts: Sequence[int], scale: float, noun: str) -> Markup:
    """How large is a disc of so many? Nested circles standing on one line."""
    largest = radius(max(counts), scale)
    foot, middle = 2 * largest + 1.5, largest + 0.5
    marks = join(size_mark(n, radius(n, scale), foot, middle, largest) for n in counts)
    label = f"Taille des ronds : {', '.join(map(str, sorted(counts)))} {plural(2, noun)}"
    return Markup(
        '<svg class="tailles" viewBox="0 0 {:.0f} {:.0f}" role="img" aria-label="{}">{}</svg>'
    ).format(2 * largest + 24, foot + 1.5, label, marks)


def size_mark(count: int, size: float, foot: float, middle: float, largest: float) -> Markup:
    top, end = foot - 2 * size, middle + largest + 4
    return Markup(
        '<circle cx="{m:.2f}" cy="{cy:.2f}" r="{r:.2f}"/>'
        '<line x1="{m:.2f}" x2="{end:.2f}" y1="{top:.2f}" y2="{top:.2f}"/>'
        '<text x="{tx:.2f}" y="{ty:.2f}">{n}</text>'
    ).format(m=middle, cy=foot - size, r=size, end=end, top=top, tx=end + 1, ty=top + 1.2, n=count)


def join(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
