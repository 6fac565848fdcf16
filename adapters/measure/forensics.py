"""Is a name left in these files, and can a destroyed key be carved out of them?

Every name of a trial begins with one rare stem, so that one search finds them all, written in
any way: whatever case, UTF-8, UTF-16, base64 at any alignment, hexadecimal, compressed in a zip.
"""

import base64
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from adapters.vault.envelope import unwrap
from adapters.vault.master_key import MasterKey

STEM = "Quoztl"
TAIL = 6
BEFORE, AFTER, WRAPPED = 48, 24, 40
PLAIN = re.compile(rb"quoztl([a-z]{6})")
WIDE = re.compile(rb"q\0u\0o\0z\0t\0l\0((?:[a-z]\0){5}[a-z])")
EMPTY = bytes(512)
KEY_ID = re.compile(rb"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
TEXT_KEY = re.compile(rb"\b([0-9a-f]{32})\b.{0,6}?\\x([0-9a-f]{80})", re.DOTALL)
"""As a table reads when it is copied out as text."""
Candidates = set[tuple[str, bytes]]


def base64_of(stem: str) -> Iterator[bytes]:
    """The characters that do not depend on what stands before or after, for each alignment."""
    raw = stem.encode()
    for shift in range(3):
        whole = base64.b64encode(bytes(shift) + raw + bytes(3))
        first, last = -(-8 * shift // 6), (8 * (shift + len(raw))) // 6
        yield whole[first:last]


CASES = (STEM, STEM.lower(), STEM.upper())
IN_BASE64 = frozenset(one for case in CASES for one in base64_of(case))
IN_HEX = frozenset(case.encode().hex().encode() for case in CASES)
RUN = re.compile(rb"[A-Za-z0-9+/]*")


def pieces(roots: Iterable[Path]) -> Iterator[bytes]:
    """Every file, and every member of an archive: as it lies, and as it reads."""
    for root in roots:
        for path in sorted([root] if root.is_file() else root.rglob("*")):
            if path.is_file():
                yield from contents(path)


def contents(path: Path) -> Iterator[bytes]:
    try:
        yield without_emptiness(path.read_bytes())
    except FileNotFoundError:  # a server takes its own files away while we look
        return
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield archive.read(name)


def without_emptiness(data: bytes) -> bytes:
    """Files of a server are made long before they are filled."""
    return EMPTY.join(part for part in data.split(EMPTY) if part)


def names_in(data: bytes) -> set[str]:
    """The tails of the names that stand here, in small letters."""
    small = data.lower()
    found = {one.decode() for one in PLAIN.findall(small)}
    found |= {one.replace(b"\0", b"").decode() for one in WIDE.findall(small)}
    size = 2 * (len(STEM) + TAIL)
    for at in places(small, IN_HEX):
        with suppress(ValueError):
            found |= names_in(bytes.fromhex(small[at : at + size].decode("ascii", "replace")))
    for at in places(data, IN_BASE64):
        found |= decoded(data, at)
    return found


def places(data: bytes, written: Iterable[bytes]) -> Iterator[int]:
    for one in written:
        at = data.find(one)
        while at >= 0:
            yield at
            at = data.find(one, at + 1)


def decoded(data: bytes, at: int) -> set[str]:
    """The run of base64 around, read from each of its four beginnings."""
    start = at
    while start and at - start < 8 and RUN.fullmatch(data[start - 1 : start]):
        start -= 1
    run = RUN.match(data, start)
    told = run.group()[:64] if run else b""
    found: set[str] = set()
    for skipped in range(4):
        part = told[skipped:]
        read = base64.b64decode(part[: len(part) // 4 * 4])
        found |= {one.decode() for one in PLAIN.findall(read.lower())}
    return found


def carved(data: bytes, wanted: set[str]) -> Candidates:
    """Every 40 bytes near the id of a key that is looked for; ids and keys lie side by side."""
    found: Candidates = set()
    for one in KEY_ID.finditer(data):
        name = one.group().decode()
        if name in wanted:
            near = data[max(0, one.start() - BEFORE) : one.end() + AFTER + WRAPPED]
            found |= {(name, near[at : at + WRAPPED]) for at in range(len(near) - WRAPPED + 1)}
    told = TEXT_KEY.findall(data)
    found |= {(name.decode(), bytes.fromhex(text.decode())) for name, text in told}
    return {one for one in found if one[0] in wanted}


def opened(candidates: Candidates, masters: Iterable[MasterKey]) -> set[str]:
    """The ids of the keys that come back under one of these master keys."""
    keys = list(masters)
    return {
        name
        for name, wrapped in candidates
        if any(unwrap(master, wrapped) is not None for master in keys)
    }
