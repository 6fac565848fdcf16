"""Tables made by another version are made again from the journal, whoever opens next."""

from pathlib import Path

import psycopg
import pytest

from adapters.read_models.rebuild import prepare
from api.crm import Crm
from api.questions import Question, ask
from tests.opened import application


def known(crm: Crm) -> list[dict[str, object]]:
    return ask(crm, "annuaire", Question(limite=50))


@pytest.fixture
def another_shape(owner: str, reseau: Crm) -> list[dict[str, object]]:
    """The answers before; then the tables say that another version made them."""
    before = known(reseau)
    assert before
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("COMMENT ON SCHEMA read_models IS 'another version'")
        connection.execute("ALTER TABLE read_models.part RENAME COLUMN kind TO sort")
    return before


def test_tables_of_another_shape_are_made_again(
    owner: str, kek_file: Path, another_shape: list[dict[str, object]]
) -> None:
    prepare(owner)
    with application(owner, kek_file) as reopened:
        assert known(reopened) == another_shape
        assert reopened.projector.health().set_aside == []


def test_tables_of_this_shape_are_left_as_they_are(owner: str, reseau: Crm) -> None:
    before = reseau.projector.position()
    prepare(owner)
    assert reseau.projector.position() == before > 0
