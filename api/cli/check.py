"""Vérifie la forme, les règles de style, les types, les couches et le verrou."""

import argparse
import subprocess
import sys

from api.cli import lock
from api.settings import ROOT, Settings

LAYERS = "from importlinter.cli import lint_imports_command as run; run()"
STEPS = {
    "forme": [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."],
    "style": [sys.executable, "-m", "ruff", "check", "--quiet", "."],
    "types": [sys.executable, "-m", "mypy"],
    "couches": [sys.executable, "-c", LAYERS, "--no-logo"],
}
REMEDIES = {
    "forme": "lancez : .venv/bin/ruff format .",
    "style": "lisez les lignes ci-dessus, ou lancez : .venv/bin/ruff check --fix .",
    "types": "lisez les lignes ci-dessus",
    "couches": "un import va à contre-sens ; les couches sont dans pyproject.toml",
    "verrou": "lancez : ./maillage lock",
}


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """No option: what is checked here is what is checked everywhere."""


def run(_options: argparse.Namespace, _settings: Settings) -> int:
    verdicts = {name: _passes(name, command) for name, command in STEPS.items()}
    verdicts["verrou"] = _verdict("verrou", "\n".join(_lock_complaints()))
    failed = [name for name, passed in verdicts.items() if not passed]
    if failed:
        sys.stdout.write(f"À reprendre : {', '.join(failed)}.\n")
        return 1
    sys.stdout.write("Tout est en ordre.\n")
    return 0


def _passes(name: str, command: list[str]) -> bool:
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    problem = (done.stdout + done.stderr) or "échec sans message"
    return _verdict(name, problem if done.returncode else "")


def _verdict(name: str, problem: str) -> bool:
    if problem:
        sys.stdout.write(f"{problem.rstrip()}\n✗ {name} : {REMEDIES[name]}\n")
    else:
        sys.stdout.write(f"✓ {name}\n")
    sys.stdout.flush()
    return not problem


def _lock_complaints() -> list[str]:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return lock.complaints(lock.LOCK.read_text(encoding="utf-8"), project)
