"""What does a right need to know of an entry, an actor, a project? Asked of the tables of now.

A past view shows past facts with today's rights (R60): nothing here takes a position.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from api.crm import Crm
from api.fiches import documents, fiches_salaries
from domain.commands import entries
from domain.commands.shared import Command
from domain.policy import Thing
from domain.policy_commands import CONTACTS
from projections.acteur import Acteur
from projections.working_set import FOR_EVER

OF_ACTOR = """
SELECT p.salarie, p.pole, i.convention
  FROM read_models.part p
  LEFT JOIN read_models.imputation i
    ON i.interaction = p.interaction AND i.known_to = %(for_ever)s
 WHERE p.actor = %(key)s AND p.known_to = %(for_ever)s
 GROUP BY 1, 2, 3
"""
OF_PROJECT = """
SELECT DISTINCT i.convention
  FROM read_models.dossier d JOIN read_models.imputation i USING (interaction)
 WHERE d.project = %(key)s AND d.known_to = %(for_ever)s AND i.known_to = %(for_ever)s
"""
NOTHING = Thing()


def of_entry(crm: Crm, key: UUID) -> Thing:
    """An entry, retracted or not; nothing when nobody knows it."""
    entry = crm.interaction(key)
    if entry is None:
        return NOTHING
    told = entry.contexte
    salaries = frozenset(line.salarie for line in told.staff)
    return Thing(
        salaries=salaries,
        poles=frozenset({told.pole}) if told.pole else poles(crm, salaries),
        conventions=frozenset(charge.convention for charge in told.conventions),
        author=entry.author,
    )


def poles(crm: Crm, salaries: frozenset[UUID]) -> frozenset[str]:
    """Those of the salariés who were there, when the entry names none (R36)."""
    team = fiches_salaries(crm, crm.known())
    found = {one.pole(crm.today) for one in team if one.id in salaries}
    return frozenset(pole for pole in found if pole)


def of_actor(crm: Crm, key: UUID) -> Thing:
    """Who works with it, on which conventions, and who is its référent."""
    rows = crm.query(OF_ACTOR, key=key, for_ever=FOR_EVER)
    referent, repere = referent_of(crm, key)
    return Thing(
        salaries=frozenset(row["salarie"] for row in rows),
        poles=frozenset(row["pole"] for row in rows if row["pole"]),
        conventions=frozenset(row["convention"] for row in rows if row["convention"]),
        referent=referent,
        referent_repere=repere,
    )


def referent_of(crm: Crm, key: UUID) -> tuple[UUID | None, str]:
    """The référent of today, with the words people call them by."""
    position = crm.known()
    found: list[Acteur] = documents(crm, "acteur", position, key)
    periods = found[0].referents if found else ()
    named = [salarie for since, salarie, _ in periods if since <= crm.today]
    held = named[-1] if named else None
    if held is None:
        return None, ""
    team = {one.id: one.repere for one in fiches_salaries(crm, position)}
    return held, team.get(held, "")


def of_project(crm: Crm, key: UUID) -> Thing:
    rows = crm.query(OF_PROJECT, key=key, for_ever=FOR_EVER)
    return Thing(conventions=frozenset(row["convention"] for row in rows))


RECTIFYING: tuple[type[Command], ...] = (
    entries.AmendInteraction,
    entries.RetractInteraction,
    entries.WithdrawRetraction,
    entries.RetractAttendance,
    entries.AmendAttendance,
)
OF_COMMAND: dict[type[Command], Callable[[Crm, Any], Thing]] = {
    **dict.fromkeys(RECTIFYING, lambda crm, command: of_entry(crm, command.interaction)),
    **dict.fromkeys(CONTACTS, lambda crm, command: of_actor(crm, command.actor)),
}


def of_command(crm: Crm, command: Command) -> Thing | None:
    """What a command is about, when its right depends on it."""
    maker = OF_COMMAND.get(type(command))
    return maker(crm, command) if maker else None
