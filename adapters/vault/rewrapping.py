"""Every key of the database wrapped anew under the next master key, in one transaction."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_unwrap_with_padding,
    aes_key_wrap,
    aes_key_wrap_with_padding,
)
from psycopg import Connection
from psycopg.sql import SQL, Identifier

from adapters.vault.master_key import MasterKey

APPEND = 7052021  # nothing is recorded meanwhile: no key is sealed under the former master key
PAGE = 5_000
Wrap = Callable[[bytes, bytes], bytes]


class Rewrapped(NamedTuple):
    """A column of keys or secrets wrapped under the master key."""

    schema: str
    table: str
    key: str
    type: str
    column: str
    unwrap: Wrap = aes_key_unwrap_with_padding
    wrap: Wrap = aes_key_wrap_with_padding
    dated: bool = False  # its rows say their epoch

    @property
    def name(self) -> str:
        return f"{self.schema}.{self.table}"


KEYS = Rewrapped(
    "vault", "keys", "key_id", "text", "wrapped", aes_key_unwrap, aes_key_wrap, dated=True
)
REWRAPPED = (
    KEYS,
    Rewrapped("access", "credential", "account", "uuid", "totp"),
)
"""Whoever wraps something under the master key adds its column here."""


def rewrap(connection: Connection[Any], former: MasterKey, following: MasterKey) -> list[str]:
    """Inside the caller’s transaction, as the owner; tells the ids of what did not open."""
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (APPEND,))
    unread: list[str] = []
    for one in REWRAPPED:
        if exists(connection, one.name):
            unread += rewrap_column(connection, one, former, following)
    connection.execute(
        "INSERT INTO vault.epochs VALUES (%s, clock_timestamp(), NULL)", (following.epoch,)
    )
    return unread


def rewrap_column(
    connection: Connection[Any], one: Rewrapped, former: MasterKey, following: MasterKey
) -> list[str]:
    unread: list[str] = []
    table = Identifier(one.schema, one.table)
    connection.execute(SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(table))
    for page in pages(connection, one, former.epoch):
        kept = {}
        for key, wrapped in page:
            try:
                kept[key] = one.wrap(following.secret, one.unwrap(former.secret, bytes(wrapped)))
            except (InvalidUnwrap, ValueError):
                unread.append(str(key))
        write(connection, one, kept, following.epoch)
    return unread


def pages(
    connection: Connection[Any], one: Rewrapped, epoch: int
) -> Iterator[list[tuple[Any, Any]]]:
    column = Identifier(one.column)
    dated = SQL("epoch = {}").format(epoch)
    statement = SQL("SELECT {}, {} FROM {} WHERE {}").format(
        Identifier(one.key),
        column,
        Identifier(one.schema, one.table),
        dated if one.dated else SQL("{} IS NOT NULL").format(column),
    )
    found = connection.execute(statement).fetchall()
    for start in range(0, len(found), PAGE):
        yield found[start : start + PAGE]


def write(connection: Connection[Any], one: Rewrapped, kept: dict[Any, bytes], epoch: int) -> None:
    statement = SQL(
        "UPDATE {} t SET {} = n.wrapped{} FROM unnest(%s::{}[], %s::bytea[]) AS n (key, wrapped) "
        "WHERE t.{} = n.key"
    ).format(
        Identifier(one.schema, one.table),
        Identifier(one.column),
        SQL(", epoch = {}").format(epoch) if one.dated else SQL(""),
        Identifier("pg_catalog", one.type),
        Identifier(one.key),
    )
    if kept:
        connection.execute(statement, (list(kept), list(kept.values())))


def exists(connection: Connection[Any], table: str) -> bool:
    row = connection.execute("SELECT to_regclass(%s)", (table,)).fetchone()
    return bool(row and row[0] is not None)
