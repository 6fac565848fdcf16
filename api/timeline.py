"""The timeline of an actor, a project, a salarié or all: what happened, who noted it?"""

from datetime import date, datetime
from itertools import chain
from typing import Protocol
from uuid import UUID

import msgspec
from msgspec.structs import replace

from api.crm import Crm
from api.texts import Opened
from domain.events import Entry, tag
from domain.facts.shared import (
    Amended,
    AttendanceAmended,
    AttendanceRetracted,
    Attended,
    Logged,
    Retracted,
    RetractionWithdrawn,
)
from domain.kinds import label
from domain.policy import Who
from domain.roles import Role
from projections.asking import Row
from projections.entry_texts import texts_in, texts_of
from projections.interaction import Correction, Interaction
from projections.texts import Words, words

BY_ACTOR = "SELECT DISTINCT interaction, occurred_on FROM read_models.part WHERE actor = %(key)s"
BY_SALARIE = (
    "SELECT DISTINCT interaction, occurred_on FROM read_models.part WHERE salarie = %(key)s"
)
BY_PROJECT = "SELECT interaction, occurred_on FROM read_models.dossier WHERE project = %(key)s"
ALL = "SELECT DISTINCT interaction, occurred_on FROM read_models.part WHERE true"
OPENED = (
    " AND interaction IN (SELECT interaction FROM read_models.imputation"
    " WHERE convention = ANY(%(opened)s) AND known_from <= %(p)s AND %(p)s < known_to)"
)
"""For an auditeur: what is charged to the conventions opened to them."""
KNOWN = (
    " AND known_from <= %(p)s AND %(p)s < known_to AND occurred_on BETWEEN %(du)s AND %(au)s"
    " ORDER BY occurred_on DESC LIMIT %(limit)s"
)
OF_ENTRIES = (
    Logged,
    Attended,
    Amended,
    Retracted,
    RetractionWithdrawn,
    AttendanceAmended,
    AttendanceRetracted,
)


class Wanted(Protocol):
    """The part of a question that a timeline reads."""

    @property
    def du(self) -> date | None: ...
    @property
    def au(self) -> date | None: ...
    @property
    def acteur(self) -> UUID | None: ...
    @property
    def projet(self) -> UUID | None: ...
    @property
    def salarie(self) -> UUID | None: ...
    @property
    def entree(self) -> UUID | None: ...
    @property
    def limite(self) -> int: ...
    @property
    def who(self) -> Who: ...


def timeline(crm: Crm, wanted: Wanted, position: int, salaries: dict[UUID, str]) -> list[Row]:
    """Newest first. Keys: type (entree, fait), date, and what each line tells."""
    keys = found(crm, wanted, position)
    stream = own_facts(crm, wanted, position)
    keys |= taken_back(crm, stream, position)
    known = crm.interactions(list(keys), position)
    rows = {key: row for key, row in known.items() if wanted.entree or in_period(row, wanted)}
    told = [entry for entry in stream if not isinstance(entry.event, OF_ENTRIES)]
    of_entries = (text for row in rows.values() for text in texts_of(row))
    of_facts = (text for entry in told for text in texts_in(reason_of(entry)))
    opened = Opened(crm, chain(of_entries, of_facts))
    entries = [entry_row(row, salaries, opened) for row in rows.values()]
    facts = [fact_row(entry, opened) for entry in told]
    ordered = sorted([*entries, *facts], key=lambda row: (row["date"], row["position"]))
    return ordered[::-1][: wanted.limite]


def found(crm: Crm, wanted: Wanted, position: int) -> set[UUID]:
    if wanted.entree:
        return {wanted.entree}
    choices = [
        (wanted.acteur, BY_ACTOR),
        (wanted.projet, BY_PROJECT),
        (wanted.salarie, BY_SALARIE),
    ]
    key, sql = next((pair for pair in choices if pair[0]), (None, ALL))
    params = {
        "key": key,
        "p": position,
        "du": wanted.du or date.min,
        "au": wanted.au or date.max,
        "limit": wanted.limite,
        "opened": list(wanted.who.conventions),
    }
    if wanted.who.role is Role.AUDITEUR:
        sql += OPENED
    return {row["interaction"] for row in crm.query(sql + KNOWN, **params)}


