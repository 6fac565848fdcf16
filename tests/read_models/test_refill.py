"""A crash empties the unlogged directory: do search and names come back, figures untouched?"""

from datetime import date
from uuid import uuid4

import psycopg

from adapters.read_models.refill import refill_if_lost
from adapters.reference.tables import place_of
from api.crm import Crm
from api.questions import Question, ask
from domain.commands.actors import RegisterActor, RenameActor
from projections.network import Network


def test_the_directory_comes_back_with_its_past(crm: Crm, owner: str) -> None:
    actor = uuid4()
    crm.execute(RegisterActor(actor, "Comité Tinkaré", effective_on=date(2020, 1, 1)), "x")
    crm.execute(RenameActor(actor, "Comité Tinkaré Mali"), "x")
    before = answers(crm)
    with psycopg.connect(owner) as connection:  # what PostgreSQL does to unlogged tables
        connection.execute("TRUNCATE read_models.annuaire, read_models.annuaire_position")
    assert ask(crm, "annuaire", Question(cherche="tinkare")) == []
    assert refill_if_lost(crm.pool, Network(place_of), lambda text: crm.read([text])[0])
    assert answers(crm) == before
    assert [row["nom"] for row in before] == ["Comité Tinkaré", "Comité Tinkaré Mali"]


def test_a_directory_that_stands_is_left_alone(crm: Crm) -> None:
    crm.execute(RegisterActor(uuid4(), "Ville d'Arras", effective_on=date(2020, 1, 1)), "x")
    assert not refill_if_lost(crm.pool, Network(place_of), lambda text: crm.read([text])[0])
    assert len(ask(crm, "annuaire", Question(cherche="arras"))) == 1


def answers(crm: Crm) -> list[dict[str, object]]:
    then = Question(cherche="tinkare", connu_au=1)
    return [*ask(crm, "annuaire", then), *ask(crm, "annuaire", Question(cherche="tinkare"))]
