"""Every statement that must be refused, tried by every role. Nothing is kept of what passes."""

from typing import Any, NamedTuple

import psycopg
from psycopg import Connection, sql

from adapters.measure.tailing import ordered
from adapters.measure.verdicts import Verdict, verdict
from adapters.postgres.embedded import conninfo

NULLS = ", ".join(["NULL"] * 12)
OF_ROLES = {
    "insert": "INSERT INTO journal.entries VALUES (gen_random_uuid(), 1, 1000000, now(), "
    "gen_random_uuid(), 'x', 'actor.confirmed', '')",
    "update": "UPDATE journal.entries SET author = 'x'",
    "delete": "DELETE FROM journal.entries",
    "truncate": "TRUNCATE journal.entries",
    "lock": "LOCK TABLE journal.entries",
    "disable_trigger": "ALTER TABLE journal.entries DISABLE TRIGGER ALL",
    "drop_trigger": "DROP TRIGGER entries_only_grow ON journal.entries",
    "drop_table": "DROP TABLE journal.entries",
    "rename_table": "ALTER TABLE journal.entries RENAME TO other",
    "add_rule": "CREATE RULE quiet AS ON INSERT TO journal.entries DO INSTEAD NOTHING",
    "drop_schema": "DROP SCHEMA journal CASCADE",
    "create_table": "CREATE TABLE journal.other (one integer)",
    "create_public_table": "CREATE TABLE public.other (one integer)",
    "create_temporary": "CREATE TEMPORARY TABLE other (one integer)",
    "forge_receipt": "INSERT INTO journal.receipts VALUES (gen_random_uuid(), '', 1, 1, now())",
    "update_receipt": "UPDATE journal.receipts SET request = ''",
    "delete_receipt": "DELETE FROM journal.receipts",
    "truncate_receipts": "TRUNCATE journal.receipts",
    "replace_function": "CREATE OR REPLACE FUNCTION journal.append_one() RETURNS void "
    "LANGUAGE sql AS 'SELECT'",
    "drop_function": "DROP FUNCTION journal.append_one",
    "alter_function": "ALTER FUNCTION journal.append_one SECURITY INVOKER",
    "inner_function": f"SELECT journal.record({NULLS})",
    "choose_instant": f"SELECT journal.append_demonstration({NULLS})",
    "call_demonstration": "SELECT journal.mark_demonstration('2022-09-30')",
    "change_nature": "UPDATE journal.nature SET demonstration = true",
    "replication_role": "SET session_replication_role = replica",
    "become_owner": "SET ROLE maillage_owner",
    "grant_owner": "GRANT maillage_owner TO maillage_app, maillage_projector",
    "forge_key": "INSERT INTO vault.keys VALUES ('x', '', 1, NULL)",
    "update_key": "UPDATE vault.keys SET wrapped = ''",
    "delete_key": "DELETE FROM vault.keys",
    "truncate_keys": "TRUNCATE vault.keys",
    "change_epoch": "UPDATE vault.epochs SET epoch = 2",
    "begin_epoch": "INSERT INTO vault.epochs VALUES (2, now(), NULL)",
    "delete_epoch": "DELETE FROM vault.epochs",
    "forget_alone": "INSERT INTO vault.forgotten VALUES ('x')",
    "bring_back": "DELETE FROM vault.forgotten",
    "call_forgetting": "SELECT vault.refuse_former('{}', '{}')",
    "silence_forgetting": "ALTER TABLE journal.entries DISABLE TRIGGER entries_forget",
    "migrations": "DELETE FROM public.maillage_migrations",
    "read_files": "SELECT pg_read_file('/etc/passwd')",
    "server_copy": "COPY journal.nature TO PROGRAM 'true'",
    "create_role": "CREATE ROLE other SUPERUSER",
}
OF_THE_PROJECTOR = {
    "append": "SELECT journal.append_one(gen_random_uuid(), '', 'x', gen_random_uuid(), 1, "
    "'x', '')",
    "read_keys": "SELECT * FROM vault.keys",
    "read_epochs": "SELECT * FROM vault.epochs",
    "read_receipts": "SELECT * FROM journal.receipts",
}
OF_THE_APPLICATION = {
    "drop_read_model": "DROP TABLE read_models.part",
    "create_in_read_models": "CREATE TABLE read_models.other (one integer)",
    "create_schema": "CREATE SCHEMA other",
}
OF_THE_OWNER = {
    name: OF_ROLES[name]
    for name in ("update", "delete", "truncate", "update_receipt", "delete_receipt",
                 "truncate_receipts")
}  # fmt: skip
"""Refused to everyone by triggers, the owner and the superuser too."""


class Trial(NamedTuple):
    role: str
    name: str
    statement: str

    @property
    def label(self) -> str:
        return f"{self.role}-{self.name}"


ROLES = {
    "maillage_app": {**OF_ROLES, **OF_THE_APPLICATION},
    "maillage_projector": {**OF_ROLES, **OF_THE_PROJECTOR},
    "maillage_owner": OF_THE_OWNER,
    "superuser": OF_THE_OWNER,
}
TRIALS = [Trial(role, *one) for role, statements in ROLES.items() for one in statements.items()]
PERMITTED = {
    "maillage_app": "SELECT count(*) FROM journal.entries",
    "maillage_projector": "SELECT count(*) FROM journal.entries",
    "maillage_owner": "SELECT count(*) FROM vault.keys",
    "superuser": "SELECT count(*) FROM vault.keys",
}


def measure_statements(owner: str) -> Verdict:
    with connected(owner, "maillage_app") as connection:
        ordered(connection)
        connection.commit()
    before = content(owner)
    passed = [trial for trial in TRIALS if not refused(owner, trial)]
    permitted = [
        role for role, words in PERMITTED.items() if not refused(owner, Trial(role, "", words))
    ]
    moved = content(owner) != before
    return verdict(
        "forbidden_statements",
        "statements accepted",
        len(TRIALS),
        len(passed) + moved,
        len(permitted) if len(permitted) == len(PERMITTED) else 0,
        "0; the control, a permitted statement of each role, is accepted",
        {trial.label: 1 for trial in passed},
    )


def connected(owner: str, role: str) -> Connection[Any]:
    """Two roles log in; the owner of the tables cannot, a superuser becomes it."""
    if role in ("maillage_app", "maillage_projector"):
        return psycopg.connect(conninfo(owner, user=role))
    connection = psycopg.connect(owner)
    if role != "superuser":
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
    return connection


def refused(owner: str, trial: Trial) -> bool:
    """Only a lack of privilege counts; whatever passes is rolled back."""
    with connected(owner, trial.role) as connection:
        try:
            connection.execute(trial.statement.encode())
        except psycopg.errors.InsufficientPrivilege:
            return True
        except psycopg.Error:
            return False  # it failed for another reason: that proves nothing
        finally:
            connection.rollback()
    return False


def content(owner: str) -> list[tuple[Any, ...]]:
    words = (
        "SELECT md5(string_agg(e::text, '' ORDER BY notification_id)), count(*) "
        "FROM journal.entries e"
    )
    with psycopg.connect(owner) as connection:
        return connection.execute(words.encode()).fetchall()
