"""Every document names only what exists, and no place of the machine it was written on."""

import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest

from adapters.migrations import run
from adapters.read_models import follower, projector
from adapters.vault import rotation
from api.app import ROUTES
from api.cli.__main__ import DOORS, read_options
from api.questions import QUESTIONS

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
ADRS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
SECTIONS = [
    "Context",
    "Decision",
    "Set aside",
    "Consequences",
    "Checked by",
    "We shall know it was wrong when",
]
TOP = r"(?:domain|projections|adapters|api|tests|docs|\.ci)/"
PATH = re.compile(rf"`({TOP}[\w./*-]*)(?:::(\w+))?`")
DOOR = re.compile(r"\./maillage ([a-z]\w*)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
ABSOLUTE = re.compile(r"(?<![\w.:/<}])/([A-Za-z][\w.-]*)/")
OF_ANY_DEBIAN = {"bin", "dev", "etc", "lib", "run", "srv", "usr", "var"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|TBD|WIP)\b")

each = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
each_adr = pytest.mark.parametrize("adr", ADRS, ids=lambda path: path.stem)


@each
def test_every_path_named_exists_and_every_test_named_is_there(document: Path) -> None:
    for named, test in PATH.findall(document.read_text()):
        found = list(ROOT.glob(named.rstrip("/")))
        assert found, named
        assert not test or re.search(rf"def {test}\(", found[0].read_text()), f"{named}::{test}"


@each
def test_every_door_named_opens(document: Path) -> None:
    assert set(DOOR.findall(document.read_text())) <= set(DOORS)


@each
def test_every_command_shown_is_one_its_door_takes(document: Path) -> None:
    for line in re.findall(r"^\s*\./maillage (.+)$", document.read_text(), re.MULTILINE):
        door, *options = shlex.split(line, comments=True)
        given = ["00000000-0000-7000-8000-000000000001" if o.isupper() else o for o in options]
        read_options(door, import_module(DOORS[door]), given)


@each
def test_every_link_inside_the_repository_leads_somewhere(document: Path) -> None:
    for link in LINK.findall(document.read_text()):
        target, _, anchor = link.partition("#")
        if "://" not in link:
            found = document.parent / target if target else document
            assert found.exists(), link
            assert not anchor or anchor in anchors(found), link


def anchors(document: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@each
def test_no_document_names_a_place_of_the_machine_it_was_written_on(document: Path) -> None:
    here = {place.name for place in Path("/").iterdir()} | {"home", "root", "tmp", "Users"}
    assert set(ABSOLUTE.findall(document.read_text())) & (here - OF_ANY_DEBIAN) == set()


@each
def test_no_document_is_unfinished(document: Path) -> None:
    assert UNFINISHED.findall(document.read_text()) == []


def test_the_readme_lists_the_doors_that_exist() -> None:
    rows = re.findall(r"^\| `(\w+)`", section(ROOT / "README.md", "Doors"), re.MULTILINE)
    assert rows == [*DOORS]


def test_the_addresses_of_the_api_answer() -> None:
    shown = set(re.findall(r"/api/[\w./]+", (ROOT / "README.md").read_text()))
    kept = {address for route in ROUTES for address in route.paths}
    asked = {f"/api/questions/{question}" for question in QUESTIONS}
    assert shown
    assert shown <= kept | asked


def test_the_locks_are_told_and_no_two_are_one() -> None:
    sql = (ROOT / "adapters/migrations/002_journal.sql").read_text()
    appending = {int(number) for number in re.findall(r"advisory_xact_lock\((\d+)\)", sql)}
    held = [run.LOCK, *appending, projector.LOCK, projector.LOCK + 1, follower.ELECTION]
    held.append(rotation.LOCK)
    table = re.findall(r"^\| (\d+) \|", (ROOT / "docs/architecture.md").read_text(), re.MULTILINE)
    assert [int(number) for number in table] == held
    assert len(set(held)) == len(held)


def section(document: Path, title: str) -> str:
    return document.read_text().split(f"## {title}\n")[1].split("\n## ")[0]


def test_a_picture_is_light() -> None:
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture.stat().st_size < 200_000


@each_adr
def test_a_decision_is_one_page_with_its_six_parts(adr: Path) -> None:
    text = adr.read_text()
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    assert len(text.split()) < 700


@each_adr
def test_a_decision_names_what_shows_it(adr: Path) -> None:
    checked = section(adr, "Checked by")
    assert PATH.search(checked) or DOOR.search(checked)


def test_decisions_are_numbered_without_a_hole_and_all_in_the_index() -> None:
    assert [int(adr.name[:4]) for adr in ADRS] == [*range(1, len(ADRS) + 1)]
    listed = LINK.findall((ROOT / "docs" / "adr" / "README.md").read_text())
    assert listed == [adr.name for adr in ADRS]
