"""The entries of one actor, or of one of its projects: what fills most days."""

from datetime import date, timedelta

from adapters.demo.desk import Desk, Noted
from adapters.demo.known import Known
from adapters.demo.program import TOWNS, YOUTH, Year
from adapters.demo.saying import MARK, SAYS_SO
from adapters.demo.script import LAST_MOMENT, office_hours
from adapters.demo.team import TEAM, Member
from domain.commands.entries import AnswerSollicitation, LogInteraction
from domain.commands.shared import NextStepAsked, Present
from domain.kinds import Kind, label
from domain.lists import Forme, Mode, Typologie

K = Kind
WORK: dict[Kind, float] = {
    K.RENDEZ_VOUS: 5.0,
    K.RELECTURE: 2.0,
    K.SOLLICITATION: 2.5,
    K.ORIENTATION: 1.0,
    K.APPUI_MISSION: 0.6,
    K.ENTRETIEN: 0.3,
}
WITH_YOUTH = {K.RENDEZ_VOUS: 5.0, K.RELECTURE: 2.0, K.SOLLICITATION: 3.0, K.ORIENTATION: 2.0}
WITH_TOWNS = {
    K.RENDEZ_VOUS: 5.0,
    K.RELECTURE: 1.0,
    K.SOLLICITATION: 2.0,
    K.ORIENTATION: 0.7,
    K.APPUI_EVENEMENT: 1.5,
}
WITH_COLLECTIVES = {K.APPUI_FESTISOL: 6.0, K.RENDEZ_VOUS: 2.0, K.SOLLICITATION: 1.0}

MINUTES = {  # contact, preparation
    K.RENDEZ_VOUS: ((45, 60, 60, 90, 90), (30, 45, 60)),
    K.RELECTURE: ((45, 60, 90), (90, 120, 150)),
    K.SOLLICITATION: ((15, 20, 30), (0, 15, 30)),
    K.ORIENTATION: ((15, 20, 30), (0, 15)),
    K.APPUI_MISSION: ((60, 90, 120), (60, 90)),
    K.ENTRETIEN: ((60, 75, 90), (45, 60)),
    K.APPUI_EVENEMENT: ((120, 180, 240), (60, 90)),
    K.APPUI_FESTISOL: ((60, 90, 120), (30, 60, 90)),
    K.PARRAINAGE: ((60, 90), (30, 60)),
    K.EXPLOR: ((45, 60), (30, 60)),
    K.RECENSEMENT: ((10, 15, 20), (5, 10, 15)),
    K.VALORISATION: ((30, 60), (60, 90)),
}
TRAVELLED = frozenset({K.RENDEZ_VOUS, K.APPUI_FESTISOL, K.APPUI_EVENEMENT, K.ENTRETIEN})
ON_PROJECT = frozenset({K.RELECTURE, K.APPUI_MISSION, K.PARRAINAGE, K.EXPLOR})
CANAUX = ("téléphone", "courriel", "formulaire du site")
RELAIS = ("structure marraine", "Agence des micro-projets", "volontariat européen", "Fonjep")
PROMISES = (
    "Envoyer le calendrier du dispositif",
    "Relire la nouvelle version du dossier",
    "Proposer un contact dans le même pays",
    "Rappeler pour fixer un rendez-vous",
    "Transmettre le compte rendu",
)


def usual(one: Known) -> dict[Kind, float]:
    """What the réseau mostly does with such an actor."""
    if one.typologie in YOUTH:
        return WITH_YOUTH
    if one.typologie in TOWNS:
        return WITH_TOWNS
    return WITH_COLLECTIVES if one.typologie == Typologie.RESEAU_COLLECTIF else WORK


def porte_d_entree(one: Known, day: date) -> list[Member]:
    """Who of the team such an actor knows: by its family, or by where it is."""
    if one.departement in {"80", "60", "02"}:
        numbers = [4, 5, 4, 3]
    elif one.typologie in YOUTH:
        numbers = [3, 3, 5, 2]
    else:
        numbers = [1, 2, 1, 3]
    return [TEAM[n - 1] for n in (*numbers, *((7,) if day.year == 2022 else (6,)))]


