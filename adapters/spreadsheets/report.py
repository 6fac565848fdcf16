"""What does a person read after an import, or before it: the counts, then each line with a word?"""

from collections.abc import Iterator

from adapters.spreadsheets.table import Remark
from adapters.spreadsheets.verdicts import VERDICT_LABELS, ActorList, Judged, Verdict

PLURALS: dict[Verdict, str] = {
    "nouvelle": "nouvelles",
    "deja_connue": "déjà connues",
    "doublon_probable": "doublons probables",
    "rejetee": "rejetées",
    "ignoree": "ignorées",
}


def report(actors: ActorList) -> Iterator[str]:
    """One sentence of counts, then what a person may have to settle, in file order."""
    yield f"{actors.filename} : {counts(actors)}."
    apart = without_commune(actors)
    if apart:
        yield f"{apart} sans commune sûre : inscrites à part, hors des comptes par territoire."
    for remark in sorted(actors.remarks, key=lambda one: one.line):
        yield _remark(remark)
    for judged in actors.lines:
        yield from _lines(judged)
    if actors.unread:
        yield f"Colonnes non reprises : {', '.join(actors.unread)}."


def counts(actors: ActorList) -> str:
    """« 53 nouvelles, 12 doublons probables, 2 rejetées »: the kinds that occur."""
    found = ((verdict, actors.count(verdict)) for verdict in VERDICT_LABELS)
    return ", ".join(f"{n} {_named(verdict, n)}" for verdict, n in found if n) or "aucune ligne"


def without_commune(actors: ActorList) -> int:
    """How many new lines have no sure commune (R56)?"""
    return sum(
        judged.verdict == "nouvelle" and judged.row is not None and judged.row.commune is None
        for judged in actors.lines
    )


def _named(verdict: Verdict, count: int) -> str:
    return PLURALS[verdict] if count > 1 else VERDICT_LABELS[verdict]


def _lines(judged: Judged) -> Iterator[str]:
    if judged.verdict != "nouvelle":
        nom = f" « {judged.row.nom} »" if judged.row else ""
        where = f", colonne « {judged.column} »" if judged.column else ""
        other = f" → « {judged.other_nom} »" if judged.other_nom else ""
        label = VERDICT_LABELS[judged.verdict]
        yield f"Ligne {judged.line}{where}{nom} : {label}{other}. {judged.raison}"
    for warning in judged.row.warnings if judged.row else ():
        yield _remark(warning)


def _remark(remark: Remark) -> str:
    where = f", colonne « {remark.column} »" if remark.column else ""
    return f"Ligne {remark.line}{where} : {remark.message}"
