"""The ledger outside the database: each erasure once, whatever was cut short."""

import threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4, uuid5

import pytest

from adapters.vault.ledger import Erasure, Ledger, LedgerError, lacking

NAMESPACE = uuid4()
AT = datetime(2022, 3, 1, tzinfo=UTC)


def erasure(person: str, position: int, *keys: str) -> Erasure:
    return Erasure(uuid5(NAMESPACE, person), keys, position, AT, AT.date(), "demande")


ONE, TWO = erasure("une", 3, "a"), erasure("deux", 5)


def test_what_is_written_is_read_once_and_by_its_owner_alone(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "dossier" / "effacements.jsonl")
    assert ledger.read() == []
    assert (ledger.add([ONE]), ledger.add([ONE, TWO]), ledger.add([TWO])) == (1, 1, 0)
    assert ledger.read() == [ONE, TWO]
    assert ledger.path.stat().st_mode & 0o777 == 0o600


def test_a_line_cut_short_is_left_out_then_written_whole(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "effacements.jsonl")
    ledger.add([ONE, TWO])
    ledger.path.write_bytes(ledger.path.read_bytes()[:-9])
    assert ledger.read() == [ONE]
    assert ledger.add([ONE, TWO]) == 1
    assert ledger.read() == [ONE, TWO]


def test_a_line_that_does_not_read_is_named(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "effacements.jsonl")
    ledger.add([ONE, TWO])
    ledger.path.write_bytes(b"x" + ledger.path.read_bytes())
    with pytest.raises(LedgerError, match="ligne 1"):
        ledger.read()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "effacements.jsonl").mkdir()
    with pytest.raises(LedgerError, match="ERASURES_FILE"):
        Ledger(tmp_path / "effacements.jsonl").add([ONE])


def test_several_writers_at_once_write_each_line_once(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "effacements.jsonl")
    wanted = [erasure(str(number), number) for number in range(20)]
    writers = [threading.Thread(target=ledger.add, args=(wanted,)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert ledger.read() == wanted


def test_what_a_restored_journal_lacks() -> None:
    more = erasure("une", 9, "b")
    assert lacking([ONE, TWO, more], [erasure("deux", 2)]) == [erasure("une", 9, "a", "b")]
    assert lacking([ONE, TWO], [erasure("une", 8, "a", "z"), erasure("deux", 2)]) == []
    assert lacking([more], [ONE]) == [more]
