"""Has somebody already noted this meeting? Same day, same kind, half of the same actors."""

from datetime import date

from api.web.asked import present_values
from api.web.drafts import saisie
from api.web.forms import Form
from api.web.pages.saisie import Twin
from api.web.pages.telling import what, who
from api.web.visit import Row, Visit

MOST = 300


def twin_of(visit: Visit, form: Form) -> Twin | None:
    """The likeliest, unless the person said to keep both; a meeting of nobody has no twin."""
    mine = set(present_values(form))
    if form.text("garder") or not mine:
        return None
    try:
        day = date.fromisoformat(form.text("jour"))
    except ValueError:
        return None
    same = [
        row for row in visit.ask("journal", du=day, au=day, limite=MOST) if is_twin(row, form, mine)
    ]
    return Twin(same[0]["id"], f"{what(same[0])}. {who(same[0])}") if same else None


def is_twin(row: Row, form: Form, mine: set[str]) -> bool:
    if row["type"] != "entree" or row["retiree"] or row["id"] == form.text("interaction"):
        return False
    theirs = {f"{each['type']}:{each['id']}" for each in row["presents"]}
    common = len(mine & theirs)
    return row["kind"] == saisie(form).kind and 2 * common >= min(len(mine), len(theirs)) > 0
