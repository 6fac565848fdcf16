"""The lock names versions and hashes, and no place on earth."""

import pytest

from api.cli.lock import LOCK, complaints
from api.settings import ROOT

PROJECT = """
[project]
dependencies = ["msgspec>=0.22"]
[dependency-groups]
dev = []
"""
FIT = "msgspec==0.22.0 \\\n    --hash=sha256:00aa\n"


def test_the_lock_of_this_repository_is_fit() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert complaints(LOCK.read_text(encoding="utf-8"), project) == []


def test_a_fit_lock_has_nothing_to_say_against_it() -> None:
    assert complaints("# one line of comment\n" + FIT, PROJECT) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "--extra-index-url=http://localhost/simple",
        "-i https://example.org/simple",
        "--find-links wheels",
        "other @ file:///tmp/other.whl \\\n    --hash=sha256:00",
        "other @ ./other.whl \\\n    --hash=sha256:00",
        "git+ssh://example.org/other",
        "-r other.txt",
        "other>=1 \\\n    --hash=sha256:00",
        "other==1",
    ],
)
def test_an_address_or_a_missing_hash_is_refused(line: str) -> None:
    assert complaints(FIT + line + "\n", PROJECT)


def test_a_dependency_that_is_not_locked_is_named() -> None:
    wanting = PROJECT.replace("msgspec>=0.22", "Rapid_Fuzz>=3")
    assert complaints(FIT, wanting) == ["rapid-fuzz n'est pas dans le verrou : ./maillage lock"]
