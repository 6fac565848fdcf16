"""How are the structures told to the journal: registered, known since when, members, followed?"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from adapters.demo.chance import Chance
from adapters.demo.figures import FIRST_DAY, FIRST_TIME_2021
from adapters.demo.known import Known
from adapters.demo.script import PARIS, Script, office_hours
from adapters.demo.team import member
from domain.commands.actors import (
    AssignReferent,
    DeclareConnuDepuis,
    RecordAdhesion,
    RegisterActor,
)

MEMBERS = (
    "Communauté urbaine de Dunkerque",
    "Conseil départemental du Pas-de-Calais",
    "Métropole Européenne de Lille",
    "Ville d'Arras",
    "Ville d'Orchies",
    "Ville de Château-Thierry",
    "Ville de Linselles",
    "Ville de Loos-en-Gohelle",
    "Ville de Marpent",
    "Ville de Wattignies",
    "Ville de Grande-Synthe",
)
"""The members that the programme of 2022 names."""


def register(script: Script, actors: Iterable[Known], source: str) -> None:
    """At the opening for what was known before 2021, else on the day it was found."""
    for one in actors:
        asked = RegisterActor(
            one.id,
            one.nom,
            one.typologie.value if one.typologie else None,
            one.commune,
            one.sigle,
            effective_on=one.effective_on,
            source=source,
            themes=one.themes,
            countries=one.countries,
            generated=one.generated,
        )
        if one.effective_on < FIRST_DAY:
            script.at_opening(asked, minute=10)
        else:
            script.tell(datetime.combine(one.effective_on, time(11, 15), PARIS), asked)


def declare_known(script: Script, worked_with: Sequence[Known], chance: Chance) -> None:
    """Most of them long before 2021, by the loader's own word (R55)."""
    for one in chance.sample(worked_with, len(worked_with) - FIRST_TIME_2021):
        since = date(2003, 3, 3) + timedelta(days=chance.randint(0, 6_400))
        script.at_opening(DeclareConnuDepuis(one.id, since), minute=30)


def record_members(script: Script, real: Sequence[Known]) -> None:
    """Without amounts: none was published."""
    named = {one.nom: one.id for one in real}
    for rank, nom in enumerate(MEMBERS):
        at = datetime(2022, 1, 10, 14, rank, tzinfo=PARIS)
        script.tell(at, RecordAdhesion(named[nom], 2022), member(6).author)


def assign_referents(script: Script, worked_with: Sequence[Known], chance: Chance) -> None:
    """A porte d'entrée for those whom the réseau sees most; Amiens for the three of the south."""
    for one in chance.sample(worked_with, 80):
        south = one.departement in {"80", "60", "02"}
        salarie = member(chance.choice((4, 5) if south else (1, 2, 3)))
        since = date(2021, 1, 11) + timedelta(days=chance.randint(0, 600))
        asked = AssignReferent(
            one.id, salarie.id, since, "Porte d’entrée, attribuée pour la démonstration."
        )
        script.tell(office_hours(since, chance), asked, salarie.author)
