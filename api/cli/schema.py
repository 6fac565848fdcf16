"""Écrit le schéma JSON de chaque commande et de chaque fait du journal."""

import argparse
import sys
from typing import Any

import msgspec

from api.settings import Settings
from domain.commands.listing import ALL as COMMANDS
from domain.commands.listing import tag as command_tag
from domain.events import ALL as EVENTS
from domain.events import tag as event_tag


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="le format est toujours du JSON")


def run(_: argparse.Namespace, _settings: Settings) -> int:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(schema())).decode() + "\n")
    return 0


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12: `commands` and `events` by tag, shared shapes under `$defs`."""
    types = [*COMMANDS, *EVENTS]
    references, shapes = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    by_type = dict(zip(types, references, strict=True))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "commands": {command_tag(one): by_type[one] for one in COMMANDS},
        "events": {event_tag(one): by_type[one] for one in EVENTS},
        "$defs": shapes,
    }
