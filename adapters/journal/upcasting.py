"""How is a fact written under a retired tag read today? The stored bytes never change.

A retired tag stays here for ever. `salarie.office_changed` is the first: the catalogue had named
the office in English before the réseau's own word, bureau, was settled.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

Payload = dict[str, Any]


class Retired(NamedTuple):
    """The tag read today, and the payload rewritten for it."""

    tag: str
    rewrite: Callable[[Payload], Payload]


def office_to_bureau(payload: Payload) -> Payload:
    return {"bureau": payload["office"], "since": payload["from"]}


RETIRED = {"salarie.office_changed": Retired("salarie.bureau_changed", office_to_bureau)}


def upcast(tag: str, state: bytes) -> tuple[str, bytes]:
    """The present tag and bytes; the same ones when the tag is of today."""
    while retired := RETIRED.get(tag):
        tag, payload = retired.tag, retired.rewrite(msgspec.json.decode(state))
        state = msgspec.json.encode({"event": tag, **payload})
    return tag, state
