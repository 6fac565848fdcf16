"""A convention with a funder: what entries may be charged to, and when (R39)."""

from datetime import date

from domain.facts.shared import Event
from domain.personal import Personal


class ConventionSigned(Event, frozen=True, tag="convention.signed"):
    bailleur: str
    intitule: str
    first: date
    last: date


class ConventionAvenantSigned(Event, frozen=True, tag="convention.avenant_signed"):
    """A rider moved the period."""

    first: date
    last: date
    reason: str | Personal
