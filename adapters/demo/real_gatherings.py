"""Which published gatherings enter the figures, and why do the others stay in an agenda (R56)?"""

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from adapters.demo.chance import key
from adapters.demo.figures import TODAY
from adapters.demo.lists import Line, lines, words
from adapters.demo.script import OPENING, Script
from adapters.demo.team import Member, member
from adapters.spreadsheets.locating import locate
from domain.commands.entries import LogInteraction
from domain.commands.shared import ContexteAsked, StaffAsked
from domain.kinds import Kind
from domain.lists import Mode, Pole

OURSELVES = "Lianes coopération"
KINDS = {
    "groupe-pays": Kind.GROUPE_PAYS,
    "session d'information": Kind.SESSION_INFO,
    "atelier pédagogique": Kind.ATELIER_COLLECTIF,
    "atelier": Kind.ATELIER_COLLECTIF,
    "webinaire": Kind.WEBINAIRE,
    "formation": Kind.FORMATION,
    "rencontre territoriale": Kind.RENCONTRE,
    "jury": Kind.JURY,
}
MODES = {"présentiel": Mode.PRESENTIEL, "visio": Mode.VISIO, "hybride": Mode.HYBRIDE}
SAYS_SO = (
    "Rencontre publiée par le réseau : date, lieu, pays et nombre de personnes sont publiés ; "
    "les minutes des salariés sont générées pour la démonstration."
)


class Agenda(NamedTuple):
    """A published gathering for information, never in figures, and why."""

    titre: str
    jour: str
    lieu: str
    organisateurs: str
    pourquoi: str


def why_agenda(line: Line) -> str | None:
    """None when the gathering may enter the figures."""
    day = line["date"]
    if OURSELVES not in words(line["organisateur"]):
        return "d’autres organisateurs"
    if line["type"] not in KINDS:
        return "de nature hors de la liste"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day):
        return "sans date complète"
    return "après le jour de la démonstration" if date.fromisoformat(day) > TODAY else None


def agenda() -> list[Agenda]:
    return [
        Agenda(line["titre"], line["date"], line["lieu"], line["organisateur"], why)
        for line in lines("rencontres.csv")
        if (why := why_agenda(line))
    ]


def tell_gatherings(script: Script) -> None:
    """Heads as published, and no attendee: who came was not published (R3, R12)."""
    for rank, line in enumerate(lines("rencontres.csv")):
        if why_agenda(line) is None:
            by = member(1)
            at = OPENING + timedelta(hours=2, minutes=rank)
            script.tell(at, as_entry(line, rank, by), by.author)


def as_entry(line: Line, rank: int, by: Member) -> LogInteraction:
    heads = line["participants"]
    return LogInteraction(
        key("rencontre publiée", rank, line["titre"]),
        KINDS[line["type"]].value,
        ContexteAsked(
            date.fromisoformat(line["date"]),
            (StaffAsked(by.id, contact=length(line)),),
            start=line["heure_debut"] or None,
            mode=MODES[line["mode"]].value,
            commune=locate("", "", line["lieu"].split(",")[-1]).code,
            lieu=line["lieu"] or None,
            pole=Pole.CID.value,
            countries=tuple(words(line["pays"])),
            themes=tuple(words(line["thematique"])),
        ),
        titre=line["titre"],
        resume=SAYS_SO,
        heads=int(heads) if heads else None,
    )


def length(line: Line) -> int:
    """From the published hours, else two hours."""
    if not (line["heure_debut"] and line["heure_fin"]):
        return 120
    start, end = (datetime.strptime(line[c], "%H:%M") for c in ("heure_debut", "heure_fin"))  # noqa: DTZ007  # two clocks of one day
    return int((end - start).total_seconds()) // 60
