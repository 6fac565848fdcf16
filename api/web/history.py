"""The past of an actor, a project, a salarié: asked once, told in words."""

from typing import Any

from api.fiches import names
from api.web.pages.telling import moment
from api.web.pages.timeline import Moment
from api.web.typed import an_id
from api.web.visit import Row, Visit
from domain.policy import Action

SHOWN = 40
MOST = 400


def lines(visit: Visit, **whose: Any) -> list[Row]:
    """Newest first; the address may ask for more. None for a role that reads no entries."""
    if not visit.may(Action.LIRE_ENTREES):
        return []
    limit = MOST if visit.text("tout") else SHOWN
    return visit.ask("journal", limite=limit, **whose)


def moments(visit: Visit, rows: list[Row]) -> tuple[Moment, ...]:
    known = salarie_names(visit)
    return tuple(moment(row, known) for row in rows)


def more(visit: Visit, rows: list[Row]) -> str:
    """The address of the whole past, when this page cuts it."""
    return visit.address(tout="1") if len(rows) == SHOWN and not visit.text("tout") else ""


def salarie_names(visit: Visit) -> dict[str, str]:
    return {row["id"]: row["repere"] for row in visit.ask("salaries")}


def present_names(visit: Visit, rows: list[Row]) -> dict[str, str]:
    """The names of those present in these entries."""
    ids = {each["id"] for row in rows for each in row.get("presents", ())}
    return names(visit.crm, [an_id(each) for each in ids], visit.who)
