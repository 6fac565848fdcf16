"""Commands at random over a few names, so that they meet, collide and repeat."""

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec.structs import asdict

from domain.commands import actors, entries, projects, salaries
from domain.commands.shared import (
    ChangesAsked,
    ChargeAsked,
    Command,
    ContexteAsked,
    NextStepAsked,
    Present,
    StaffAsked,
)
from domain.facts.shared import Charge, Contexte, StaffLine
from domain.kinds import Kind
from domain.lists import Stage
from tests.domain.network import TODAY, Network, key
from tests.domain.people import AMIENS, ARRAS, FORAGE, LILLE, MEAE, ONE, TWO, asked, log, team

MARK = "§"
"""Begins every text about a person, and no other text: it must never be seen in clear."""


def mostly(usual: list[Any], odd: list[Any]) -> SearchStrategy[Any]:
    """Five usual values for one odd one: most commands are accepted, and then meet."""
    return st.sampled_from([value for value in usual for _ in range(5)] + odd)


PERSON = key("une personne connue")
who = mostly([ARRAS, LILLE, AMIENS], [PERSON, key("inconnu")])
salarie = st.sampled_from([ONE, TWO])
entry = st.sampled_from([key(f"entrée {rank}") for rank in range(8)])
day = mostly([date(2022, 3, 1), date(2022, 9, 30)], [date(2021, 12, 20), date(2022, 10, 1)])
new = mostly([key(f"entrée {rank}") for rank in range(4, 12)], [key("entrée 0")])
reason = mostly(["une raison", "une autre raison"], [" "])
personal = st.none() | st.sampled_from([f"{MARK} a appelé", f"{MARK} viendra"])
commune = mostly(["59350", "62041"], ["99999"])
person = st.sampled_from([key("personne 1"), key("personne 2")])
identity = st.builds(actors.Identity, st.just(f"{MARK} Nom"), telephone=personal)
minutes = mostly([1, 60, 90], [-1, 0, 1_441])
staff = st.lists(st.builds(StaffAsked, salarie, minutes), min_size=1, max_size=2).map(tuple)
charges = st.lists(st.builds(ChargeAsked, st.just(MEAE), mostly([30, 100], [110])), max_size=1).map(
    tuple
)
contexte = st.builds(
    ContexteAsked,
    day,
    staff,
    mode=st.sampled_from([None, "visio"]),
    conventions=charges,
    project=st.sampled_from([None, FORAGE]),
)
changes = st.fixed_dictionaries(
    {}, optional={"occurred_on": day, "staff": staff, "conventions": charges}
).map(lambda named: ChangesAsked(**named))
present = st.builds(Present, actor=who, heads=st.none() | st.integers(0, 3)) | st.just(
    Present(project=FORAGE)
)
next_step = st.none() | st.builds(NextStepAsked, st.just(f"{MARK} à rappeler"), day, salarie)

logged: SearchStrategy[Command] = st.builds(
    entries.LogInteraction,
    new,
    st.sampled_from([kind.value for kind in Kind]),
    contexte,
    st.lists(present, min_size=1, max_size=3, unique_by=repr).map(tuple),
    resume=personal,
    next_step=next_step,
)
corrected: SearchStrategy[Command] = st.one_of(
    st.builds(entries.AmendInteraction, entry, reason, changes, personal),
    st.builds(entries.RetractInteraction, entry, reason),
    st.builds(entries.WithdrawRetraction, entry, reason),
    st.builds(entries.AddAttendance, entry, present),
    st.builds(entries.RetractAttendance, entry, reason, who),
    st.builds(entries.AmendAttendance, entry, reason, present),
    st.builds(entries.AnswerSollicitation, entry, day),
    st.builds(entries.LogTempsInterne, new, salarie, contexte, resume=personal),
)
recorded: SearchStrategy[Command] = st.one_of(
    st.builds(
        actors.RegisterActor,
        st.just(PERSON),
        st.just(f"{MARK} Prénom Nom"),
        natural_person=st.just(True),
    ),
    st.builds(actors.MoveActor, who, commune, day),
    st.builds(actors.CorrectSiege, who, commune, reason),
    st.builds(actors.AssignReferent, who, salarie, day, reason),
    st.builds(actors.RecordAdhesion, who, st.sampled_from([2021, 2022])),
    st.builds(actors.JoinCollective, who, who, day),
    st.builds(
        actors.RecordContact, who, person, st.just("élue"), identity, st.just("contrat"), day
    ),
    st.builds(actors.CorrectContact, who, person, st.just("élue"), identity, reason),
    st.builds(actors.LeaveContact, who, person, day),
    st.builds(actors.ArchiveActor, who, day, reason),
    st.builds(actors.ReinstateActor, who, day, reason),
    st.builds(actors.MergeActors, who, who, reason),
    st.builds(actors.UndoMerge, who, reason),
    st.builds(projects.ReachStage, st.just(FORAGE), st.sampled_from(list(Stage)), day),
    st.builds(projects.CloseProject, st.just(FORAGE), day, reason),
    st.builds(projects.ReopenProject, st.just(FORAGE), day, reason),
    st.builds(projects.QualifyExplor, st.just(FORAGE), day),
    st.builds(
        projects.IdentifyExplorExpert, st.just(FORAGE), day, person=st.just(f"{MARK} Expert")
    ),
    st.builds(projects.AbandonExplor, st.just(FORAGE), day, reason),
    st.builds(salaries.DepartSalarie, salarie, st.just(TODAY)),
)
any_command: SearchStrategy[Command] = st.sampled_from(
    [logged] * 8 + [corrected] * 5 + [recorded] * 4
).flatmap(lambda chosen: chosen)
"""Weighted by hand: one_of would count each kind of correction as much as all entries."""
commands = st.lists(any_command, min_size=10, max_size=40)


HISTORY = (
    log("rendez_vous", ARRAS, interaction=key("entrée 0"), resume=f"{MARK} est venue"),
    log("groupe_pays", ARRAS, LILLE, interaction=key("entrée 1")),
    log("sollicitation", LILLE, interaction=key("entrée 2")),
    log(
        "explor",
        contexte=asked(project=FORAGE),
        interaction=key("entrée 3"),
        need=f"{MARK} part",
    ),
)
"""Something to amend, retract, answer, attend and merge from the first command on."""


def history() -> Network:
    return team().given(*HISTORY)


def as_it_stands(contexte: Contexte) -> ChangesAsked:
    """Every field of an entry, asked again with the value in force."""
    return ChangesAsked(**{name: again(value) for name, value in asdict(contexte).items()})


def again(value: Any) -> Any:
    match value:
        case StaffLine():
            return StaffAsked(**asdict(value))
        case Charge():
            return ChargeAsked(**asdict(value))
        case tuple():
            return tuple(again(item) for item in value)
    return value
