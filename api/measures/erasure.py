"""Is somebody erased found anywhere? Everything on the disk is read, every key carved out tried.

Two controls: before the key was changed, carving gives the erased back; before the erasure, the
same search finds their names.
"""

import subprocess
from collections.abc import Iterable, Sequence
from contextlib import redirect_stderr
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import psycopg
from psycopg.conninfo import conninfo_to_dict

from adapters.backup.saving import save
from adapters.measure.forensics import Candidates, carved, names_in, opened, pieces
from adapters.measure.verdicts import Verdict, verdict
from adapters.postgres.place import find_place
from adapters.vault.master_key import read_master_key
from adapters.vault.rotation import rotate
from api.accounts.desk import Desk
from api.app import create_app
from api.crm import Crm
from api.logs import configure
from api.measures.asgi import HOST, Browser, get
from api.measures.base import Ground, application, database
from api.measures.base import scratch as own_server
from api.measures.erased_network import Somebody, erase, everybody, introduce, keys_of, totals
from api.measures.visitors import of_role
from domain.roles import Role

EXPORTS = (
    "/couverture.csv", "/charge.csv", "/api/questions/journal?limite=100000",
    "/api/questions/annuaire?limite=100000", "/api/questions/conservation", "/journal?tout=1",
)  # fmt: skip
KEPT = "SELECT key_id, wrapped FROM vault.keys"


class Found(NamedTuple):
    names: set[str]
    candidates: Candidates


def measure_erasure(ground: Ground, many: int, erased: int) -> Verdict:
    """On a server of its own: everything in its directory is of this trial."""
    with own_server(ground.settings) as alone:
        owner = database(alone, "effacement")
        log = alone.settings.data_dir / "application.log"
        with log.open("w", encoding="utf-8") as lines, redirect_stderr(lines):
            configure("info")
            with application(alone, owner) as crm:
                tried = forgotten(alone, owner, crm, everybody(many), erased)
        configure("error")
    return tried


def forgotten(
    ground: Ground, owner: str, crm: Crm, persons: Sequence[Somebody], erased: int
) -> Verdict:
    introduce(crm, persons)
    gone, kept = persons[:erased], persons[erased:]
    home, kek = ground.settings.data_dir, ground.settings.kek_file
    before, former, rows = totals(crm), read_master_key(kek), kept_rows(owner)
    exported(crm, home / "exports-avant")
    base_backup(ground, owner, home / "base-avant")
    settle(owner)
    seen = look([home], set()).names
    destroyed = erase(crm, gone)
    for path in (home / "exports-avant").iterdir():
        path.unlink()  # whoever holds them is told to do the same
    rotate(owner, kek)
    settle(owner)
    exported(crm, home / "exports")
    base_backup(ground, owner, home / "base")
    save(owner, home / "sauvegarde.zip")
    living = keys_of(crm, [one.person for one in kept])
    found = look([home], {*living, *set().union(*destroyed.values())})
    candidates = found.candidates | rows
    after = opened(candidates, [read_master_key(kek)])
    again = opened(candidates, [former])
    looked = Looked(seen, found.names, after, again)
    return told(gone, kept, destroyed, looked, living, same=before == totals(crm))


class Looked(NamedTuple):
    """Names seen before and after; keys that opened under the new master key and the former."""

    seen: set[str]
    names: set[str]
    after: set[str]
    again: set[str]


def told(
    gone: Sequence[Somebody],
    kept: Sequence[Somebody],
    destroyed: dict[UUID, set[str]],
    looked: Looked,
    living: set[str],
    *,
    same: bool,
) -> Verdict:
    named = sum(one.tail in looked.names for one in gone)
    carved_back = sum(bool(destroyed[one.person] & looked.after) for one in gone)
    readable = len(living & looked.after)
    control = min(
        sum(one.tail in looked.seen for one in gone),
        sum(bool(destroyed[one.person] & looked.again) for one in gone),
    )
    return verdict(
        "erasure",
        "erased persons found",
        len(gone),
        named + carved_back + (len(kept) - readable) + (not same),
        control,
        f"0 of {len(gone)} named or carved, {len(kept)} others readable, totals the same",
        {
            "persons": len(gone) + len(kept),
            "named": named,
            "carved": carved_back,
            "readable": readable,
            "totals_changed": int(not same),
            "carved_before": sum(bool(destroyed[one.person] & looked.again) for one in gone),
            "others_named": sum(one.tail in looked.names for one in kept),
            "named_before": sum(one.tail in looked.seen for one in gone),
        },
    )


def look(roots: Iterable[Path], keys: set[str]) -> Found:
    found = Found(set(), set())
    for data in pieces(roots):
        found.names.update(names_in(data))
        found.candidates.update(carved(data, keys))
    return found


def kept_rows(owner: str) -> Candidates:
    """What somebody may have copied from the table of keys before the erasure."""
    with psycopg.connect(owner) as connection:
        rows = connection.execute(KEPT).fetchall()
    return {(name, bytes(wrapped)) for name, wrapped in rows}


def settle(owner: str) -> None:
    """Everything that is in memory goes to the disk."""
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("CHECKPOINT")


def exported(crm: Crm, directory: Path) -> None:
    """What people take away, asked by the direction through the pages."""
    directory.mkdir()
    desk = Desk(crm)
    headers = of_role(crm, f"sorties-{directory.name}", Role.DIRECTION).headers(desk)
    with Browser(create_app(crm, HOST.decode())) as browser:
        for rank, target in enumerate(EXPORTS):
            answer = browser.ask(get(target, *headers))
            (directory / f"{rank}").write_bytes(answer.body)


def base_backup(ground: Ground, owner: str, target: Path) -> None:
    """As PostgreSQL itself makes one, with the lines written meanwhile."""
    place, info = find_place(ground.settings.data_dir), conninfo_to_dict(owner)
    program = str(place.binaries / "pg_basebackup")
    where = ["-h", str(info["host"]), "-p", str(info["port"]), "-U", str(info["user"])]
    command = [program, "-D", str(target), "-X", "stream", "--checkpoint=fast", *where]
    subprocess.run(command, check=True, capture_output=True, cwd="/")
