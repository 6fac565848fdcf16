"""Recalcule requirements.lock : toutes les dépendances, avec leurs empreintes."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from api.settings import ROOT, Settings

LOCK = ROOT / "requirements.lock"
HEADER = "# Every dependency, with the hashes that PyPI publishes. Made by `./maillage lock`.\n"
ADDRESS = re.compile(
    r"\w+://|file:|git\+|@\s|^\s*(-i|-f|-r|-e|-c|--index|--extra|--find|--trusted|--pre)",
    re.MULTILINE,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--upgrade", action="store_true", help="prend les versions récentes")


def run(options: argparse.Namespace, _settings: Settings) -> int:
    with tempfile.TemporaryDirectory() as directory:
        uv = shutil.which("uv") or _throw_away_uv(Path(directory))
        text = resolve(uv, Path(directory) / "lock", upgrade=options.upgrade)
    LOCK.write_text(text, encoding="utf-8")
    found = complaints(text, (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    sys.stdout.write("\n".join(found) or f"{LOCK.name} est à jour.\n")
    return 1 if found else 0


def resolve(uv: str, output: Path, *, upgrade: bool) -> str:
    """Universal: one lock for every Python and processor, from the public index alone."""
    if not upgrade and LOCK.exists():
        shutil.copy(LOCK, output)
    sources = ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "UV_FIND_LINKS", "UV_EXTRA_INDEX_URL")
    clean = {name: value for name, value in os.environ.items() if name not in sources}
    quiet = ["--no-config", "--quiet", "--no-annotate", "--no-header", "--no-emit-index-url"]
    what = ["--universal", "--generate-hashes", "--python-version", "3.11", "--group", "dev"]
    files = ["pyproject.toml", "--output-file", str(output)]
    subprocess.run([uv, "pip", "compile", *quiet, *what, *files], check=True, cwd=ROOT, env=clean)
    return HEADER + output.read_text(encoding="utf-8").removeprefix(HEADER)


def _throw_away_uv(directory: Path) -> str:
    venv = directory / "venv"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    subprocess.run([venv / "bin" / "pip", "install", "--quiet", "uv"], check=True)
    return str(venv / "bin" / "uv")


def complaints(lock: str, project: str) -> list[str]:
    """What is wrong with this lock, in French? Nothing, when it is fit to be committed."""
    body = "\n".join(line for line in lock.splitlines() if not line.startswith("#"))
    found = [
        f"Adresse ou option interdite dans le verrou : {line.strip()}"
        for line in body.splitlines()
        if ADDRESS.search(line)
    ]
    blocks = re.split(r"\n(?=\S)", body.strip())
    locked = {_name(block) for block in blocks}
    found += [
        f"Sans version exacte ou sans empreinte : {block.splitlines()[0]}"
        for block in blocks
        if not re.match(r"[\w.-]+==[^\s;]+", block) or "--hash=sha256:" not in block
    ]
    missing = sorted(_wanted(project) - locked)
    return found + [f"{name} n'est pas dans le verrou : ./maillage lock" for name in missing]


def _wanted(project: str) -> set[str]:
    table = tomllib.loads(project)
    names = [*table["project"]["dependencies"], *table["dependency-groups"]["dev"]]
    return {_name(name) for name in names}


def _name(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    return re.sub(r"[-_.]+", "-", found.group().lower()) if found else requirement