def note_alone(desk: Desk, one: Known, year: Year) -> None:
    """One participation of one actor."""
    kind = desk.chance.one_of(usual(one))
    by, day = desk.diary.pick(porte_d_entree(one, year.au), year.du, year.au)
    noted = note(desk, kind, one, by, day)
    if kind == K.SOLLICITATION:
        answer(desk, noted, day)


def note(
    desk: Desk, kind: Kind, one: Known, by: Member, day: date, dispositif: str | None = None
) -> Noted:
    """An entry of this kind, on the actor or on its project."""
    mode, staff = Mode(desk.mode(day)), minutes(desk, kind)
    if mode == Mode.VISIO or kind not in TRAVELLED:
        staff = (*staff[:2], 0)
        mode = mode if kind in TRAVELLED else desk.chance.choice((Mode.TELEPHONE, Mode.COURRIEL))
    lines = [desk.spent([by], day, staff)]
    there = desk.contacts.there(one.id, day) if kind == K.RENDEZ_VOUS else []
    contexte = desk.contexte(
        day, lines, None if dispositif else by.pole, dispositif, mode=mode.value,
        countries=one.countries[:1], themes=one.themes[:1],
        contacts=tuple(person.id for person in there),
    )  # fmt: skip
    asked = LogInteraction(
        desk.new_id(),
        kind.value,
        contexte,
        (subject(desk, kind, one, day, dispositif),),
        titre=f"{label(kind).capitalize()} {MARK}",
        resume=desk.contacts.resume(one.id, there) if kind == K.RENDEZ_VOUS else SAYS_SO,
        next_step=promised(desk, by, day),
        **details(desk, kind, one),  # type: ignore[arg-type]  # the kind's own fields
    )
    return desk.note(by, asked)


def minutes(desk: Desk, kind: Kind) -> tuple[int, ...]:
    contact, preparation = MINUTES[kind]
    travel = desk.chance.choice((0, 30, 60, 90, 120))
    return desk.chance.choice(contact), desk.chance.choice(preparation), travel


def subject(desk: Desk, kind: Kind, one: Known, day: date, dispositif: str | None) -> Present:
    if kind not in ON_PROJECT:
        return Present(one.id)
    return Present(project=desk.projects.of(one, day, dispositif))


def details(desk: Desk, kind: Kind, one: Known) -> dict[str, str]:
    match kind:
        case Kind.APPUI_FESTISOL:
            return {"forme": desk.chance.choice(list(Forme)).value}
        case Kind.SOLLICITATION:
            return {"canal": desk.chance.choice(CANAUX)}
        case Kind.ORIENTATION:
            return {"to": desk.chance.choice(RELAIS)}
        case Kind.EXPLOR:
            need = "Une expertise de courte durée dans le pays d’intervention (besoin généré)."
            return {"need": need, "country": one.countries[0]}
    return {}


def promised(desk: Desk, by: Member, day: date) -> NextStepAsked | None:
    """Rare in 2021; near the day of the demonstration, some are overdue and some to come."""
    if not desk.chance.happens(0.4 if day >= date(2022, 7, 25) else 0.04):
        return None
    due = day + timedelta(days=desk.chance.randint(5, 45))
    return NextStepAsked(f"{desk.chance.choice(PROMISES)} {MARK}.", due, by.id)


def answer(desk: Desk, noted: Noted, day: date) -> None:
    """Mostly within days; some of 2022 still wait."""
    answered = day + timedelta(days=int(desk.chance.expovariate(1 / 5)))
    waits = desk.chance.happens(0.06 if day.year == 2021 else 0.2)
    at = max(office_hours(answered, desk.chance), noted.at + timedelta(minutes=1))
    if not waits and at <= LAST_MOMENT and noted.at < LAST_MOMENT:
        asked = AnswerSollicitation(noted.asked.interaction, answered)
        desk.script.tell(at, asked, noted.by.author)
