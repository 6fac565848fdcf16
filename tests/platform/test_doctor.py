"""The doctor says what is wrong and what to do, point by point."""

import socket
from pathlib import Path

from api.cli.doctor import look_at_database, look_at_key, look_at_port
from api.settings import read_settings


def test_a_key_that_others_can_read_is_a_point_to_mend(tmp_path: Path) -> None:
    key = tmp_path / "cle"
    settings = read_settings({"MAILLAGE_KEK_FILE": str(key)})
    key.touch(mode=0o600)
    assert [good for good, _ in look_at_key(settings)] == [True]
    key.chmod(0o640)
    [(good, sentence)] = look_at_key(settings)
    assert not good
    assert f"chmod 600 {key}" in sentence


def test_a_port_that_is_taken_is_named_with_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        [(good, sentence)] = look_at_port(read_settings({"PORT": port}))
    assert not good
    assert port in sentence
    assert "PORT=8001" in sentence


def test_a_server_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    url = f"postgresql://a@/b?host={tmp_path}"
    [(good, sentence)] = look_at_database(read_settings({"DATABASE_URL": url}))
    assert not good
    assert "Vérifiez DATABASE_URL" in sentence


def test_a_server_that_could_lose_writes_is_told(postgres_server: str) -> None:
    parts = dict(part.split("=", 1) for part in postgres_server.split())
    url = f"postgresql://{parts['user']}@/{parts['dbname']}?host={parts['host']}"
    found = list(look_at_database(read_settings({"DATABASE_URL": url})))
    assert found[0][0]
    assert any(not good and "fsync = off" in sentence for good, sentence in found)
