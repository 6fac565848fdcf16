"""The gatherings of a year: who came, who of the team held them, how long."""

from collections.abc import Sequence
from datetime import date, timedelta

from adapters.demo.desk import Desk, Noted
from adapters.demo.known import Known
from adapters.demo.program import Plan, Year
from adapters.demo.quotas import Liking, Quotas
from adapters.demo.saying import MARK
from adapters.demo.script import LAST_MOMENT, office_hours
from adapters.demo.structures import COUNTRIES, THEMES
from adapters.demo.team import TEAM, Member, member
from adapters.reference import countries, departements
from domain.commands.entries import AddAttendance, LogInteraction, RetractAttendance
from domain.commands.shared import Present, StaffAsked
from domain.facts.project import PartnerAbroad
from domain.lists import Mode

TOWNS = {"59": "59350", "62": "62041", "80": "80021", "60": "60057", "02": "02691"}
"""Where people met, when they met in a place: the usual town of each département."""


def hold_all(desk: Desk, year: Year, quotas: Quotas) -> None:
    for plan in year.plans:
        for rank in range(plan.many):
            hold(desk, plan, about(desk, plan, rank), year, quotas)


def about(desk: Desk, plan: Plan, rank: int) -> str:
    """The country, theme or département that this one is about."""
    match plan.by:
        case "country":
            return COUNTRIES[rank % 10]
        case "theme":
            return desk.chance.choice(THEMES)
        case "departement":
            return list(TOWNS)[rank % len(TOWNS)]
    return ""


def hold(desk: Desk, plan: Plan, subject: str, year: Year, quotas: Quotas) -> None:
    first, day = desk.diary.pick([member(number) for number in plan.team], year.du, year.au)
    team = with_others(desk, plan, first, day)
    came = quotas.take(desk.chance.randint(*plan.size), liking(plan, subject))
    late = came[-1:] if len(came) > 4 and desk.chance.happens(0.06) else []
    wrong = passer_by(desk, quotas, came) if desk.chance.happens(0.05) else []
    there = [one for one in came if one not in late] + wrong
    noted = desk.note(first, asked(desk, plan, subject, team, day, there))
    correct(desk, noted, late, wrong)


def with_others(desk: Desk, plan: Plan, first: Member, day: date) -> list[Member]:
    """Colleagues of the plan first, whoever works that day after."""
    others = [member(number) for number in plan.team] + list(TEAM[:6])
    there = [one for one in dict.fromkeys(others) if one != first and desk.diary.works(one, day)]
    return [first, *there[: plan.staff - 1]]


def liking(plan: Plan, subject: str) -> Liking:
    def weight(one: Known) -> float:
        family = 5.0 if one.typologie in plan.loves else 1.0
        near = subject in {*one.countries, *one.themes, one.departement}
        return family * (5.0 if subject and near else 1.0)

    return weight


def passer_by(desk: Desk, quotas: Quotas, came: Sequence[Known]) -> list[Known]:
    """One noted by mistake, whom no figure will count."""
    return desk.chance.sample([one for one in quotas.actors if one not in came], 1)


def asked(
    desk: Desk, plan: Plan, subject: str, team: list[Member], day: date, there: list[Known]
) -> LogInteraction:
    mode = desk.mode(day)
    place = TOWNS.get(subject, "80021" if team[0].number in {4, 5} else "59350")
    contexte = desk.contexte(
        day,
        staff(desk, plan, team, day, mode),
        plan.pole,
        plan.dispositif,
        start=desk.chance.choice(("09:30", "10:00", "14:00", "14:30", "18:00")),
        mode=mode,
        commune=None if mode == Mode.VISIO else place,
        countries=(subject,) if plan.by == "country" else (),
        themes=(subject,) if plan.by == "theme" else (),
        odd=tuple(sorted(desk.chance.sample(range(1, 18), desk.chance.randint(0, 2)))),
    )
    return LogInteraction(
        desk.new_id(),
        plan.kind.value,
        contexte,
        tuple(Present(one.id) for one in there),
        titre=titled(plan, subject),
        partners_abroad=partners(subject) if plan.abroad else (),
        partners_abroad_count=desk.chance.randint(3, 8) if plan.abroad else None,
        heads=round(len(there) * desk.chance.uniform(1.1, 1.7)) if len(there) > 4 else None,
    )


def staff(desk: Desk, plan: Plan, team: list[Member], day: date, mode: str) -> list[StaffAsked]:
    """All stay to the end; who leads prepares more; a place is travelled to."""
    small = plan.staff == 1
    contact = desk.chance.choice((30, 45, 60) if small else (120, 150, 150, 180, 210))
    lines = []
    for rank in range(len(team)):
        preparation = desk.chance.choice((30, 45) if small else (180, 240, 300)) // (rank + 1)
        travel = 0 if mode == Mode.VISIO or small else desk.chance.choice((20, 40, 60, 90))
        lines.append(desk.spent(team[rank:], day, (contact, preparation, travel)))
    return lines


def titled(plan: Plan, subject: str) -> str:
    match plan.by:
        case "country":
            return f"{plan.titre} {countries()[subject]} {MARK}"
        case "theme":
            return f"{plan.titre} : {subject} {MARK}"
        case "departement":
            return f"{plan.titre}, {departements()[subject].nom} {MARK}"
    return f"{plan.titre} {MARK}"


def partners(country: str) -> tuple[PartnerAbroad, ...]:
    return tuple(PartnerAbroad(f"Partenaire généré {n}", country) for n in (1, 2))


def correct(desk: Desk, noted: Noted, late: list[Known], wrong: list[Known]) -> None:
    """One who had been forgotten is added; one who had not come is taken back."""
    key, after = noted.asked.interaction, noted.at + timedelta(days=2)
    moment = min(office_hours(after.date(), desk.chance), LAST_MOMENT)
    for one in late:
        desk.script.tell(moment, AddAttendance(key, Present(one.id)), noted.by.author)
    for one in wrong:
        reason = "Inscrite à la rencontre, mais personne n’est venu."
        asked = RetractAttendance(key, reason, actor=one.id)
        desk.script.tell(moment, asked, noted.by.author)
