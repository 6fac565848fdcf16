"""The log of accesses: what happened at the doors, newest first, by account and by kind."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from litestar import Response, get
from litestar.di import NamedDependency

from adapters.journal.access_log import Sought, latest
from adapters.journal.recorder import LAST
from api.accounts import Desk
from api.french import PARIS, clock, day_short
from api.web.access import needs
from api.web.access_kinds import KINDS, kind_of, tags_of
from api.web.access_names import Names
from api.web.access_told import said
from api.web.csv_out import as_csv
from api.web.pages.choices import Choice, Group
from api.web.pages.securite import AccessLine, SecurityPage
from api.web.visit import Row, Visit, known_id
from domain.events import Entry
from domain.facts.security import Exported
from domain.policy import Action

PAGE, FILE = 100, 20_000
PHRASE = "Qui est entré, qui a été refusé, ce qui a changé."
NONE = "Rien de tel n’est arrivé aux portes."
FILE_TAG = "journal_acces"


@get("/securite", opt=needs(Action.LIRE_SECURITE), sync_to_thread=True)
def show(visit: NamedDependency[Visit], desk: NamedDependency[Desk]) -> Response[Any]:
    names, found = Names(desk), sought(visit, desk, PAGE + 1)
    shown = found[:PAGE]
    page = SecurityPage(
        phrase=PHRASE if shown else NONE,
        lignes=tuple(line(entry, names) for entry in shown),
        comptes=Group("", tuple(Choice(str(key), nom) for key, nom in names.accounts())),
        sortes=Group("", tuple(Choice(tag, mot) for tag, (mot, _) in KINDS.items())),
        compte=visit.text("compte"),
        sorte=visit.text("sorte"),
        fichier=f"/securite.csv{visit.address(avant=None).removeprefix('/securite')}",
        plus=visit.address(avant=str(shown[-1].position)) if len(found) > PAGE else "",
    )
    return visit.page("securite", "Journal des accès", "securite", page)


@get("/securite.csv", opt=needs(Action.LIRE_SECURITE), sync_to_thread=True)
def as_file(visit: NamedDependency[Visit], desk: NamedDependency[Desk]) -> Response[bytes]:
    """A file that leaves is told too, with the persons it names."""
    names, found = Names(desk), sought(visit, desk, FILE)
    rows = [file_row(entry, names) for entry in found] or [dict.fromkeys(COLUMNS, "")]
    persons = tuple(sorted(names.opened, key=str))
    desk.crm.note(
        Exported(visit.arrival.who.account, FILE_TAG, persons=persons), visit.arrival.author
    )
    return as_csv("journal-des-acces.csv", rows)


def sought(visit: Visit, desk: Desk, limit: int) -> list[Entry]:
    before = visit.text("avant")
    compte = known_id(visit.text("compte")) if visit.text("compte") else None
    asked = Sought(
        tags=tags_of(visit.text("sorte")),
        about=streams(compte) if compte else (),
        by=(str(compte),) if compte else (),
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 18 else LAST,
        limit=limit,
    )
    return latest(desk.crm.journal, asked)


def streams(account: UUID) -> Sequence[UUID]:
    return account, uuid5(account, "security")


def line(entry: Entry, names: Names) -> AccessLine:
    told = said(entry.event)
    return AccessLine(
        position=entry.position,
        instant=entry.recorded_at.isoformat() if entry.recorded_at else "",
        quand=when(entry),
        quoi=told.quoi,
        qui=names.whose(entry),
        detail=". ".join(filter(None, (first_upper(told.detail), names.by_another(entry)))),
        sorte=kind_of(entry.event),
    )


def first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def when(entry: Entry) -> str:
    if entry.recorded_at is None:
        return ""
    local = entry.recorded_at.astimezone(PARIS)
    return f"{day_short(local.date())}, {clock(local)}"


COLUMNS = ("Position", "Instant", "Sorte", "Fait", "Compte", "Détail", "Signé par")


def file_row(entry: Entry, names: Names) -> Row:
    told = said(entry.event)
    at = (
        entry.recorded_at.astimezone(PARIS).isoformat(timespec="seconds")
        if entry.recorded_at
        else ""
    )
    cells = (entry.position, at, kind_of(entry.event), told.quoi, names.whose(entry), told.detail)
    return dict(zip(COLUMNS, (*cells, names.signed(entry.author)), strict=True))
