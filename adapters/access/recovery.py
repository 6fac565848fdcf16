"""Ten codes on paper, for the day the telephone is lost: 80 bits each, in groups of four."""

import base64
import secrets
from hashlib import sha256
from uuid import UUID

CODES = 10


def new_codes() -> list[str]:
    return [grouped(base64.b32encode(secrets.token_bytes(10)).decode()) for _ in range(CODES)]


def grouped(text: str) -> str:
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4)).lower()


def code_hash(account: UUID, code: str) -> bytes:
    """However it is typed: capitals, spaces and dashes are the reader's."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return sha256(b"maillage-recovery/1" + account.bytes + plain.encode()).digest()
