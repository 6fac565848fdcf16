"""To correct an entry: the page that asks why, and what happens when it is sent."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response
from litestar.response import Redirect

from api.errors import ConflictError, ReusedIdError
from api.ids import new_id
from api.things import of_entry
from api.web.asked import Refusals, form_field
from api.web.drafts import minutes, saisie
from api.web.entry_record import the_entry
from api.web.forms import Form
from api.web.pages import choices
from api.web.pages.corriger import CorrectPage
from api.web.pages.noter import staff_row, used
from api.web.pages.saisie import Saisie
from api.web.pages.telling import what
from api.web.rectifying import one_line_each, team_of
from api.web.typed import an_id
from api.web.visit import Row, Visit
from domain.commands.shared import Command
from domain.decider import Refused
from domain.policy import Action

Build = Callable[[UUID, Form], Command]
CLASHES = (ConflictError, ReusedIdError)


class Act(msgspec.Struct, frozen=True):
    """One way to correct: its address, its words, and what it will do."""

    slug: str
    subject: str
    geste: str
    suite: str
    fait: str = ""
    """What the entry's page says it was, once done."""


def ask_reason(
    visit: Visit, act: Act, row: Row, form: Form | None = None, **told: Any
) -> Response[str]:
    visit.today_only()
    visit.require(Action.RECTIFIER, of_entry(visit.crm, UUID(row["id"])))
    status = told.pop("status", 200)
    page = CorrectPage(
        id=row["id"],
        adresse=f"/entrees/{row['id']}/{act.slug}",
        commande=(form.text("commande") if form else "") or str(new_id()),
        sujet=act.subject,
        phrase=f"{act.subject} : {what(row)}.",
        suite=act.suite,
        geste=act.geste,
        saisie=saisie(form) if form else Saisie(),
        aujourdhui=visit.crm.today.isoformat(),
        **told,
    )
    if act.slug == "rectifier" and form is not None:
        page = with_fields(visit, row, page, form)
    return visit.page("corriger", act.subject, "journal", page, status)


def with_fields(visit: Visit, row: Row, page: CorrectPage, form: Form) -> CorrectPage:
    """The whole entry again, to change what is wrong in it."""
    team = team_of(visit, row) if one_line_each(row) else ()
    rows = [staff_row(who, minutes(form, who.id)) for who in team]
    return msgspec.structs.replace(
        page,
        champs=True,
        equipe_visible=tuple(each for each in rows if used(each)),
        equipe_autre=tuple(each for each in rows if not used(each)),
        durees=choices.PRESETS,
        modes=choices.modes(),
        poles_choix=choices.pole_choices(),
        dispositifs=choices.dispositif_groups(),
        pays_connus=choices.country_names(),
    )


def corrected(visit: Visit, act: Act, key: UUID, form: Form, build: Build) -> Response[Any]:
    """Sent: back to the entry. Refused: the page again, with everything that was typed."""
    visit.today_only()
    try:
        visit.execute(build(key, form), an_id(form.text("commande")))
    except Refusals as told:
        return again(visit, act, key, form, 422, refus=told.by_field)
    except Refused as refusal:
        field = form_field(
            (refusal.field or "reason").removeprefix("changes."), staff_of(visit, key, form)
        )
        return again(visit, act, key, form, 422, refus={field: refusal.why})
    except CLASHES as clash:
        return again(visit, act, key, form, 409, refus_libre=clash.why)
    return Redirect(f"/entrees/{key}?fait={act.fait}", status_code=303)


def again(visit: Visit, act: Act, key: UUID, form: Form, status: int, **told: Any) -> Response[str]:
    return ask_reason(visit, act, the_entry(visit, key), form, status=status, **told)


def staff_of(visit: Visit, key: UUID, form: Form) -> list[UUID]:
    """Who has minutes on the form, in the order of the lines that were asked for."""
    team = team_of(visit, the_entry(visit, key))
    return [UUID(who.id) for who in team if minutes(form, who.id).total()]
