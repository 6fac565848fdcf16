"""May this server hold the journal? What it acknowledges must survive a power cut."""

import psycopg

OLDEST, NEWEST = 15, 18
REMEDIES = {
    "fsync": "Mettez « fsync = on » dans postgresql.conf, puis redémarrez PostgreSQL",
    "full_page_writes": "Mettez « full_page_writes = on » dans postgresql.conf, puis rechargez",
    "synchronous_commit": "Mettez « synchronous_commit = on » dans postgresql.conf, puis rechargez",
    "data_checksums": "Arrêtez PostgreSQL, lancez « pg_checksums --enable », redémarrez-le",
}
LOSSES = {
    "fsync": "une coupure de courant peut effacer ce qui était noté",
    "full_page_writes": "une coupure de courant peut abîmer la base",
    "synchronous_commit": "une entrée annoncée comme notée peut être perdue",
    "data_checksums": "un disque qui abîme une page passerait inaperçu",
}
# With a standby, these wait for more than the local disk; only less than `on` loses anything.
DURABLE = {"synchronous_commit": {"on", "remote_write", "remote_apply"}}


def durability_complaints(connection: psycopg.Connection[object]) -> list[str]:
    """What must change before the application starts? French sentences; empty when fit."""
    return _version_complaints(connection) + [
        f"PostgreSQL tourne avec {name} = {value} : {LOSSES[name]}. {REMEDIES[name]}."
        for name, value in _settings(connection).items()
        if value not in DURABLE.get(name, {"on"})
    ]


def _version_complaints(connection: psycopg.Connection[object]) -> list[str]:
    major = connection.info.server_version // 10_000
    if OLDEST <= major <= NEWEST:
        return []
    refusal = (
        f"PostgreSQL {major} n'est pas pris en charge : Maillage demande une version de {OLDEST} "
        f"à {NEWEST}. Changez DATABASE_URL, ou mettez ce serveur à niveau."
    )
    return [refusal]


def _settings(connection: psycopg.Connection[object]) -> dict[str, str]:
    with connection.cursor(row_factory=psycopg.rows.tuple_row) as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(REMEDIES)]
        )
        found: dict[str, str] = dict(cursor.fetchall())
    return {name: found[name] for name in REMEDIES}
