"""Each forbidden statement, by each role: refused. The controls: what is allowed passes."""

from collections.abc import Iterator

import psycopg
import pytest

from adapters.measure.statements import PERMITTED, TRIALS, Trial, measure_statements, refused
from adapters.measure.tailing import ordered
from adapters.measure.verdicts import verdict
from adapters.postgres.embedded import conninfo
from tests.databases import migrated_database


@pytest.fixture(scope="module")
def kept(postgres_server: str) -> Iterator[str]:
    """A journal with one fact to spoil: every trial here is rolled back."""
    with migrated_database(postgres_server) as owner:
        with psycopg.connect(conninfo(owner, user="maillage_app")) as connection:
            ordered(connection)
        yield owner


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.label)
def test_it_is_refused(kept: str, trial: Trial) -> None:
    assert refused(kept, trial)


@pytest.mark.parametrize("role", PERMITTED)
def test_the_control_a_permitted_statement_passes(kept: str, role: str) -> None:
    assert not refused(kept, Trial(role, "read", PERMITTED[role]))


def test_a_statement_that_fails_for_another_reason_is_not_counted_as_refused(kept: str) -> None:
    assert not refused(kept, Trial("maillage_app", "typing error", "SELEC"))


def test_all_together_they_make_one_verdict(owner: str) -> None:
    found = measure_statements(owner)
    assert (found.name, found.trials, found.failures) == ("forbidden_statements", len(TRIALS), 0)
    assert found.ok


def test_a_control_that_finds_nothing_is_no_proof() -> None:
    assert not verdict("x", "y", trials=10, failures=0, control=0, bar="0").ok
    assert not verdict("x", "y", trials=10, failures=1, control=5, bar="0").ok
    assert not verdict("x", "y", trials=0, failures=0, control=5, bar="0").ok
