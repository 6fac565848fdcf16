"""Every table the réseau reads, written out. A projection that is not listed is not kept.

`fiches` hold what is known of one thing, by folding its facts; `derived` rows are what SQL counts,
computed from one fiche and the network. Every row says from which position it was known, and
until which: a view of the past is a condition, not another table.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from domain.events import ALL, Entry
from domain.facts import actor_entries, gathering, project_entries
from domain.facts.shared import (
    Amended,
    AttendanceAmended,
    AttendanceRetracted,
    Attended,
    Event,
    Logged,
    Retracted,
    RetractionWithdrawn,
)
from projections import (
    acteur,
    acteur_evolving,
    annuaire,
    convention,
    interaction,
    interaction_evolving,
    mentions,
    parts,
    personne,
    projet,
)
from projections import salarie as salaries
from projections.network import Network
from projections.situations import situations
from projections.texts import Reveal

Rows = dict[str, Sequence[tuple[Any, ...]]]


class Fiche(NamedTuple):
    """One table of documents: how a fact finds its document, and changes it."""

    table: str
    row: type
    key: Callable[[Entry], UUID]
    evolve: Callable[[Any, Entry], Any]
    derive: Callable[[Any, Network, Reveal], Rows]
    derived: tuple[str, ...]
    kept: bool = True  # False: the journal itself is the document, found by its positions


def own(entry: Entry) -> UUID:
    return entry.originator_id


def acteur_rows(row: acteur.Acteur, network: Network, reveal: Reveal) -> Rows:
    return {
        "situation": [*situations(row, network)],
        "annuaire": [annuaire.acteur_ligne(row, network, reveal)],
        "lien": mentions.liens(row, network),
    }


def projet_rows(row: projet.Projet, network: Network, _: Reveal) -> Rows:
    return {"annuaire": [annuaire.projet_ligne(row, network)]}


def interaction_rows(row: interaction.Interaction, network: Network, _: Reveal) -> Rows:
    rows: Rows = {"part": parts.parts(row, network)}
    if row.contexte.conventions:
        rows["imputation"] = [*parts.imputations(row)]
    if row.type != "actor" or row.contexte.project is not None:
        rows["dossier"] = [*parts.dossiers(row)]
    if row.contexte.contacts:
        rows["mention"] = mentions.mentions(row)
    return rows


def nothing(*_: object) -> Rows:
    return {}


ACTEUR = Fiche(
    "acteur",
    acteur.Acteur,
    own,
    acteur_evolving.evolve,
    acteur_rows,
    ("situation", "annuaire", "lien"),
)
PROJET = Fiche("projet", projet.Projet, own, projet.evolve, projet_rows, ("annuaire",))
SALARIE = Fiche("salarie", salaries.FicheSalarie, own, salaries.evolve, nothing, ())
CONVENTION = Fiche("convention", convention.FicheConvention, own, convention.evolve, nothing, ())
PERSONNE = Fiche("personne", personne.Personne, personne.key, personne.evolve, nothing, ())
INTERACTION = Fiche(
    "interaction",
    interaction.Interaction,
    interaction_evolving.key,
    interaction_evolving.evolve,
    interaction_rows,
    ("part", "imputation", "dossier", "mention"),
    kept=False,
)
FICHES = (ACTEUR, PROJET, SALARIE, CONVENTION, PERSONNE, INTERACTION)

OF_AN_ENTRY = (
    Logged,
    Attended,
    Amended,
    Retracted,
    RetractionWithdrawn,
    AttendanceAmended,
    AttendanceRetracted,
    gathering.GatheringHeld,
    actor_entries.ActorSollicitationAnswered,
    project_entries.ProjectSollicitationAnswered,
)
OF_PREFIX = {
    "actor": ACTEUR,
    "project": PROJET,
    "salarie": SALARIE,
    "convention": CONVENTION,
    "person": PERSONNE,
}
NO_DOCUMENT = ("account", "security")
"""Streams that no table tells of: rights are read from their own stream, at once."""
CREATING = (Logged, gathering.GatheringHeld)
"""Facts before which an entry's document cannot exist."""


def fiches_of(event: type[Event]) -> tuple[Fiche, ...]:
    """Which documents can this fact change?"""
    if event is project_entries.ProjectExplorRequested:
        return (INTERACTION, PROJET)
    if issubclass(event, OF_AN_ENTRY):
        return (INTERACTION,)
    stream = str(event.__struct_config__.tag).split(".", 1)[0]
    return () if stream in NO_DOCUMENT else (OF_PREFIX[stream],)


DISPATCH: dict[type[Event], tuple[Fiche, ...]] = {event: fiches_of(event) for event in ALL}


def fold(entries: Iterable[Entry], network: Network) -> dict[str, dict[UUID, Any]]:
    """Every document from the whole journal: what the tables must equal."""
    documents: dict[str, dict[UUID, Any]] = {fiche.table: {} for fiche in FICHES}
    for entry in entries:
        network.evolve(entry)
        for fiche in DISPATCH[type(entry.event)]:
            rows, key = documents[fiche.table], fiche.key(entry)
            after = fiche.evolve(rows.get(key), entry)
            if after is not None:
                rows[key] = after
    return documents
