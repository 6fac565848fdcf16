"""Work that is nobody's participation: the census, judging files, valorisation, internal time."""

from collections.abc import Sequence
from datetime import date, timedelta

from adapters.demo.alone import note
from adapters.demo.desk import Desk
from adapters.demo.diary import week
from adapters.demo.known import Known
from adapters.demo.program import YOUTH, Year
from adapters.demo.saying import MARK
from adapters.demo.script import LAST_MOMENT, office_hours, soon_after
from adapters.demo.team import Member, member
from domain.commands.actors import ConfirmActor
from domain.commands.entries import LogInteraction, LogTempsInterne
from domain.commands.projects import ReachStage
from domain.commands.shared import ContexteAsked, StaffAsked
from domain.kinds import Kind
from domain.lists import Pole, Stage

SOUTH = frozenset({"80", "60", "02"})


def census(desk: Desk, structures: Sequence[Known], count: int, year: Year) -> None:
    """Calls to structures of the south most of all; a call confirms the record."""
    callers = [member(n) for n in ((4, 5) if year.du.year == 2021 else (4, 7))]
    called = desk.chance.draw(
        structures, count, lambda one: 4.0 if one.departement in SOUTH else 1.0
    )
    for one in called:
        start = max(year.du, one.effective_on + timedelta(days=1))
        by, day = desk.diary.pick(callers, start, year.au)
        noted = note(desk, Kind.RECENSEMENT, one, by, day)
        if noted.at < LAST_MOMENT:
            confirmed = ConfirmActor(one.id, day, "campagne")
            desk.script.tell(noted.at + timedelta(minutes=2), confirmed, by.author)


def valorise(desk: Desk, actors: Sequence[Known], count: int, year: Year) -> None:
    for one in desk.chance.sample(list(actors), count):
        by, day = desk.diary.pick([member(2), member(1)], year.du, year.au)
        note(desk, Kind.VALORISATION, one, by, day)


def judge_isi(desk: Desk, actors: Sequence[Known], year: int) -> None:
    """The ISI jury that the réseau coordinates: instruction, then jury, with no one else there."""
    youth = [one for one in actors if one.typologie in YOUTH]
    opened, judged = date(year, 3, 8), date(year, 6, 9)
    files = [(one, desk.projects.of(one, opened, "isi")) for one in desk.chance.sample(youth, 6)]
    for rank, (_, project) in enumerate(files):
        outcome = Stage.REFUSE if rank == 4 else Stage.AJOURNE if rank == 5 else Stage.RETENU
        stages = ((Stage.DEPOSE, date(year, 4, 28)), (Stage.INSTRUIT, date(year, 5, 25)),
                  (Stage.PASSE_EN_JURY, judged), (outcome, judged))  # fmt: skip
        reach(desk, project, stages, "isi", member(3))
    team, ids = (member(3), member(1)), [project for _, project in files]
    study(desk, Kind.INSTRUCTION, date(year, 5, 25), team, ids, "isi")
    study(desk, Kind.JURY, judged, team, ids, "isi")


Stages = Sequence[tuple[Stage, date]]


def reach(desk: Desk, project: object, stages: Stages, tag: str, by: Member) -> None:
    for rank, (stage, on) in enumerate(stages):
        at = office_hours(on, desk.chance).replace(hour=18, minute=20 + rank)
        asked = ReachStage(project, stage.value, on, tag)  # type: ignore[arg-type]  # an id
        desk.script.tell(at, asked, by.author)


def study(
    desk: Desk, kind: Kind, day: date, team: Sequence[Member], files: Sequence[object], tag: str
) -> None:
    """Staff minutes on files, and nobody named present: no participation (R4)."""
    lines = [desk.spent(team[rank:], day, (180, 180, 0)) for rank in range(len(team))]
    asked = LogInteraction(
        desk.new_id(),
        kind.value,
        desk.contexte(day, lines, None, tag, mode="visio"),
        titre=f"{'Jury' if kind == Kind.JURY else 'Instruction'} {MARK}",
        files=tuple(files),  # type: ignore[arg-type]  # ids
    )
    desk.note(team[0], asked)


NATURES = (
    "Réunion d’équipe",
    "Administration et gestion",
    "Réseaux nationaux",
    "Veille et outils",
    "Publications",
)


def fill(desk: Desk) -> None:
    """What the week has left goes to time that is nobody's interaction (R37)."""
    for by, seven, days, room in list(desk.diary.left()):
        for rank, minutes in enumerate(pieces(room)):
            temps_interne(desk, by, days[(rank + seven[1]) % len(days)], rank, minutes)


def pieces(room: int) -> list[int]:
    """At most three sittings a week, to the quarter of an hour."""
    if room < 30:
        return []
    count = min(3, 1 + room // 300)
    return [max(15, room // count // 15 * 15)] * count


def temps_interne(desk: Desk, by: Member, day: date, rank: int, minutes: int) -> None:
    nature = NATURES[(rank + week(day)[1]) % len(NATURES)] if rank else NATURES[0]
    desk.diary.spend(by, day, minutes)
    pole = by.pole if by.pole != Pole.EPO or day.year == 2022 else None
    contexte = ContexteAsked(day, (StaffAsked(by.id, minutes),), pole=pole.value if pole else None)
    asked = LogTempsInterne(desk.new_id(), by.id, contexte, nature, f"{nature} {MARK}")
    desk.script.tell(soon_after(day, desk.chance), asked, by.author)
