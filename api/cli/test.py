"""Lance les tests ; ce qui suit la porte va à pytest tel quel."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from api.settings import ROOT, Settings

PASSES_OPTIONS_THROUGH = True
CHROMIUM = Path("/usr/bin/chromium")
BY_HAND = (
    "Les tests des pages ont besoin du navigateur Chromium de Debian, et il n'a pas pu être "
    "installé.\nInstallez-le, puis relancez : sudo apt-get install chromium\n"
)


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Every option is pytest's own."""


def run(options: argparse.Namespace, _settings: Settings) -> int:
    if CHROMIUM.exists() or _install_chromium():
        workers = [] if _chooses_workers(options.rest) else ["-n", "2"]
        command = [sys.executable, "-m", "pytest", *workers, *options.rest]
        os.environ["MAILLAGE_ENV"] = "test"
        if scenarios := os.environ.get("SCENARIOS"):
            os.environ["SCENARIOS"] = str(Path(scenarios).absolute())  # before we change directory
        os.chdir(ROOT)
        os.execv(sys.executable, command)  # noqa: S606  pytest takes our place: its last line is ours
    sys.stderr.write(BY_HAND)
    return 2


def _chooses_workers(rest: list[str]) -> bool:
    return any(word.startswith(("-n", "--numprocesses", "--pdb", "--co")) for word in rest)


def _install_chromium() -> bool:
    """Root installs; anyone else may if the machine lets them without a password."""
    if shutil.which("apt-get") is None:
        return False
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and shutil.which("sudo") is None:
        return False
    sys.stderr.write("Installation de Chromium pour les tests des pages…\n")
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run([*apt, *step], check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    return CHROMIUM.exists()
