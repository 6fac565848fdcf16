"""A process that sends commands until it is killed, and says what was acknowledged.

One line before each sending ("sent ID"), one after its answer ("done ID"). Everything in a
command follows from its id, so that whoever comes after can send it again.
"""

import sys
import time
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4, uuid5

from api.crm import Crm
from api.errors import ConflictError, UnavailableError, UnknownOutcomeError
from api.logs import configure
from api.measures.base import Ground, application
from api.settings import read_settings
from domain.commands.entries import LogInteraction
from domain.commands.shared import ContexteAsked, Present, StaffAsked

AUTHOR = "Salarié 1"
PATIENCE = 60.0
MOST = 20_000


def command(key: UUID, actor: UUID, salarie: UUID) -> LogInteraction:
    contexte = ContexteAsked(
        date(2022, 3, 15), (StaffAsked(salarie, 30),), pole="CID", themes=(str(key),)
    )
    present = (Present(actor=actor),)
    return LogInteraction(uuid5(key, "entry"), "rendez_vous", contexte, present)


def send(crm: Crm, key: UUID, actor: UUID, salarie: UUID) -> None:
    """Until there is an answer: a busy or absent service is asked again under the same id."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            crm.execute(command(key, actor, salarie), AUTHOR, key)
        except (UnavailableError, UnknownOutcomeError, ConflictError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def say(word: str, key: UUID) -> None:
    sys.stdout.write(f"{word} {key}\n")
    sys.stdout.flush()


def main(home: str, owner: str, actor: UUID, salarie: UUID) -> None:
    configure("error")
    settings = read_settings({"DATA_DIR": home, "MAILLAGE_ENV": "test", "LOG_LEVEL": "error"})
    with application(Ground(owner, settings), owner, pool_size=3) as crm:
        for _ in range(MOST):
            key = uuid4()
            say("sent", key)
            send(crm, key, actor, salarie)
            say("done", key)


if __name__ == "__main__":
    main(str(Path(sys.argv[1])), sys.argv[2], UUID(sys.argv[3]), UUID(sys.argv[4]))
