"""What does a person read at the end of an import: the counts, and what the réseau gained (R56)?"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from adapters.reference import departements
from adapters.reference.tables import place_of
from adapters.spreadsheets.report import PLURALS
from adapters.spreadsheets.verdicts import VERDICT_LABELS
from api.importing import Imported, Ligne


def adds(done: Imported) -> dict[str, int]:
    """New records by département, then outside the region, then without a sure commune."""
    found = Counter(where(one) for one in done.lines if one.verdict == "nouvelle")
    order = [*departements(), "hors_region", "sans_territoire"]
    return {code: found[code] for code in order if found[code]}


def where(one: Ligne) -> str:
    if one.commune is None:
        return "sans_territoire"
    return place_of(one.commune).departement or "hors_region"


def summary(done: Imported, today: date, *, trial: bool) -> Iterator[str]:
    yield ""
    yield f"{done.actors.filename} : {counts(done)}."
    yield gained(done, today, trial=trial)
    if done.adhesions:
        verb = "Reprendrait" if trial else "Reprend"
        yield f"{verb} {done.adhesions} adhésions d’acteurs déjà connus."
    for remark in done.actors.remarks:
        column = f", colonne « {remark.column} »" if remark.column else ""
        yield f"Ligne {remark.line}{column} : {remark.message}"
    if done.actors.unread:
        yield f"Colonnes non reprises : {', '.join(done.actors.unread)}."
    if not done.settled:
        yield "Il reste des lignes à régler : corrigez-les, ou gardez l’une d’elles par --garder."
    if trial:
        yield "Essai : rien n’a été enregistré."


def counts(done: Imported) -> str:
    """« 53 nouvelles, 12 doublons probables, 2 rejetées »: the kinds that occur."""
    found = done.counts()
    named = ((found[verdict], verdict) for verdict in VERDICT_LABELS)
    said = [f"{n} {PLURALS[v] if n > 1 else VERDICT_LABELS[v]}" for n, v in named if n]
    return ", ".join(said) or "aucune ligne"


def gained(done: Imported, today: date, *, trial: bool) -> str:
    """Published totals hold before any import; this is what it adds to them (R56)."""
    added = adds(done)
    if not added:
        return "Aucune structure à ajouter."
    inside = {code: many for code, many in added.items() if code in departements()}
    parts = [f"{departements()[code].nom} {many}" for code, many in inside.items()]
    total = sum(inside.values())
    named = "structure recensée" if total < 2 else "structures recensées"
    said = f"{total} {named}" + (f" ({', '.join(parts)})" if parts else "")
    outside = [
        f"{added[code]} {label}"
        for code, label in (
            ("hors_region", "hors région"),
            ("sans_territoire", "sans commune sûre, inscrites à part"),
        )
        if code in added
    ]
    verb = "Ajouterait" if trial else "Ajoute"
    return f"{verb}, à compter du {today:%d/%m/%Y} : {', '.join([said, *outside])}."
