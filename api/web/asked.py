"""What does a filled form ask for? The command, or every refusal with the field it speaks of."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from api.web import typed
from api.web.forms import Form
from api.web.pages.frame import Person
from api.web.typed import Unreadable
from domain.commands.entries import LogInteraction
from domain.commands.shared import ContexteAsked, NextStepAsked, Present, StaffAsked

ProjectNamed = Callable[[str], UUID]
FIELDS = {
    "contexte.occurred_on": "jour",
    "contexte.start": "debut",
    "contexte.mode": "mode",
    "contexte.commune": "commune",
    "contexte.countries": "pays",
    "contexte.pole": "pole",
    "contexte.dispositif": "dispositif",
    "contexte.project": "projet",
    "contexte.odd": "odd",
    "contexte.staff": "staff",
    "next_step.what": "suite",
    "next_step.due": "suite_jour",
    "partners_abroad": "partners_abroad_count",
}
"""Where a field of a command is typed; the others have the same name."""


class Refusals(Exception):  # noqa: N818 - what is told, not an error of ours
    """Every field that could not be read, with its sentence."""

    def __init__(self, by_field: dict[str, str]) -> None:
        super().__init__(", ".join(by_field))
        self.by_field = by_field


def form_field(field: str, staff: Sequence[UUID]) -> str:
    """The field of the page that a refusal of the rules speaks of."""
    parts = field.split(".")
    if parts[:2] == ["contexte", "staff"] and len(parts) > 2 and int(parts[2]) < len(staff):
        return f"minutes_{staff[int(parts[2])]}"
    if parts[0] == "present":
        return "present"
    return FIELDS.get(field) or FIELDS.get(".".join(parts[:2]), parts[0])


def log_command(form: Form, team: Sequence[Person], project_named: ProjectNamed) -> LogInteraction:
    refus: dict[str, str] = {}
    read = partial(attempted, refus, form)
    contexte = asked_contexte(form, refus, team, project_named)
    command = {
        "interaction": read("interaction", typed.an_id),
        "kind": asked_kind(form, refus),
        "contexte": contexte,
        "present": presents(form, refus),
        "titre": form.text("titre") or None,
        "resume": form.text("resume") or None,
        "next_step": next_step(form, refus),
        "partners_abroad_count": read("partners_abroad_count", typed.count),
        "forme": form.text("forme") or None,
        "canal": form.text("canal") or None,
        "to": form.text("to") or None,
        "need": form.text("need") or None,
    }
    if refus:
        raise Refusals(refus)
    return LogInteraction(**only_of_kind(command))


def attempted(refus: dict[str, str], form: Form, field: str, read: Callable[[str], Any]) -> Any:
    return typed.attempt(refus, field, read, form.text(field))


DETAILS = {
    "sollicitation": "canal",
    "orientation": "to",
    "appui_festisol": "forme",
    "explor": "need",
}


def only_of_kind(command: dict[str, Any]) -> dict[str, Any]:
    """A field hidden because another kind was chosen since is not sent to the rules."""
    hidden = [name for kind, name in DETAILS.items() if kind != command["kind"]]
    if command["kind"] != "atelier_duo":
        hidden.append("partners_abroad_count")
    return {name: value for name, value in command.items() if name not in hidden}


def asked_kind(form: Form, refus: dict[str, str]) -> str:
    kind = form.text("kind")
    chosen = form.text("kind_autre") if kind == "autre" else kind
    if not chosen:
        refus["kind"] = "Choisissez la nature de ce que vous notez."
    return chosen


def asked_contexte(
    form: Form, refus: dict[str, str], team: Sequence[Person], project_named: ProjectNamed
) -> ContexteAsked | None:
    read = partial(attempted, refus, form)
    day = read("jour", typed.a_day)
    if day is None:
        refus.setdefault("jour", "Dites quel jour cela s’est passé.")
        return None
    return ContexteAsked(
        occurred_on=day,
        staff=staff_lines(form, refus, team),
        start=form.text("debut")[:5] or None,
        mode=form.text("mode") or None,
        commune=read("commune", typed.commune),
        lieu=form.text("lieu") or None,
        pole=form.text("pole") or None,
        dispositif=form.text("dispositif") or None,
        countries=read("pays", typed.country_codes) or (),
        themes=typed.listed(form.text("themes")),
        odd=tuple(int(value) for value in form.every("odd") if value.isdigit()),
        project=read("projet", project_named),
    )


def staff_lines(
    form: Form, refus: dict[str, str], team: Sequence[Person]
) -> tuple[StaffAsked, ...]:
    lines = (staff_line(form, refus, person.id) for person in team)
    return tuple(line for line in lines if line.contact or line.preparation or line.travel)


def staff_line(form: Form, refus: dict[str, str], who: str) -> StaffAsked:
    """The typed duration wins over a button: it is the one a person reads last."""
    field = f"minutes_{who}"
    contact = form.text(f"libre_{who}") or form.text(f"contact_{who}")
    texts = (contact, form.text(f"preparation_{who}"), form.text(f"travel_{who}"))
    read = [typed.attempt(refus, field, typed.minutes, text) or 0 for text in texts]
    return StaffAsked(UUID(who), contact=read[0], preparation=read[1], travel=read[2])


def present_values(form: Form) -> list[str]:
    """Ticked names in the order of the page, then the lines of the sheet that were settled."""
    settled = [value for _, value in sorted(form.beginning("ligne_")) if value]
    return list(dict.fromkeys([*form.every("present"), *settled]))


def presents(form: Form, refus: dict[str, str]) -> tuple[Present, ...]:
    try:
        return tuple(map(present, present_values(form)))
    except Unreadable as why:
        refus["present"] = str(why)
        return ()


def present(value: str) -> Present:
    kind, _, key = value.partition(":")
    match kind:
        case "actor":
            return Present(actor=typed.an_id(key))
        case "project":
            return Present(project=typed.an_id(key))
    raise Unreadable("Une présence ne se lit pas : ôtez-la et cherchez-la à nouveau.")


def next_step(form: Form, refus: dict[str, str]) -> NextStepAsked | None:
    due = attempted(refus, form, "suite_jour", typed.a_day)
    what = form.text("suite")
    if due and not what:
        refus["suite"] = "Dites ce qui est à faire pour cette date."
    return NextStepAsked(what, due) if what else None
