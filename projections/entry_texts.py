"""Which sealed texts does an entry hold, and how do they read now?"""

from collections.abc import Iterator
from typing import Any

from domain.world import Said
from projections.interaction import Correction, Interaction, Suite
from projections.texts import Reveal, Text, Words, said


def texts_of(row: Interaction) -> Iterator[Text]:
    """Those that stand, and those its corrections tell of."""
    for value in (row.titre, row.lieu, row.detail, row.resume, row.next_step):
        yield from texts_in(value)
    for line in row.corrections:
        yield from corrected_texts(line)


def corrected_texts(line: Correction) -> Iterator[Text]:
    for value in (line.reason, *line.before.values(), *line.after.values()):
        yield from texts_in(value)


def texts_in(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Suite):
        yield value.what


def said_now(row: Interaction, reveal: Reveal) -> Said:
    """What an amendment is compared with."""
    step = row.next_step
    return Said(
        words(row.titre, reveal),
        words(row.lieu, reveal),
        words(row.resume, reveal),
        (said(step.what, reveal), step.due, step.salarie) if step else None,
    )


def words(told: Words | None, reveal: Reveal) -> str | None:
    return None if told is None else said(told, reveal)
