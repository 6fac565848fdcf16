"""The search behind the trial of erasure finds a name however it is written, and a key in bytes."""

import base64
import zipfile
from pathlib import Path

import pytest

from adapters.measure.forensics import STEM, carved, names_in, opened, pieces
from adapters.vault.envelope import new_key
from adapters.vault.master_key import MasterKey

NAME = f"{STEM}abcdef"
MASTER, FORMER = MasterKey(2, bytes(range(32))), MasterKey(1, bytes(32))


@pytest.mark.parametrize(
    "written",
    [
        f"Élodie {NAME}.".encode(),
        NAME.upper().encode(),
        f"\\u00c9lodie {NAME.lower()}".encode(),
        NAME.encode("utf-16-le"),
        NAME.encode("utf-16-be"),
        NAME.encode().hex().encode(),
        *(base64.b64encode(b"x" * before + NAME.encode() + b"...") for before in range(4)),
    ],
)
def test_a_name_is_found_however_it_is_written(written: bytes) -> None:
    assert names_in(bytes(9_000) + written + bytes(100)) == {"abcdef"}


def test_another_name_is_not_found() -> None:
    assert names_in(b"Quozt l'ancien, QUOZTL et la suite") == set()


def test_archives_are_read_inside(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lignes", NAME * 50)
    assert "abcdef" in set().union(*map(names_in, pieces([tmp_path])))


@pytest.mark.parametrize("between", [b"\x53", b"", b"\0" * 9])
def test_a_key_is_carved_from_bytes_and_opens_under_its_own_master_key_alone(
    between: bytes,
) -> None:
    key = new_key(FORMER)
    page = b"\x43" + key.key_id.encode() + between + key.wrapped + bytes(80)
    found = carved(bytes(5_000) + page, {key.key_id})
    assert opened(found, [FORMER]) == {key.key_id}
    assert opened(found, [MASTER]) == set()
    assert carved(page, {"0" * 32}) == set()


def test_a_key_copied_out_as_text_is_carved_too() -> None:
    key = new_key(FORMER)
    line = f"{key.key_id}\t\\\\x{key.wrapped.hex()}\t1\t\\N\n".encode()
    assert opened(carved(line, {key.key_id}), [FORMER]) == {key.key_id}
