"""The one command speaks French, names its doors, and never opens a wrong one."""

import runpy
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec

import pytest

from api.cli.__main__ import DOORS, read_options
from api.settings import ROOT

LAUNCHER = ROOT / "maillage"


def launch(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(LAUNCHER), *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_the_launcher_and_the_command_line_have_the_same_doors() -> None:
    listed = runpy.run_path(str(LAUNCHER), run_name="launcher")["DOORS"]
    assert list(listed) == list(DOORS)


def test_help_has_a_line_for_each_door() -> None:
    told = launch("--help")
    assert told.returncode == 0
    assert [door for door in DOORS if f"\n  {door:<9} " not in told.stdout] == []


def test_an_unknown_door_is_refused_with_the_list() -> None:
    told = launch("fermer")
    assert told.returncode == 1
    assert "« fermer » n'est pas une porte de Maillage." in told.stderr
    assert "doctor" in told.stderr


def test_no_door_at_all_is_a_question_not_an_action() -> None:
    assert launch().returncode == 2


def test_every_door_says_what_it_does_and_how_it_opens() -> None:
    doors = [import_module(name) for name in DOORS.values() if find_spec(name)]
    assert doors
    for door in doors:
        assert (door.__doc__ or "").strip().splitlines()[0].endswith(".")
        assert callable(door.add_arguments)
        assert callable(door.run)


def test_a_refused_option_is_told_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refusal:
        read_options("lock", import_module("api.cli.lock"), ["--vite"])
    assert refusal.value.code == 2
    assert "option inconnue : --vite" in capsys.readouterr().err


def test_the_test_door_hands_everything_to_pytest() -> None:
    options = read_options("test", import_module("api.cli.test"), ["-k", "nom", "--help"])
    assert options.rest == ["-k", "nom", "--help"]
