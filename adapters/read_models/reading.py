"""Which documents stand in the tables now, and which entries must be counted again?"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg.sql import SQL, Identifier

from adapters.journal.mapper import read_event
from domain.events import Entry
from projections import FICHES, INTERACTION, Fiche
from projections.acteur import Acteur
from projections.interaction import Interaction
from projections.network import Network
from projections.projet import Projet
from projections.salarie import FicheSalarie
from projections.working_set import FOR_EVER, Source

DECODERS: dict[str, msgspec.json.Decoder[Any]] = {
    fiche.table: msgspec.json.Decoder(fiche.row) for fiche in FICHES
}
LATEST = SQL(
    "SELECT DISTINCT ON (id) id, document FROM {} WHERE id = ANY(%b) ORDER BY id, known_from DESC"
)


def source(connection: Connection[Any], schema: str) -> Source:
    """Reads inside the caller's transaction."""

    def documents(fiche: Fiche, ids: set[UUID]) -> dict[UUID, Any]:
        if not ids:
            return {}
        if not fiche.kept:
            return interactions(connection, schema, ids)
        sql = LATEST.format(Identifier(schema, fiche.table))
        decode = DECODERS[fiche.table].decode
        found = connection.execute(sql, (list(ids),))
        return {key: decode(document) for key, document in found}

    def owners(table: str, column: str, ids: set[UUID]) -> set[UUID]:
        sql = SQL("SELECT DISTINCT interaction FROM {} WHERE {} = ANY(%b)").format(
            Identifier(schema, table), Identifier(column)
        )
        return {row[0] for row in connection.execute(sql, (list(ids),))}

    return Source(
        documents,
        lambda actors: owners("part", "actor", actors),
        lambda project: owners("dossier", "project", {project}),
        lambda salarie: owners("part", "salarie", {salarie}),
    )


FACTS = SQL(
    "SELECT f.interaction, e.originator_id, e.originator_version, e.topic, e.state, "
    "e.notification_id, e.recorded_at, e.author, e.command_id "
    "FROM {} f JOIN journal.entries e ON e.notification_id = f.position "
    "WHERE f.interaction = ANY(%b) AND f.position <= %b ORDER BY f.position"
)


def interactions(
    connection: Connection[Any], schema: str, ids: Iterable[UUID], upto: int = FOR_EVER
) -> dict[UUID, Interaction]:
    """The entries as their facts tell them, known at a position."""
    sql = FACTS.format(Identifier(schema, "fait"))
    found: dict[UUID, Interaction] = {}
    for key, *line in connection.execute(sql, (list(ids), upto)):
        after = INTERACTION.evolve(found.get(key), as_entry(line))
        if after is not None:
            found[key] = after
    return found


def as_entry(line: Sequence[Any]) -> Entry:
    """One row of journal.entries, in the order of LINES."""
    key, version, topic, state, position, recorded_at, author, command = line
    event = read_event(topic, state)
    return Entry(key, version, event, position, recorded_at, author, command)


def load_network(connection: Connection[Any], schema: str, network: Network) -> Network:
    """The network as the documents tell it: what another process may have changed."""
    for acteur in current(connection, schema, "acteur", "connu_depuis", "survivor"):
        remember_acteur(network, acteur)
    for projet in current(connection, schema, "projet"):
        project: Projet = projet
        network.porteurs[project.id] = list(project.porteurs)
    for salarie in current(connection, schema, "salarie"):
        fiche: FicheSalarie = salarie
        first, *later = fiche.poles
        network.poles[fiche.id] = [(None, first[1]), *later]
    return network


def remember_acteur(network: Network, acteur: Acteur) -> None:
    if acteur.connu_depuis is not None:
        network.connus[acteur.id] = acteur.connu_depuis
    if acteur.survivor is not None:
        network.survivors[acteur.id] = acteur.survivor


def current(connection: Connection[Any], schema: str, table: str, *words: str) -> list[Any]:
    """Documents in force; `words` keeps those that hold one of these fields."""
    sql = SQL("SELECT document FROM {} WHERE known_to = %s").format(Identifier(schema, table))
    decode = DECODERS[table].decode
    rows = connection.execute(sql, (FOR_EVER,))
    return [
        decode(text) for (text,) in rows if not words or any(f'"{word}"' in text for word in words)
    ]
