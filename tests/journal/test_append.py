"""One command: all its facts or none, at the next versions, decided on what stands."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from adapters.journal.mapper import UnknownTagError
from api.crm import Crm
from api.errors import ConflictError
from api.questions import ask
from domain.commands.actors import AddAlias, RegisterActor, RenameActor
from domain.commands.salaries import JoinSalarie
from tests.domain.people import ARRAS, LILLE, log
from tests.journal.raw import Fact, append, append_one, as_app, positions


def test_facts_on_several_streams_are_all_recorded_or_none(owner: str) -> None:
    known = uuid4()
    with as_app(owner) as connection:
        append_one(connection, Fact(known))
        connection.commit()
        with pytest.raises(psycopg.errors.UniqueViolation):
            append(connection, Fact(uuid4()), Fact(known, 1), Fact(uuid4()))
        connection.rollback()
        assert positions(connection) == [1]
        answer = append(connection, Fact(uuid4()), Fact(known, 2), Fact(known, 3))
        connection.commit()
        assert (answer.first, answer.last) == (2, 4)


@pytest.mark.parametrize("door", [append, append_one])
@pytest.mark.parametrize("version", [2, 7])
def test_a_version_that_follows_nothing_is_refused(
    owner: str, door: Callable[..., Any], version: int
) -> None:
    with as_app(owner) as connection:
        for _ in range(2):  # in an empty journal, then in one that has facts
            with pytest.raises(psycopg.DatabaseError, match="version is missing"):
                door(connection, Fact(uuid4(), version))
            connection.rollback()
            append_one(connection, Fact(uuid4()))
            connection.commit()


@pytest.mark.parametrize("version", [0, -1])
def test_a_version_begins_at_one(owner: str, version: int) -> None:
    with as_app(owner) as connection, pytest.raises(psycopg.errors.CheckViolation):
        append(connection, Fact(uuid4(), version))


def meddling(crm: Crm, monkeypatch: pytest.MonkeyPatch, before: list[Callable[[], Any]]) -> None:
    """Just before each append of this process, somebody else is faster."""
    real, left = crm.journal.append, iter(before)

    def append_late(*args: Any) -> Any:
        for act in left:
            act()
            break
        return real(*args)

    monkeypatch.setattr(crm.journal, "append", append_late)


def test_a_command_overtaken_is_decided_again_on_what_stands(
    reseau: Crm, colleague: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    reseau.execute(AddAlias(ARRAS, "Arras"), "test")  # its state is known here
    rename = RenameActor(ARRAS, "Ville d’Arras (62)")
    meddling(reseau, monkeypatch, [lambda: colleague.execute(rename, "collègue")])
    outcome = reseau.execute(AddAlias(ARRAS, "Mairie d’Arras"), "test")
    stream = reseau.journal.stream(ARRAS)
    assert [entry.originator_version for entry in stream] == list(range(1, len(stream) + 1))
    assert [entry.position for entry in stream[-2:]] == [
        outcome.positions[0] - 1,
        *outcome.positions,
    ]


def test_what_the_other_did_may_make_it_needless(
    reseau: Crm, colleague: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    alias = AddAlias(ARRAS, "Arras")
    meddling(reseau, monkeypatch, [lambda: colleague.execute(alias, "collègue")])
    assert reseau.execute(alias, "test").positions == []


def test_overtaken_twice_it_is_a_conflict_and_nothing_is_recorded(
    reseau: Crm, colleague: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [
        lambda: colleague.execute(AddAlias(ARRAS, "un"), "collègue"),
        lambda: colleague.execute(AddAlias(ARRAS, "deux"), "collègue"),
    ]
    meddling(reseau, monkeypatch, others)
    command_id = uuid4()
    with pytest.raises(ConflictError):
        reseau.execute(AddAlias(ARRAS, "trois"), "test", command_id)
    assert [entry.author for entry in reseau.journal.stream(ARRAS)[-2:]] == ["collègue"] * 2
    assert reseau.journal.recorder.receipt(command_id) is None
    assert reseau.execute(AddAlias(ARRAS, "trois"), "test", command_id).positions


def test_a_gathering_and_its_attendances_are_one_append(reseau: Crm) -> None:
    outcome = reseau.execute(log("groupe_pays", ARRAS, LILLE), "test")
    first, *others = reseau.journal.after(outcome.positions[0] - 1)
    assert len(outcome.positions) == 3
    assert {one.command_id for one in others} == {first.command_id}
    assert {one.recorded_at for one in others} == {first.recorded_at}


def test_an_unknown_tag_is_refused_never_skipped(reseau: Crm, owner: str) -> None:
    with as_app(owner) as connection:
        append_one(connection, Fact(uuid4(), 1, "actor.beamed_up", b'{"event":"actor.beamed_up"}'))
        connection.commit()
    before = reseau.projector.position()
    with pytest.raises(UnknownTagError, match=r"« actor\.beamed_up »"):
        reseau.journal.after(before)
    for _ in range(5):
        with pytest.raises(UnknownTagError):
            reseau.projector.catch_up()
    assert reseau.projector.position() == before
    assert "actor.beamed_up" in str(reseau.projector.health().error)


def test_a_fact_under_a_retired_tag_is_read_as_today(reseau: Crm, owner: str) -> None:
    salarie = uuid4()
    reseau.execute(JoinSalarie(salarie, "Salarié 9", "lille", date(2022, 1, 3)), "test")
    written = b'{"event":"salarie.office_changed","office":"amiens","from":"2022-02-01"}'
    with as_app(owner) as connection:
        append_one(connection, Fact(salarie, 2, "salarie.office_changed", written))
        connection.commit()
    reseau.projector.catch_up()
    bureaux = {row["id"]: row["bureau"] for row in ask(reseau, "salaries")}
    assert bureaux[str(salarie)] == "amiens"
    kept = reseau.query(
        "SELECT topic, state FROM journal.entries WHERE originator_id = %(id)s "
        "AND originator_version = 2",
        id=salarie,
    )
    assert [(row["topic"], bytes(row["state"])) for row in kept] == [
        ("salarie.office_changed", written)
    ]


def test_registering_twice_at_once_registers_once(
    reseau: Crm, colleague: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = uuid4()
    register = RegisterActor(actor, "Une association")
    command_id = uuid4()
    meddling(reseau, monkeypatch, [lambda: colleague.execute(register, "test", command_id)])
    outcome = reseau.execute(register, "test", command_id)
    assert outcome.repeated
    assert len(reseau.journal.stream(actor)) == 1
