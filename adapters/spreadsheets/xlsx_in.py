"""Which lines does a sheet of an XLSX workbook hold? Read apart, under limits."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

import msgspec

from adapters.spreadsheets.csv_in import Lines, Notes
from adapters.spreadsheets.refusals import Unreadable

ENTRIES = 2_000
UNPACKED = 200_000_000
RATIO = 250
SMALL = 1_000_000
SECONDS = 30

CHILD = Path(__file__).with_name("xlsx_child.py")


class Sheet(msgspec.Struct, frozen=True):
    name: str
    rows: list[list[str]]


class Answer(msgspec.Struct, frozen=True):
    """What the child says: sheets, or the kind of refusal."""

    sheets: list[Sheet] = []
    error: str | None = None


def read(content: bytes, filename: str, sheet: str | None) -> tuple[Lines, Notes]:
    """The lines of the sheet asked for, else of the first that holds something."""
    check_archive(content, filename)
    sheets = _in_child(content, filename)
    chosen = _chosen(sheets, filename, sheet)
    others = [one.name for one in sheets if one is not chosen and one.rows]
    notes: Notes = []
    if others:
        names = ", ".join(f"« {name} »" for name in others)
        notes = [(1, f"Feuille lue : « {chosen.name} ». Non lues : {names}.")]
    return list(enumerate(chosen.rows, start=1)), notes


def check_archive(content: bytes, filename: str) -> None:
    """Look at the directory before anything is unpacked: a bomb shows there."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (BadZipFile, ValueError, OSError) as error:
        raise Unreadable(
            f"« {filename} » est abîmé : son archive ne s’ouvre pas. Enregistrez-le à nouveau."
        ) from error
    if not any(entry.filename == "xl/workbook.xml" for entry in entries):
        raise Unreadable(
            f"« {filename} » n’est pas un classeur XLSX. "
            "Enregistrez la liste en CSV ou en XLSX, puis recommencez."
        )
    if _oversized(entries):
        raise Unreadable(
            f"« {filename} » se déplie en un contenu démesuré et n’a pas été ouvert. "
            "Enregistrez la feuille utile en CSV, puis recommencez."
        )


def _oversized(entries: list[ZipInfo]) -> bool:
    return (
        len(entries) > ENTRIES
        or sum(entry.file_size for entry in entries) > UNPACKED
        or any(
            entry.file_size > SMALL and entry.file_size > RATIO * max(entry.compress_size, 1)
            for entry in entries
        )
    )


def _in_child(content: bytes, filename: str) -> list[Sheet]:
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(CHILD)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            env={},
            check=False,
        )
        answer = msgspec.json.decode(child.stdout, type=Answer)
    except (subprocess.TimeoutExpired, msgspec.DecodeError) as error:
        raise Unreadable(_too_heavy(filename)) from error
    if answer.error == "large":
        raise Unreadable(_too_heavy(filename))
    if answer.error:
        raise Unreadable(
            f"« {filename} » est un classeur que l’on n’arrive pas à lire. "
            "Enregistrez-le à nouveau en XLSX, ou en CSV, puis recommencez."
        )
    return answer.sheets


def _too_heavy(filename: str) -> str:
    return (
        f"« {filename} » demande trop de mémoire ou de temps pour être lu. "
        "Enregistrez la feuille utile en CSV, puis recommencez."
    )


def _chosen(sheets: list[Sheet], filename: str, name: str | None) -> Sheet:
    found = [one for one in sheets if (one.name == name if name else one.rows)]
    if found:
        return found[0]
    if name is None:
        raise Unreadable(f"« {filename} » est vide : aucune de ses feuilles ne porte de texte.")
    names = ", ".join(f"« {one.name} »" for one in sheets)
    raise Unreadable(f"« {filename} » n’a pas de feuille « {name} ». Il contient : {names}.")
