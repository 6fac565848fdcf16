"""A new id for a command, or for what it makes."""

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """A UUIDv7: ids of commands grow with time, so that their index stays compact."""
    millis = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10)) & ~(0xF << 76) & ~(0x3 << 62)
    return UUID(int=(millis << 80) | (0x7 << 76) | (0x2 << 62) | random)
