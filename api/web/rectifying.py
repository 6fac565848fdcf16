"""From an entry to the form that changes it, and back: only what differs is asked for."""

from datetime import date
from functools import partial
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from api.web.asked import Refusals, asked_contexte, next_step
from api.web.drafts import minutes, project_named
from api.web.entry_record import the_entry
from api.web.forms import Form
from api.web.pages.choices import country_list
from api.web.pages.frame import Person
from api.web.typed import commune_name
from api.web.visit import Row, Visit
from domain.commands.entries import AmendInteraction
from domain.commands.shared import ChangesAsked, NextStepAsked, StaffAsked

PARTS = (("contact", "libre"), ("preparation", "preparation"), ("travel", "travel"))


def opened(row: Row) -> Form:
    """The entry as it stands, in the fields of the page."""
    values = {
        "jour": row["date"],
        "debut": row["debut"] or "",
        "mode": row["mode"] or "",
        "lieu": row["lieu"] or "",
        "commune": commune_name(row["commune"]) if row["commune"] else "",
        "pays": country_list(row["pays"]),
        "pole": row["pole"] or "",
        "dispositif": row["dispositif"] or "",
        **texts_of(row),
    }
    for line in row["salaries"]:
        values |= {f"{field}_{line['id']}": str(line[part] or "") for part, field in PARTS}
    return Form({name: [value] for name, value in values.items()})


def texts_of(row: Row) -> dict[str, str]:
    """What was written freely, as it reads now."""
    suite = row["suite"] or {}
    return {
        "titre": row["titre"] or "",
        "resume": row["resume"] or "",
        "suite": suite.get("what", ""),
        "suite_jour": suite.get("due", ""),
    }


def team_of(visit: Visit, row: Row) -> tuple[Person, ...]:
    """Those of today, and those of the entry, even if they left since."""
    then = (Person(line["id"], line["repere"]) for line in row["salaries"])
    return tuple({who.id: who for who in (*visit.team, *then)}.values())


def one_line_each(row: Row) -> bool:
    """A mission of several days has a line a day: its minutes are not for this form."""
    return len({line["id"] for line in row["salaries"]}) == len(row["salaries"])


def changes_of(visit: Visit, key: UUID, form: Form) -> AmendInteraction:
    """Every field of the page with its whole value; the rules keep those that differ."""
    row = the_entry(visit, key)
    refus: dict[str, str] = {}
    asked = asked_contexte(form, refus, team_of(visit, row), partial(project_named, visit))
    step = step_changed(row, form, refus)
    if refus or asked is None:
        raise Refusals(refus)
    changes = ChangesAsked(
        occurred_on=asked.occurred_on,
        staff=staff_changes(row, form, asked.staff),
        start=asked.start,
        mode=asked.mode,
        commune=asked.commune,
        lieu=asked.lieu,
        pole=asked.pole,
        dispositif=asked.dispositif,
        countries=asked.countries,
    )
    return AmendInteraction(
        interaction=key,
        reason=form.text("reason"),
        changes=changes,
        titre=text_changed(row, form, "titre"),
        resume=text_changed(row, form, "resume"),
        next_step=step,
    )


def text_changed(row: Row, form: Form, name: str) -> str | UnsetType | None:
    """The whole new text, None when it was emptied; a form without the field leaves it."""
    return (form.text(name) or None) if rewritten(row, form, name) else UNSET


def rewritten(row: Row, form: Form, name: str) -> bool:
    """A browser ends lines in its own way: that is no change."""
    before = texts_of(row)[name].replace("\r\n", "\n").strip()
    return name in form.values and form.text(name).replace("\r\n", "\n") != before


def step_changed(row: Row, form: Form, refus: dict[str, str]) -> NextStepAsked | UnsetType | None:
    """Who promised stays the same."""
    if not any(rewritten(row, form, name) for name in ("suite", "suite_jour")):
        return UNSET
    asked, before = next_step(form, refus), row["suite"] or {}
    if asked is None or "salarie" not in before:
        return asked
    return msgspec.structs.replace(asked, salarie=UUID(before["salarie"]))


def staff_changes(
    row: Row, form: Form, asked: tuple[StaffAsked, ...]
) -> tuple[StaffAsked, ...] | UnsetType:
    """A line keeps its own day and its rank; untouched minutes are left out."""
    before = opened(row)
    people = {line["id"] for line in row["salaries"]} | {str(line.salarie) for line in asked}
    if not one_line_each(row) or all(minutes(form, who) == minutes(before, who) for who in people):
        return UNSET
    ranks = {line["id"]: rank for rank, line in enumerate(row["salaries"])}
    days = {line["id"]: line["jour"] for line in row["salaries"] if line["jour"]}
    dated = (
        msgspec.structs.replace(line, day=own_day(days.get(str(line.salarie)))) for line in asked
    )
    return tuple(sorted(dated, key=lambda line: ranks.get(str(line.salarie), len(ranks))))


def own_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
