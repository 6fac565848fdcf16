"""After a crash PostgreSQL empties unlogged tables: is the directory one of them? Fill it again.

The figures stand in logged tables and answer at once; only search and names come back (R61).
"""

from typing import Any

from psycopg import Connection
from psycopg_pool import ConnectionPool

from adapters.read_models.projector import LOCK
from adapters.read_models.reading import DECODERS
from adapters.read_models.writing import INSERTS
from projections import ACTEUR, PROJET, Fiche
from projections.network import Network
from projections.texts import Reveal


def refill_if_lost(pool: ConnectionPool[Any], network: Network, reveal: Reveal) -> bool:
    """True when the directory had been lost, and stands again."""
    with pool.connection() as connection, connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        kept = connection.execute("SELECT one FROM read_models.annuaire_position").fetchone()
        if kept is not None:
            return False
        connection.execute("DELETE FROM read_models.annuaire")
        for fiche in (ACTEUR, PROJET):
            refill(connection, fiche, network, reveal)
        connection.execute("INSERT INTO read_models.annuaire_position DEFAULT VALUES")
        return True


def refill(connection: Connection[Any], fiche: Fiche, network: Network, reveal: Reveal) -> None:
    """Every version of every document gives its line again."""
    decode = DECODERS[fiche.table].decode
    sql = f"SELECT document, known_from, known_to FROM read_models.{fiche.table}"  # noqa: S608  # a name of ours
    rows = connection.execute(sql.encode()).fetchall()
    lines = [
        (*line, known_from, known_to)
        for document, known_from, known_to in rows
        for line in fiche.derive(decode(document), network, reveal).get("annuaire", ())
    ]
    with connection.cursor() as cursor:
        cursor.executemany(INSERTS["annuaire"], lines)
