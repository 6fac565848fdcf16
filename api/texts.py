"""The texts of a whole page, opened by one query: nothing is looked up line by line."""

from collections.abc import Iterable
from typing import Any, Protocol

import msgspec

from domain.personal import Readable
from projections.interaction import Suite
from projections.texts import Text, Words, said


class Reader(Protocol):
    """What opens sealed texts."""

    def read(self, texts: list[Text]) -> list[Readable]: ...


class Opened:
    """Ask it for any text it was given: the words, or « personne oubliée »."""

    def __init__(self, reader: Reader, texts: Iterable[Text]) -> None:
        asked = list(dict.fromkeys(texts))
        self.readable = dict(zip(asked, reader.read(asked), strict=True))

    def said(self, told: Words | None) -> str | None:
        return None if told is None else said(told, self.readable.__getitem__)

    def shown(self, value: Any) -> Any:
        """Any value of a correction, ready for JSON."""
        match value:
            case Text():
                return self.said(value)
            case Suite(what=what, due=due, salarie=salarie):
                told = {"what": self.said(what), "due": due, "salarie": salarie}
                return {name: msgspec.to_builtins(one) for name, one in told.items() if one}
        return msgspec.to_builtins(value)
