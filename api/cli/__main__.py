"""Which door was asked for? Import that one alone, read its options, open it."""

import argparse
import sys
from importlib import import_module
from types import ModuleType

from api.cli.options import FrenchParser
from api.logs import configure
from api.settings import SettingError, read_settings

# `import` is a word of Python, so its file has another name.
DOORS = {
    "serve": "api.cli.serve",
    "demo": "api.cli.demo",
    "do": "api.cli.do",
    "show": "api.cli.show",
    "schema": "api.cli.schema",
    "import": "api.cli.import_",
    "compte": "api.cli.compte",
    "migrate": "api.cli.migrate",
    "rebuild": "api.cli.rebuild",
    "backup": "api.cli.backup",
    "restore": "api.cli.restore",
    "cles": "api.cli.cles",
    "doctor": "api.cli.doctor",
    "bench": "api.cli.bench",
    "trust": "api.cli.trust",
    "test": "api.cli.test",
    "check": "api.cli.check",
    "lock": "api.cli.lock",
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in DOORS:
        sys.stderr.write(f"Portes de Maillage : {', '.join(DOORS)}.\n")
        return 2
    door = import_module(DOORS[arguments[0]])
    options = read_options(arguments[0], door, arguments[1:])
    try:
        settings = read_settings()
        configure(settings.log_level)
        return int(door.run(options, settings))
    except SettingError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 130


def read_options(name: str, door: ModuleType, arguments: list[str]) -> argparse.Namespace:
    """A door that hands its options to another program takes them as they come."""
    if getattr(door, "PASSES_OPTIONS_THROUGH", False):
        return argparse.Namespace(rest=arguments)
    parser = FrenchParser(prog=f"./maillage {name}", description=door.__doc__, allow_abbrev=False)
    door.add_arguments(parser)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
