"""What only 2022 has: EXPLOR missions, the Récital funds, a first parrainage (R54)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from adapters.demo.alone import note
from adapters.demo.beside import reach, study
from adapters.demo.desk import Desk
from adapters.demo.known import Known
from adapters.demo.script import PARIS
from adapters.demo.team import member
from domain.commands import projects as ask
from domain.commands.shared import Command
from domain.kinds import Kind
from domain.lists import Stage, Typologie

MISSIONS = (9, 9, 8, 8, 7, 6, 5, 3, 2)
"""How far each mission went: 2 capitalised, 2 told of, 1 back, 1 away, 1 agreed…"""

ABANDONED = 7
FUNDS = ("recital_tandem", "recital_territorial", "recital_structurants")


def explor(desk: Desk, actors: Sequence[Known], experts: Sequence[Known]) -> None:
    """A request on a project, then its stages, some weeks apart."""
    asking = [one for one in actors if one.countries and one.typologie in GOING]
    for rank, one in enumerate(desk.chance.sample(asking, len(MISSIONS))):
        asked_on = date(2022, 1, 18) + timedelta(days=9 * rank)
        by, day = desk.diary.pick([member(1), member(4)], asked_on, asked_on + timedelta(days=6))
        note(desk, Kind.EXPLOR, one, by, day, "explor")
        project = desk.projects.of(one, day, "explor")
        expert = desk.chance.choice(experts).id
        for stage, on in zip(range(MISSIONS[rank] - 1), every_20_days(day), strict=False):
            desk.script.tell(moment(on), stages(project, expert, on)[stage], by.author)
        if rank == ABANDONED:
            on = day + timedelta(days=110)
            reason = "Le partenaire a reporté la mission (généré)."
            desk.script.tell(moment(on), ask.AbandonExplor(project, on, reason), by.author)


GOING = (Typologie.ASSOCIATION_LOCALE, Typologie.OSIM, Typologie.COMITE_JUMELAGE)


def every_20_days(day: date) -> list[date]:
    return [day + timedelta(days=70 + 16 * n) for n in range(9)]


def moment(on: date) -> datetime:
    """The evening of that day; requests written down late come before."""
    return datetime(on.year, on.month, on.day, 18, 10, tzinfo=PARIS)


def stages(project: UUID, expert: UUID, on: date) -> list[Command]:
    return [
        ask.QualifyExplor(project, on),
        ask.IdentifyExplorExpert(project, on, expert),
        ask.IntroduceExplor(project, on),
        ask.ApproveExplor(project, on),
        ask.DepartExplor(project, on),
        ask.ReturnExplor(project, on),
        ask.RestituteExplor(project, on),
        ask.CapitaliseExplor(project, on),
    ]


def recital(desk: Desk, actors: Sequence[Known]) -> None:
    """Three files a fund, reread, studied and judged; no amount is shown."""
    chosen = desk.chance.sample([o for o in actors if o.typologie in ASKING], 3 * len(FUNDS))
    for number, tag in enumerate(FUNDS):
        files = []
        for rank, one in enumerate(chosen[number * 3 : number * 3 + 3]):
            by, day = desk.diary.pick([member(2), member(4)], date(2022, 2, 7), date(2022, 3, 25))
            note(desk, Kind.RELECTURE, one, by, day, tag)
            project = desk.projects.of(one, day, tag)
            files.append(project)
            reach(desk, project, funded(rank), tag, member(2))
        team, judged = (member(2), member(4)), date(2022, 5, 17) + timedelta(days=number)
        study(desk, Kind.INSTRUCTION, judged - timedelta(days=8), team, files, tag)
        study(desk, Kind.JURY, judged, team, files, tag)


ASKING = (Typologie.ASSOCIATION_LOCALE, Typologie.OSIM, Typologie.ETABLISSEMENT_SCOLAIRE)


def funded(rank: int) -> list[tuple[Stage, date]]:
    """The first goes to the end, the second waits, the third is refused."""
    start = [(Stage.DEPOSE, date(2022, 3, 31)), (Stage.RECEVABLE, date(2022, 4, 12))]
    after = {
        0: [
            (Stage.RETENU, date(2022, 5, 24)),
            (Stage.CONVENTIONNE, date(2022, 6, 21)),
            (Stage.EN_REALISATION, date(2022, 9, 6)),
        ],
        1: [(Stage.AJOURNE, date(2022, 5, 24))],
        2: [(Stage.REFUSE, date(2022, 5, 24))],
    }
    return [*start, *after[rank]]


def parrainage(desk: Desk, actors: Sequence[Known]) -> None:
    """The first file sponsored, in the south, where no structure marraine is."""
    youth = [o for o in actors if o.typologie == Typologie.STRUCTURE_JEUNESSE]
    one = min(youth, key=lambda actor: (actor.departement != "80", actor.nom))
    for month in (2, 3, 4, 6, 9):
        by, day = desk.diary.pick([member(5)], date(2022, month, 1), date(2022, month, 27))
        note(desk, Kind.PARRAINAGE, one, by, day, "jsi")
    project = desk.projects.of(one, date(2022, 2, 1), "jsi")
    reach(desk, project, [(Stage.DEPOSE, date(2022, 3, 15))], "jsi", member(5))


def follow_centres(desk: Desk, actors: Sequence[Known]) -> None:
    """Five centres of the PEICS, met one by one."""
    youth = [o for o in actors if o.typologie == Typologie.STRUCTURE_JEUNESSE]
    for one in desk.chance.sample(youth, 5):
        for month in (3, 5, 9):
            team = [member(3), member(5)]
            by, day = desk.diary.pick(team, date(2022, month, 1), date(2022, month, 28))
            note(desk, Kind.RENDEZ_VOUS, one, by, day, "peics")
