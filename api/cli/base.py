"""What the doors that need a database share: open it, and say in French why not."""

import sys
from collections.abc import Callable

from psycopg import Error

from adapters.backup.archive import BackupError
from adapters.journal.mapper import UnknownTagError
from adapters.postgres.account import EmbeddedServerError
from adapters.vault.ledger import LedgerError
from adapters.vault.master_key import MasterKeyError
from api.crm import Crm
from api.opening import NotReadyError, opened
from api.settings import Settings
from domain.decider import Refused


def with_crm(settings: Settings, act: Callable[[Crm], int]) -> int:
    def opened_and_done() -> int:
        with opened(settings) as crm:
            return act(crm)

    return told(opened_and_done)


def told(act: Callable[[], int]) -> int:
    """What went wrong, as a French sentence instead of a traceback."""
    try:
        return act()
    except (
        NotReadyError,
        EmbeddedServerError,
        MasterKeyError,
        LedgerError,
        BackupError,
        UnknownTagError,
        Refused,
    ) as error:
        sys.stderr.write(f"{error}\n")
    except Error as error:
        sys.stderr.write(f"La base ne répond pas : {error}\nVoyez « ./maillage doctor ».\n")
    return 1
