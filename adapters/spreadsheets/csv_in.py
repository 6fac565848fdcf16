"""Which lines does a CSV hold, whatever its encoding and delimiter?"""

import csv
import re
from collections import Counter
from io import StringIO

from adapters.spreadsheets.refusals import Unreadable

Lines = list[tuple[int, list[str]]]
Notes = list[tuple[int, str]]

DELIMITERS = (";", ",", "\t")
SAMPLE = 60

FOREIGN = {
    b"%PDF": "un PDF",
    b"\xd0\xcf\x11\xe0": "un ancien classeur .xls, ou un classeur protégé par un mot de passe",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"GIF8": "une image",
    b"\x1f\x8b": "une archive",
    b"<!DO": "une page web",
    b"<htm": "une page web",
}


def read(content: bytes, filename: str) -> tuple[Lines, Notes]:
    """Lines with the number where each begins in the file, and what should be told of them."""
    text, notes = decode(content, filename)
    first, _, rest = text.partition("\n")
    if announced := re.fullmatch(r"sep=(.)\r?", first):
        lines = _parse(rest, announced.group(1), filename, notes, start=1)
    else:
        lines = _parse(text, sniff(text), filename, notes, start=0)
    return lines, notes


def decode(content: bytes, filename: str) -> tuple[str, Notes]:
    """BOM, else strict UTF-8, else Windows-1252 (detectors get French cp1252 wrong)."""
    for start, what in FOREIGN.items():
        if content.startswith(start):
            raise Unreadable(
                f"« {filename} » est {what}, pas un tableau. "
                "Enregistrez la liste en CSV ou en XLSX, puis recommencez."
            )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(_decoded(content, "utf-16", filename), filename), []
    try:
        return _checked(content.decode("utf-8-sig"), filename), []
    except UnicodeDecodeError:
        text = _checked(_decoded(content, "cp1252", filename), filename)
        repaired, lines = repair(text)
        notes = [(line, "Accents doublement encodés, rétablis.") for line in lines]
        return repaired, [(1, "Fichier lu en Windows-1252 (il n’est pas en UTF-8)."), *notes]


def repair(text: str) -> tuple[str, list[int]]:
    """« AmitiÃ© » is « Amitié » pasted from UTF-8: the text put right, and on which lines."""
    lines: list[int] = []

    def right(found: re.Match[str]) -> str:
        try:
            letter = found.group().encode("cp1252").decode("utf-8")
        except UnicodeError:
            return found.group()
        lines.append(text.count("\n", 0, found.start()) + 1)
        return letter

    return re.sub(r"[ÂÃÅ][^\x00-\x7f]", right, text), lines


def _decoded(content: bytes, encoding: str, filename: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"« {filename} », ligne {line} : un caractère n’est lisible ni en UTF-8 ni en "
            "Windows-1252. Enregistrez le fichier en CSV UTF-8, puis recommencez."
        ) from error


def _checked(text: str, filename: str) -> str:
    """A NUL or a run of control characters is no text a person typed."""
    if found := re.search(r"[\x00-\x08\x0e-\x1f]", text):
        before = text[: found.start()]
        line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
        raise Unreadable(
            f"« {filename} », ligne {line}, caractère {column} : un caractère de contrôle "
            f"(code {ord(found.group())}) n’est pas du texte. Retirez-le, puis recommencez."
        )
    return text


def sniff(text: str) -> str:
    """The delimiter that cuts the most lines at the top into the same number of cells."""

    def regular(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(StringIO(text[:200_000], newline=""), delimiter=delimiter)
        widths = Counter(len(row) for row, _ in zip(rows, range(SAMPLE), strict=False) if row)
        wide = [(count, width) for width, count in widths.items() if width > 1]
        return max(wide, default=(0, 0))

    return max(DELIMITERS, key=regular)


def _parse(text: str, delimiter: str, filename: str, notes: Notes, start: int) -> Lines:
    try:
        return _rows(text, delimiter, start, strict=True)
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise Unreadable(
                f"« {filename} », ligne {_open_quote(text, delimiter) + start} : un guillemet "
                "s’ouvre et ne se referme jamais. Refermez-le, puis recommencez."
            ) from error
    notes.append((1, "Guillemets irréguliers : vérifiez les lignes où le texte en porte."))
    try:
        return _rows(text, delimiter, start, strict=False)
    except csv.Error as error:
        raise Unreadable(
            f"« {filename} » n’est pas un tableau lisible : une cellule y dépasse 131 072 "
            "caractères. Vérifiez les guillemets, puis recommencez."
        ) from error


def _rows(text: str, delimiter: str, start: int, *, strict: bool) -> Lines:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    lines: Lines = []
    number = start + 1
    for cells in reader:
        lines.append((number, cells))
        number = start + reader.line_num + 1
    return lines


def _open_quote(text: str, delimiter: str) -> int:
    """The line on which the cell begins that swallowed the rest of the file."""
    rows = _rows(text, delimiter, 0, strict=False)
    return rows[-1][0] if rows else 1
