"""Which lines of a list are no organisation that can be taken, and why?"""

import re

from adapters.matching.folding import fold
from adapters.spreadsheets.actor_row import LONGEST_NAME, Cells
from adapters.spreadsheets.table import Row, column_name
from adapters.spreadsheets.values import read_countries
from adapters.spreadsheets.verdicts import Judged

OURSELVES = {"lianes cooperation"}

TOTAL = re.compile(r"(sous )?tota(l|ux)( general)?( \d.*)?")


def no_data(row: Row, cells: Cells) -> Judged | None:
    """Repeated headers, totals and mentions at the foot are no organisations to take."""
    filled = [fold(cell) for cell in row.cells if cell]
    if filled == [fold(header) for header in cells.headers if header]:
        return Judged(row.line, "ignoree", raison="Ligne d’en-têtes répétée")
    if filled and TOTAL.fullmatch(filled[0]):
        return Judged(row.line, "ignoree", raison="Ligne de total")
    if len(filled) == 1 and not cells["nom"] and len(cells.headers) > 1:
        return Judged(row.line, "ignoree", raison=f"Mention, sans structure : « {filled[0]} »")
    return _ourselves(row, cells)


def _ourselves(row: Row, cells: Cells) -> Judged | None:
    """Nothing is to be put right: the réseau is none of those it knows (R9)."""
    if fold(cells["nom"]) not in OURSELVES:
        return None
    why = "Lianes coopération n’est pas un acteur de son propre recensement"
    return Judged(row.line, "ignoree", raison=why, column=cells.column("nom"))


def misshapen(row: Row, cells: Cells) -> Judged | None:
    """A cell too many has pushed its neighbours: no one can say which cell is which."""
    width = len(cells.headers)
    if len(row.cells) <= width or not any(row.cells[width - 1 :]):
        return None
    return Judged(
        row.line,
        "rejetee",
        raison=(
            f"{len(row.cells)} cellules pour {width} colonnes : un séparateur s’est glissé dans "
            "une cellule. Mettez-la entre guillemets, puis importez à nouveau."
        ),
        column=_split_column(row, cells),
    )


def _split_column(row: Row, cells: Cells) -> str:
    """The column that was cut: countries, when the next cell still names one."""
    at = cells.columns.get("countries")
    if at is not None and read_countries(" ".join(row.cells[at + 1 : at + 2]))[0]:
        return column_name(cells.headers, at)
    return column_name(cells.headers, len(cells.headers))


def unnamed(row: Row, cells: Cells) -> Judged | None:
    nom, column = fold(cells["nom"]), cells.column("nom")
    if not nom:
        why = "Nom absent : complétez la ligne, puis importez à nouveau."
    elif len(cells["nom"]) > LONGEST_NAME:
        why = f"Nom de plus de {LONGEST_NAME} caractères : vérifiez les guillemets de la ligne."
    else:
        return None
    return Judged(row.line, "rejetee", raison=why, column=column)