def own_facts(crm: Crm, wanted: Wanted, position: int) -> list[Entry]:
    key = wanted.acteur or wanted.projet or wanted.salarie
    if key is None:
        return []
    return [entry for entry in crm.journal.stream(key) if entry.position <= position]


COUNTED = (
    "SELECT DISTINCT interaction FROM read_models.part WHERE interaction = ANY(%(keys)s)"
    " AND known_from <= %(p)s AND %(p)s < known_to"
)


def taken_back(crm: Crm, stream: list[Entry], position: int) -> set[UUID]:
    """Retracted entries and attendances count nowhere, yet the timeline shows them."""
    events = [entry.event for entry in stream]
    told = {event.interaction for event in events if isinstance(event, Logged)}
    told |= {event.gathering for event in events if isinstance(event, Attended)}
    if not told:
        return set()
    counted = {row["interaction"] for row in crm.query(COUNTED, keys=list(told), p=position)}
    absent = {event.gathering for event in events if isinstance(event, AttendanceRetracted)}
    return (told - counted) | absent


def in_period(row: Interaction, wanted: Wanted) -> bool:
    first, last = wanted.du or date.min, wanted.au or date.max
    return first <= row.contexte.occurred_on <= last


def entry_row(row: Interaction, salaries: dict[UUID, str], opened: Opened) -> Row:
    contexte = row.contexte
    return {
        "type": "entree",
        "id": str(row.id),
        "date": contexte.occurred_on.isoformat(),
        "kind": row.kind,
        "nature": label(row.kind),
        "titre": opened.said(row.titre),
        "detail": opened.said(row.detail),
        "minutes": sum(line.minutes for line in contexte.staff),
        "salaries": [
            {
                "id": str(line.salarie),
                "repere": salaries.get(line.salarie, "salarié inconnu"),
                "contact": line.contact,
                "preparation": line.preparation,
                "travel": line.travel,
                "minutes": line.minutes,
                "jour": line.day.isoformat() if line.day else None,
            }
            for line in contexte.staff
        ],
        "presents": [
            {"type": one.type, "id": str(one.subject), "rank": one.rank, "heads": one.heads}
            for one in sorted(row.presences, key=lambda one: (one.rank, one.position))
            if not one.retracted
        ],
        "pole": contexte.pole,
        "dispositif": contexte.dispositif,
        "conventions": msgspec.to_builtins(contexte.conventions),
        "mode": contexte.mode,
        "lieu": opened.said(row.lieu),
        "commune": contexte.commune,
        "debut": contexte.start,
        "pays": list(contexte.countries),
        "themes": list(contexte.themes),
        "odd": list(contexte.odd),
        "projet": str(contexte.project) if contexte.project else None,
        "contacts": [str(one) for one in contexte.contacts],
        "resume": opened.said(row.resume),
        "suite": opened.shown(row.next_step),
        "retiree": row.retracted,
        "position": row.position,
        "enregistre_le": instant(row.recorded_at),
        "auteur": row.author,
        "corrections": [correction_row(one, opened) for one in row.corrections],
    }


def correction_row(line: Correction, opened: Opened) -> Row:
    before, after = said_fields(line.before, opened), said_fields(line.after, opened)
    reason = opened.said(line.reason) or ""
    row: Row = msgspec.to_builtins(replace(line, reason=reason, before=before, after=after))
    return row


def said_fields(fields: Row, opened: Opened) -> Row:
    """By the names of an entry's line."""
    return {NAMED.get(name, name): opened.shown(value) for name, value in fields.items()}


NAMED = {"next_step": "suite"}


def reason_of(entry: Entry) -> Words:
    return words(getattr(entry.event, "reason", ""), entry)


def fact_row(entry: Entry, opened: Opened) -> Row:
    """A fact about the record itself: its reason is opened, who it names is left out."""
    values = msgspec.to_builtins(entry.event)
    if reason := opened.said(reason_of(entry)):
        values["reason"] = reason
    shown = {name: value for name, value in values.items() if not is_sealed(value)}
    recorded = entry.recorded_at
    return {
        "type": "fait",
        "date": recorded.date().isoformat() if recorded else "",
        "tag": tag(entry.event),
        "faits": {name: value for name, value in shown.items() if name != "event"},
        "position": entry.position,
        "enregistre_le": instant(recorded),
        "auteur": entry.author,
    }


def is_sealed(value: object) -> bool:
    return isinstance(value, dict) and "box" in value


def instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
