"""Where are the typefaces of the pages? Cut to Latin at set-up, never committed.

The packages carry whole families (hundreds of kilobytes); French pages need a few tens.
"""

import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# Latin, its accents and ligatures, punctuation, currency, arrows, signs and simple shapes.
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x1E80, 0x1E85),
    (0x2000, 0x206F),
    (0x2070, 0x209F),
    (0x20AC, 0x20AC),
    (0x2116, 0x2122),
    (0x2190, 0x2199),
    (0x2212, 0x2212),
    (0x2248, 0x2265),
    (0xFB00, 0xFB04),
)
FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "mkmk", "case", "lnum", "tnum", "pnum", "frac"]


class Typeface(msgspec.Struct, frozen=True):
    """One file of a page, and what it is cut from."""

    package: str
    source: str
    output: str
    pinned: Mapping[str, float]


TYPEFACES = (
    Typeface("fontpkg_hanken_grotesk", "HankenGrotesk[wght].ttf", "hanken-grotesk.woff2", {}),
    Typeface(
        "fontpkg_source_serif_4",
        "SourceSerif4[opsz,wght].ttf",
        "source-serif-4-600.woff2",
        {"wght": 600, "opsz": 28},
    ),
)


def fonts_directory() -> Path:
    """The directory that holds the cut typefaces and their licences, made if it is not there."""
    directory = Path(sys.prefix) / "share" / "maillage" / "polices"
    if not all((directory / name).exists() for name in expected_files()):
        _make(directory)
    return directory


def expected_files() -> list[str]:
    outputs = [typeface.output for typeface in TYPEFACES]
    return outputs + [_licence_name(typeface) for typeface in TYPEFACES]


def _make(directory: Path) -> None:
    """Each file appears whole or not at all: another process may be reading."""
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=directory) as scratch:
        for typeface in TYPEFACES:
            home = _package(typeface.package)
            cut = Path(scratch) / typeface.output
            _cut(home / "files" / typeface.source, cut, typeface.pinned)
            licence = Path(scratch) / _licence_name(typeface)
            shutil.copyfile(home / "LICENSE", licence)
            for made in (cut, licence):
                made.chmod(0o644)
                os.replace(made, directory / made.name)  # noqa: PTH105  atomic on one filesystem


def _cut(source: Path, output: Path, pinned: Mapping[str, float]) -> None:
    font = TTFont(source, recalcTimestamp=False)
    if pinned:
        font = instantiateVariableFont(font, dict(pinned))
    options = Options(layout_features=FEATURES, hinting=False, drop_tables=["DSIG"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(output)


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise FileNotFoundError(f"La police {name} n'est pas installée : relancez ./maillage.")
    return Path(found.origin).parent


def _licence_name(typeface: Typeface) -> str:
    return f"{Path(typeface.output).stem}-OFL.txt"


if __name__ == "__main__":
    fonts_directory()
