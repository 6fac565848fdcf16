"""The master key changes: what stood under the old one is made again under the new one.

In the transaction of whoever rotates, as the tables' owner. Look-ups are made from the sealed
identities of the journal; a holder who was forgotten has none any more.
"""

from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection

from adapters.access.secret import lookup
from adapters.access.totp import unwrapped, wrapped
from adapters.journal.mapper import read_event
from adapters.vault.envelope import Place, open_box, unwrap
from adapters.vault.master_key import MasterKey
from domain.commands.accounts import AccountIdentity
from domain.personal import Sealed

IDENTITY = """
SELECT originator_version, topic, state FROM journal.entries
 WHERE originator_id = %s AND topic IN ('account.opened', 'account.identity_corrected')
 ORDER BY originator_version DESC LIMIT 1
"""


def rekey(connection: Connection[Any], old: MasterKey, new: MasterKey) -> None:
    """The data keys may have been wrapped again before or after this: both are tried."""
    second_factors(connection, old, new)
    found = connection.execute("SELECT account FROM access.login WHERE lookup IS NOT NULL")
    for (account,) in found.fetchall():
        courriel = courriel_of(connection, account, (new, old))
        connection.execute(
            "UPDATE access.login SET lookup = %s WHERE account = %s",
            (lookup(new, courriel) if courriel else None, account),
        )
    connection.execute("UPDATE access.login SET epoch = %s", (new.epoch,))
    connection.execute("DELETE FROM access.attempt")  # its keys are of the old master


def second_factors(connection: Connection[Any], old: MasterKey, new: MasterKey) -> None:
    """One being set, not yet confirmed, is shown anew."""
    connection.execute("UPDATE access.session SET pending = NULL WHERE pending IS NOT NULL")
    sql = "SELECT account, totp FROM access.credential WHERE totp IS NOT NULL"
    for account, kept in connection.execute(sql).fetchall():
        secret = unwrapped(old, bytes(kept))
        if secret is not None:
            connection.execute(
                "UPDATE access.credential SET totp = %s WHERE account = %s",
                (wrapped(new, secret), account),
            )


def courriel_of(
    connection: Connection[Any], account: UUID, masters: tuple[MasterKey, ...]
) -> str | None:
    row = connection.execute(IDENTITY, (account,)).fetchone()
    if row is None:
        return None
    event: Any = read_event(row[1], bytes(row[2]))
    sealed: Sealed = event.identity
    secret = data_key(connection, sealed.key, masters)
    text = open_box(sealed, secret, Place(account, row[0], sealed.field)) if secret else None
    if not isinstance(text, str):
        return None
    return msgspec.json.decode(text, type=AccountIdentity).courriel


def data_key(connection: Connection[Any], key: str, masters: tuple[MasterKey, ...]) -> bytes | None:
    row = connection.execute("SELECT wrapped FROM vault.keys WHERE key_id = %s", (key,)).fetchone()
    opened = (unwrap(master, bytes(row[0])) for master in masters) if row else ()
    return next((secret for secret in opened if secret is not None), None)
