"""What is known of one person beside what names it: signs of life, holds, notices, erasure."""

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.events import Entry
from domain.facts import person as facts
from projections.texts import Text


class Garde(Struct, frozen=True, omit_defaults=True):
    """A hold of the law; its reason stays sealed, with the line it stands on."""

    hold: UUID
    obligation: str
    until: date
    reason: Text
    lifted: bool = False


class Avis(Struct, frozen=True):
    """The person was told on a day that its data would be erased on another."""

    stage: str
    due: date
    on: date


class Oubli(Struct, frozen=True):
    """What the journal says of an erasure: what a certificate shows."""

    on: date
    ground: str
    texts: int
    position: int
    author: str


class Personne(Struct, frozen=True, omit_defaults=True):
    id: UUID
    declared: tuple[date, ...] = ()
    holds: tuple[Garde, ...] = ()
    notices: tuple[Avis, ...] = ()
    erasures: tuple[Oubli, ...] = ()

    @property
    def erased(self) -> Oubli | None:
        return self.erasures[0] if self.erasures else None

    def held(self, day: date) -> Garde | None:
        """The hold that lasts longest, of those in force on a day (R50)."""
        found = [one for one in self.holds if not one.lifted and day <= one.until]
        return max(found, key=lambda one: one.until, default=None)

    def told(self, due: date) -> Avis | None:
        """The first notice of this very due date: another date starts anew (R49)."""
        return next((one for one in self.notices if one.due == due), None)


def key(entry: Entry) -> UUID:
    event: Any = entry.event
    person: UUID = event.person
    return person


def evolve(row: Personne | None, entry: Entry) -> Personne:
    known = row or Personne(key(entry))
    match entry.event:
        case facts.PersonDeclared(on=day):
            return replace(known, declared=(*known.declared, day))
        case facts.PersonHoldSet(hold=hold, obligation=what, until=until, reason=reason):
            text = Text(reason, entry.originator_id, entry.originator_version)
            return replace(known, holds=(*known.holds, Garde(hold, what, until, text)))
        case facts.PersonHoldLifted(hold=hold):
            return replace(known, holds=tuple(lifted(one, hold) for one in known.holds))
        case facts.PersonNotified(stage=stage, due=due, on=day):
            return replace(known, notices=(*known.notices, Avis(stage, due, day)))
        case facts.PersonErased(on=day, ground=ground, texts=texts):
            oubli = Oubli(day, ground, len(texts), entry.position, entry.author)
            return replace(known, erasures=(*known.erasures, oubli))
    return known


def lifted(one: Garde, hold: UUID) -> Garde:
    return replace(one, lifted=True) if one.hold == hold else one
