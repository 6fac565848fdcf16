"""Time that is nobody's interaction."""

from typing import Any
from uuid import UUID

import pytest

from domain.commands import entries
from domain.commands.shared import StaffAsked
from domain.facts.salarie import SalarieTempsInterneAmended, SalarieTempsInterneLogged
from domain.facts.shared import Changes, StaffLine
from domain.personal import Secret
from tests.domain.people import ENTRY, LATER, ONE, TWO, amend, asked, team, told


def internal(*who: UUID, **more: Any) -> entries.LogTempsInterne:
    return entries.LogTempsInterne(ENTRY, ONE, asked(*who, **more), "réunion d’équipe")


def test_temps_interne_stands_on_its_salarie() -> None:
    fact = SalarieTempsInterneLogged(
        ENTRY, told(dispositif="revue"), nature=Secret("réunion d’équipe")
    )
    team().when(internal(ONE, dispositif="revue")).then(fact)


@pytest.mark.parametrize("who", [(TWO,), (ONE, TWO)])
def test_temps_interne_is_of_one_salarie(who: tuple[UUID, ...]) -> None:
    team().when(internal(*who)).then_refused("une entrée par personne", "contexte.staff")


def test_temps_interne_does_not_move_to_another_salarie() -> None:
    network = team().given(internal(ONE))
    moved = amend("pas moi", staff=(StaffAsked(TWO, 60),))
    network.when(moved).then_refused("une entrée par personne", "contexte.staff")
    longer = amend("plus long", staff=(StaffAsked(ONE, 90),))
    changes = Changes(staff=(StaffLine(ONE, 90),))
    network.when(longer).then(SalarieTempsInterneAmended(ENTRY, changes, Secret("plus long")))


def test_temps_interne_is_noted_once_and_not_answered() -> None:
    network = team().given(internal(ONE))
    network.when(internal(ONE)).then_refused("déjà noté", "interaction")
    answer = entries.AnswerSollicitation(ENTRY, LATER)
    network.when(answer).then_refused("d’un seul acteur ou projet", "interaction")
