"""Every French noun of the code is in the glossary, and every word of its first part is used."""

import re
from enum import StrEnum
from pathlib import Path

from domain import dispositifs, kinds, lists, rights
from domain.commands.listing import BY_TAG as COMMANDS
from domain.events import BY_TAG as EVENTS
from tests.domain.examples import named_fields

GLOSSAIRE = Path(__file__).parents[2] / "docs" / "glossaire.md"
PART = "## Les mots du code"
ENTRY = re.compile(r"^- `([^`]+)` : (.+)$")

COMPOUNDS = {"chef_de_file", "connu_depuis"}
"""One noun in several words."""

ENGLISH = frozenset(
    """
    abandon abandoned abroad absorbed access account action activities actor add added amend
    amended amount answer answered approve approved archive archived assign assigned attendance
    attended cancel cancelled capitalise capitalised cents change changed changes close closed
    code codes confirm confirmed contact contacted contacts contract correct corrected count
    countries country day days declare declared depart departed describe described destroyed
    done due effective end ended epoch erase erased expert exported factor files first gathering
    generated give given ground half heads held hold identified identify identity in interaction
    into introduce introduced issued join joined key kind last leave left lift lifted link log
    logged made means member merge merged move moved natural need next notified notify occurred
    on open opened other out partner partners password percent person persons preparation
    present project purpose qualified qualify quality rank reach reached reason received record
    recorded recovery refused register registered reinstate reinstated release released remove
    removed rename renamed reopen reopened requested restitute restituted retitle retitled
    retract retracted retraction return returned revoked role scopes second security sessions
    set share sign signed since staff stage start step strong subject successor survivor texts
    times to token travel undo undone until used weekly what why withdraw withdrawn year
    """.split()  # noqa: SIM905  # a list of words reads better as words
)
PLURALS = {"conventions": "convention", "dispositifs": "dispositif", "themes": "theme"}


def listed() -> set[str]:
    """The stored values of every closed list."""
    known = (*vars(lists).values(), *vars(rights).values())
    enums = [one for one in known if isinstance(one, type) and one is not StrEnum]
    closed = [one for one in enums if issubclass(one, StrEnum)] + [kinds.Kind]
    values = {member.value for one in closed for member in one}
    return values | {kinds.TEMPS_INTERNE} | set(dispositifs.BY_TAG)


def names() -> set[str]:
    """The parts of tags, and the names of fields."""
    found = set()
    for tag, struct in (*COMMANDS.items(), *EVENTS.items()):
        found |= {part for name in (tag, *named_fields(struct)) for part in name.split(".")}
    return found


def words() -> set[str]:
    """What is left of the names once the compound nouns are taken out."""
    whole = sorted(listed() | COMPOUNDS, key=len, reverse=True)
    compound = re.compile(rf"(?<![a-z])({'|'.join(whole)})(?![a-z])")
    left = {word for name in names() for word in compound.sub("", name).split("_") if word}
    taken = {noun for name in names() for noun in compound.findall(name)}
    return left | taken


def nouns() -> set[str]:
    return listed() | {PLURALS.get(word, word) for word in words() - ENGLISH}


def glossary() -> dict[str, str]:
    part = GLOSSAIRE.read_text().split(PART)[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("- ")]
    matches = [ENTRY.match(line) for line in lines]
    assert all(matches), lines
    return {match[1]: match[2] for match in matches if match}


def test_every_french_noun_of_the_code_has_its_line() -> None:
    assert nouns() - set(glossary()) == set(), "add it to docs/glossaire.md (or to ENGLISH here)"


def test_every_line_of_the_glossary_is_used() -> None:
    assert set(glossary()) - nouns() == set()


def test_every_english_word_is_used() -> None:
    assert ENGLISH - words() == set()


def test_every_line_is_one_sentence_of_its_own() -> None:
    for noun, sentence in glossary().items():
        assert sentence.endswith("."), noun
    assert len(set(glossary().values())) == len(glossary())


def test_no_noun_is_defined_twice() -> None:
    defined = re.findall(r"^- `([^`]+)` : ", GLOSSAIRE.read_text(), re.MULTILINE)
    assert len(defined) == len(set(defined))
