"""The workload page: who goes beyond their capacity, since when, is there room in the team?"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from markupsafe import Markup

from api.drawing.heatmap import LEGEND, Line
from api.web.pages.charge_grid import RECENT, Row, Week, grid
from api.web.pages.charge_hours import HoursLine, Other, ShareTable, hours, share_table, total
from api.web.pages.charge_words import follow_up, sentence
from api.web.pages.frame import Period
from api.web.periods import WEEKS


class ChargePage(msgspec.Struct, frozen=True, kw_only=True):
    phrase: Markup
    suite: str
    periode: str
    au_mots: str
    legende: tuple[tuple[int, str], ...]
    semaines: tuple[Week, ...]
    recentes: int
    tronquee: bool
    lignes: tuple[Line, ...]
    equipe: tuple[int | None, ...]
    equipe_recente: int | None
    heures: tuple[HoursLine, ...]
    total: HoursLine
    tableaux: tuple[ShareTable, ...]
    adresse: str
    du: str
    au: str
    connu_au: str | None
    garde: tuple[tuple[str, str], ...]
    periodes: tuple[Any, ...]
    requete: str


class Answers(msgspec.Struct, frozen=True):
    """The workload question, cut the ways the page shows."""

    weeks: Sequence[Row]
    salaries: Sequence[Row]
    others: Sequence[Other]


def longer(period: Period) -> bool:
    """Does the period begin before the first week of the picture?"""
    last = date.fromisoformat(period.au)
    first = last - timedelta(days=last.weekday(), weeks=WEEKS - 1)
    return date.fromisoformat(period.du) < first


def page(answers: Answers, details: Mapping[str, str], period: Period, until: str) -> ChargePage:
    """`details` says of each salarié, under the name, the pôle and the office."""
    picture = grid(answers.weeks, details)
    lines = hours(answers.salaries)
    return ChargePage(
        phrase=sentence(picture),
        suite=follow_up(picture),
        periode=period.mots,
        au_mots=until,
        legende=LEGEND,
        semaines=picture.weeks,
        recentes=min(RECENT, len(picture.weeks)),
        tronquee=longer(period),
        lignes=picture.lines,
        equipe=picture.team,
        equipe_recente=picture.team_recent,
        heures=lines,
        total=total(lines),
        tableaux=tuple(share_table(other) for other in answers.others),
        adresse=period.adresse,
        du=period.du,
        au=period.au,
        connu_au=period.connu_au,
        garde=period.garde,
        periodes=period.periodes,
        requete=period.requete,
    )
