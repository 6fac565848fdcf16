"""How does one entry count? Its minutes among its actors, its participations, its charges.

The counting rules of the réseau (R1 to R15, R36) in one place: pure, from one entry and the
network. Live tables, rebuilds, views of the past and tests all call this.
"""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.dispositifs import BY_TAG
from domain.facts.shared import Charge
from domain.kinds import RULES
from projections.interaction import Interaction
from projections.network import Network

COUNTS = {kind.value: rule.counts for kind, rule in RULES.items()}


class Part(NamedTuple):
    """The minutes of one staff line that go to one actor (None: nobody, R12).

    `participation` is 1 on one line only of each actor that participates: it adds up.
    """

    interaction: UUID
    actor: UUID | None
    salarie: UUID
    jour: date
    occurred_on: date
    kind: str
    pole: str | None
    dispositif: str | None
    contact: int
    preparation: int
    travel: int
    participation: int


class Imputation(NamedTuple):
    """The minutes of one staff line charged to a convention."""

    interaction: UUID
    convention: UUID
    salarie: UUID
    jour: date
    minutes: int


class Dossier(NamedTuple):
    """A project that an entry is about, was present at, or looked at."""

    interaction: UUID
    project: UUID
    occurred_on: date


def parts(row: Interaction, network: Network) -> list[Part]:
    if row.retracted:
        return []
    contexte = row.contexte
    actors, participating = who_counts(row, network)
    pole = pole_of(row, network)
    day = contexte.occurred_on
    found = []
    first = 1 if participating else 0
    if len(actors) == 1:  # the common case: nothing to split
        for line in contexte.staff:
            found.append(
                Part(
                    row.id, actors[0], line.salarie, line.day or day, day, row.kind, pole,
                    contexte.dispositif, line.contact, line.preparation, line.travel, first,
                )
            )  # fmt: skip
            first = 0
        return found
    for line in contexte.staff:
        contact = split(line.contact, len(actors))
        preparation = split(line.preparation, len(actors))
        travel = split(line.travel, len(actors))
        jour = line.day or day
        for rank, actor in enumerate(actors):
            found.append(
                Part(
                    row.id, actor, line.salarie, jour, day, row.kind, pole, contexte.dispositif,
                    contact[rank], preparation[rank], travel[rank], first,
                )
            )  # fmt: skip
        first = 0
    return found


NOBODY: tuple[list[UUID | None], bool] = ([None], False)


def who_counts(row: Interaction, network: Network) -> tuple[list[UUID | None], bool]:
    """The actors of R2 in rank order, after merges; and whether they participate (R4)."""
    counts = COUNTS.get(row.kind, "all")
    if len(row.presences) == 1 and row.presences[0].type == "actor":  # the common case
        one = row.presences[0]
        if not one.retracted:
            return [network.canonical(one.subject)], counts != "none"
    named = named_actors(row, network)
    if named:
        return named, counts != "none"
    if counts == "named" and row.files:
        return porteurs(row.files, row.contexte.occurred_on, network) or [None], False  # R14
    return NOBODY


def named_actors(row: Interaction, network: Network) -> list[UUID | None]:
    found: dict[UUID | None, None] = {}
    here = [presence for presence in row.presences if not presence.retracted]
    for presence in sorted(here, key=lambda one: (one.rank, one.position)):
        actor: UUID | None = presence.subject
        if presence.type == "project":
            actor = network.porteur(presence.subject, row.contexte.occurred_on)
        if actor is not None:
            found.setdefault(network.canonical(actor))
    return list(found)


def porteurs(projects: tuple[UUID, ...], day: date, network: Network) -> list[UUID | None]:
    leads = (network.porteur(project, day) for project in projects)
    return list(dict.fromkeys(network.canonical(lead) for lead in leads if lead is not None))


def split(minutes: int, n: int) -> list[int]:
    """Equal whole minutes; the remainder goes one each to the first in rank (R10)."""
    quotient, remainder = divmod(minutes, n)
    return [quotient + 1] * remainder + [quotient] * (n - remainder)


def pole_of(row: Interaction, network: Network) -> str | None:
    """Stated, else that of its dispositif, else of its first salarié at the date (R36)."""
    contexte = row.contexte
    if contexte.pole is not None:
        return contexte.pole
    if contexte.dispositif in BY_TAG:
        return BY_TAG[contexte.dispositif].pole.value
    if not contexte.staff:
        return None
    return network.pole(contexte.staff[0].salarie, contexte.occurred_on)


def imputations(row: Interaction) -> list[Imputation]:
    """Largest remainder over the conventions and the uncharged rest (R13)."""
    charges = row.contexte.conventions
    if row.retracted or not charges:
        return []
    return [
        Imputation(row.id, charge.convention, line.salarie, jour, minutes)
        for line in row.contexte.staff
        for jour in [line.day or row.contexte.occurred_on]
        for charge, minutes in zip(charges, charged(line.minutes, charges), strict=True)
    ]


def charged(minutes: int, charges: tuple[Charge, ...]) -> list[int]:
    """Whole minutes of each convention; ties go to the one named first, the rest is last."""
    percents = [charge.percent for charge in charges]
    percents.append(100 - sum(percents))
    floors = [minutes * percent // 100 for percent in percents]
    order = sorted(range(len(percents)), key=lambda i: (-(minutes * percents[i] % 100), i))
    for i in order[: minutes - sum(floors)]:
        floors[i] += 1
    return floors[:-1]


def dossiers(row: Interaction) -> list[Dossier]:
    about = [presence.subject for presence in row.presences if presence.type == "project"]
    if row.contexte.project is not None:
        about.append(row.contexte.project)
    about.extend(row.files)
    return [Dossier(row.id, one, row.contexte.occurred_on) for one in dict.fromkeys(about)]
