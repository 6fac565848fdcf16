"""What was once public stays so: `.venv/bin/python -m tests.domain.golden` adds what is new.

It only ever appends: a tag, a field or an example that is written down is never rewritten.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import msgspec

from domain.commands.listing import BY_TAG as COMMANDS
from domain.events import BY_TAG as EVENTS
from domain.facts.shared import Event
from tests.domain.examples import example, named_fields

HERE = Path(__file__).parent / "golden"
TAGS = HERE / "tags.txt"
LINES = HERE / "events.jsonl"


def tags_now() -> list[str]:
    """Every event, every command and every field a door accepts."""
    commands = [
        line
        for tag, command in sorted(COMMANDS.items())
        for line in (
            f"command {tag}",
            *(f"command {tag} {name}" for name in named_fields(command)),
        )
    ]
    return [*(f"event {tag}" for tag in sorted(EVENTS)), *commands]


def tags_kept() -> list[str]:
    return TAGS.read_text().splitlines()


def lines_kept() -> list[bytes]:
    return LINES.read_bytes().splitlines()


def told() -> dict[str, set[str]]:
    """For each tag, the fields that some kept line shows (a Struct inside: its own too)."""
    seen: dict[str, set[str]] = {}
    for line in lines_kept():
        fact = json.loads(line)
        seen.setdefault(fact["event"], set()).update(paths(fact))
    return seen


def paths(fact: dict[str, object], above: str = "") -> set[str]:
    found = set()
    for name, value in fact.items():
        found.add(f"{above}{name}")
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, dict):
            found |= paths(inner, f"{above}{name}.")
    return found


def untold() -> list[str]:
    """The tags without a line, or with a field that no line shows yet."""
    seen = told()
    return [
        tag
        for tag, event in sorted(EVENTS.items())
        if tag not in seen or not whole(event) <= seen[tag]
    ]


def whole(event: type[Event]) -> set[str]:
    """Every field of a fact as the journal keeps it now: texts sealed."""
    return paths(json.loads(msgspec.json.encode(example(event))))


def append(path: Path, lines: Iterable[str]) -> None:
    with path.open("a") as file:
        file.writelines(f"{line}\n" for line in lines)


def main() -> None:
    HERE.mkdir(exist_ok=True)
    TAGS.touch()
    LINES.touch()
    kept = set(tags_kept())
    append(TAGS, [line for line in tags_now() if line not in kept])
    append(LINES, [msgspec.json.encode(example(EVENTS[tag])).decode() for tag in untold()])


if __name__ == "__main__":
    main()
