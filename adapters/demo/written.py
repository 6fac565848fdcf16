"""The whole demonstration, written: the same seed gives the same commands."""

from typing import NamedTuple

from adapters.demo import beside, census, corrections, year_2022
from adapters.demo.alone import note_alone
from adapters.demo.chance import SEED, Chance
from adapters.demo.conventions import sign_conventions
from adapters.demo.desk import Desk
from adapters.demo.gatherings import hold_all
from adapters.demo.known import Known
from adapters.demo.program import YEAR_2021, YEAR_2022
from adapters.demo.quotas import Quotas, counts_2021, counts_2022
from adapters.demo.real_actors import real_actors
from adapters.demo.real_gatherings import tell_gatherings
from adapters.demo.real_projects import tell_projects
from adapters.demo.script import Script
from adapters.demo.structures import generated
from adapters.demo.team import tell_team
from domain.lists import Typologie


class Cast(NamedTuple):
    """Who is in it: the 989, and those apart (R56)."""

    structures: list[Known]
    real: list[Known]


def write(seed: int = SEED) -> Script:
    script, chance = Script(), Chance(seed)
    desk = Desk(script, chance, seed)
    tell_team(script)
    sign_conventions(script)
    cast = tell_structures(script, chance)
    met = in_2021(desk, cast)
    in_2022(desk, cast, met)
    corrections.put_right(desk)
    beside.fill(desk)
    desk.projects.tell(script)
    tell_projects(script, cast.real)
    tell_gatherings(script)
    return script


def tell_structures(script: Script, chance: Chance) -> Cast:
    real = real_actors()
    made = generated(real, chance)
    census.register(script, real, "liste_publique")
    census.register(script, made, "demonstration")
    census.record_members(script, real)
    return Cast([*(one for one in real if one.commune), *made], real)


def in_2021(desk: Desk, cast: Cast) -> list[Known]:
    """Exactly the published participations; then the work that is none."""
    quotas = Quotas(counts_2021(cast.structures, desk.chance), desk.chance)
    met = list(quotas.actors)
    census.declare_known(desk.script, met, desk.chance)
    census.assign_referents(desk.script, met, desk.chance)
    desk.contacts.record(met, desk.chance)
    hold_all(desk, YEAR_2021, quotas)
    for one in corrections.merged(desk, quotas.rest()):
        note_alone(desk, one, YEAR_2021)
    unseen = [one for one in cast.structures if one not in set(met)]
    beside.census(desk, unseen, 260, YEAR_2021)
    beside.valorise(desk, met, 9, YEAR_2021)
    beside.judge_isi(desk, met, 2021)
    return met


def in_2022(desk: Desk, cast: Cast, before: list[Known]) -> None:
    """Nine months at the pace of the year before, with what is new."""
    counts = counts_2022(cast.structures, before, desk.chance)
    quotas = Quotas(counts, desk.chance)
    met = list(quotas.actors)
    hold_all(desk, YEAR_2022, quotas)
    for one in quotas.rest():
        note_alone(desk, one, YEAR_2022)
    unseen = [one for one in cast.structures if one not in {*met, *before} and one.generated]
    corrections.rested(desk.script, unseen[0])
    beside.census(desk, unseen[1:], 150, YEAR_2022)
    beside.valorise(desk, met, 6, YEAR_2022)
    beside.judge_isi(desk, met, 2022)
    experts = [one for one in cast.structures if one.typologie == Typologie.ENTREPRISE]
    year_2022.explor(desk, met, experts)
    year_2022.recital(desk, met)
    year_2022.parrainage(desk, met)
    year_2022.follow_centres(desk, met)
