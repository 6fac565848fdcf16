"""Are the tables, as known at a position, what a fold of the journal stopped there gives?"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from adapters.read_models.reading import DECODERS
from adapters.reference.tables import place_of
from api.crm import Crm
from domain.events import Entry
from projections import FICHES, fold
from projections.network import Network
from projections.texts import Text
from projections.working_set import commands

Tables = dict[str, Counter[tuple[Any, ...]]]
DERIVED = tuple(table for fiche in FICHES for table in fiche.derived)
KEPT = tuple(fiche.table for fiche in FICHES if fiche.kept)
KNOWN = "known_from <= %(p)s AND %(p)s < known_to"


def boundaries(crm: Crm) -> list[int]:
    """The last position of each command."""
    return [command[-1].position for command in commands(crm.journal.after(0, 100_000))]


def folded(crm: Crm, entries: Iterable[Entry]) -> tuple[Tables, dict[Any, Any]]:
    """Every row the tables must hold, and every entry's document."""
    network = Network(place_of)
    documents = fold(entries, network)

    def reveal(text: Text) -> Any:
        return crm.read([text])[0]

    rows: Tables = {table: Counter() for table in (*KEPT, *DERIVED)}
    for fiche in FICHES:
        for key, document in documents[fiche.table].items():
            if fiche.kept:
                rows[fiche.table][key, document_text(document)] += 1
            for table, derived in fiche.derive(document, network, reveal).items():
                rows[table].update(tuple(row) for row in derived)
    return rows, documents["interaction"]


def document_text(document: Any) -> str:
    """Structs with dictionaries are not hashable: their words are compared."""
    return repr(document)


def stored(crm: Crm, position: int) -> Tables:
    rows: Tables = {}
    for table in KEPT:
        found = crm.query(f"SELECT id, document FROM read_models.{table} WHERE {KNOWN}", p=position)
        decode = DECODERS[table].decode
        rows[table] = Counter((row["id"], document_text(decode(row["document"]))) for row in found)
    for table in DERIVED:
        found = crm.query(f"SELECT * FROM read_models.{table} WHERE {KNOWN}", p=position)
        rows[table] = Counter(
            tuple(value for name, value in row.items() if not name.startswith("known_"))
            for row in found
        )
    return rows


def differences(crm: Crm, position: int, entries: list[Entry]) -> dict[str, Any]:
    """By table: what the fold has and the table lacks, and what the table has besides."""
    expected, interactions = folded(crm, [one for one in entries if one.position <= position])
    found = stored(crm, position)
    told = {
        table: (expected[table] - found[table], found[table] - expected[table])
        for table in expected
        if expected[table] != found[table]
    }
    if crm.interactions(list(interactions), position) != interactions:
        told["interaction"] = ("documents differ",)  # type: ignore[assignment]
    return told


def all_differences(crm: Crm) -> dict[int, Any]:
    """At every command boundary; empty when every view of the past is right."""
    entries = crm.journal.after(0, 100_000)
    found = {position: differences(crm, position, entries) for position in boundaries(crm)}
    return {position: told for position, told in found.items() if told}
