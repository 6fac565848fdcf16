"""`bench` and `trust` in the smallest sizes: every name, every field; never how fast."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import msgspec
import pytest

from adapters.access import passwords
from api.cli import bench, trust
from api.measures.base import Ground, scratch
from api.settings import read_settings

NAMES = {
    "append_1", "append_8", "command_100", "rebuild_200k", "rebuild_1m", "rebuild_memory",
    "charge_1m", "couverture_1m", "sign_in", "policy",
}  # fmt: skip
PROMISES = {
    "tail_reader", "kill_app", "kill_postgres", "duplicate_submit", "forbidden_statements",
    "matrix", "probes", "sessions", "erasure", "hostile_bodies",
}  # fmt: skip
TINY = bench.Sizes(
    small=400,
    large=800,
    rounds=1,
    appends=8,
    commands=5,
    rebuilds=1,
    visited=120,
    sign_ins=2,
    pages=3,
)
FEW = trust.Trials(
    seconds=2.0, kills=1, commands=15, one_way_in=40, probes=120, guesses=15, persons=8, erased=2,
    bodies=150,
)  # fmt: skip


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    """A server of their own: one that may be killed."""
    home = tmp_path_factory.mktemp("mesures")
    with scratch(read_settings({"DATA_DIR": str(home), "MAILLAGE_ENV": "test"})) as made:
        yield made
    assert list(home.iterdir()) == []


def lines(text: list[str]) -> dict[str, dict[str, Any]]:
    found = [msgspec.json.decode(line) for line in text]
    return {one["name"]: one for one in found}


def test_bench_tells_every_figure_with_its_floor(ground: Ground) -> None:
    figures = list(bench.measured(ground, TINY))
    told = lines([bench.line(figure, as_json=True) for figure in figures])
    assert told.keys() == NAMES
    for one in told.values():
        assert one.keys() >= {"value", "unit", "floor", "ratio", "spread", "bar", "ok", "quick"}
        assert one["value"] > 0
        assert one["floor"] > 0
    assert all(figure.name in bench.line(figure, as_json=False) for figure in figures)


def test_trust_holds_every_promise_and_every_control_fails(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Passwords that cost little: what they cost is measured elsewhere."""
    cheap = passwords.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", cheap)
    verdicts = list(trust.tried(ground, FEW))
    told = lines([trust.line(verdict, as_json=True) for verdict in verdicts])
    assert told.keys() == PROMISES
    for one in told.values():
        assert one.keys() >= {"value", "unit", "trials", "failures", "control", "bar", "ok"}
        assert one["trials"] > 0
        assert one["failures"] == 0, one
        assert one["control"] > 0, one
    assert all("tenu" in trust.line(verdict, as_json=False) for verdict in verdicts)


def test_what_goes_wrong_is_said_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise TimeoutError("un client ne répond plus")

    monkeypatch.setattr(trust, "scratch", lambda _: nullcontext())
    monkeypatch.setattr(trust, "tried", fails)
    options = type("Options", (), {"json": False, "long": False})()
    assert trust.run(options, read_settings({"DATA_DIR": str(tmp_path)})) == 1
    assert "n’a pas abouti : un client ne répond plus" in capsys.readouterr().err
