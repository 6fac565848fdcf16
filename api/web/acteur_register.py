"""To register an actor: three fields, and a look at its near twins first."""

from typing import Any

from litestar import Response
from litestar.response import Redirect

from api.web import typed
from api.web.forms import Form
from api.web.naming import actor_line
from api.web.pages import choices, corriger
from api.web.pages.records import ActorLine
from api.web.typed import an_id
from api.web.visit import Visit
from domain.commands.actors import RegisterActor
from domain.decider import Refused


def register_page(
    visit: Visit,
    form: Form,
    refus: dict[str, str] | None = None,
    proches: tuple[ActorLine, ...] = (),
    status: int = 200,
) -> Response[str]:
    page = corriger.NewActorPage(
        id=form.text("actor"),
        commande=form.text("commande"),
        phrase="Trois champs suffisent pour inscrire un acteur.",
        saisie=corriger.ActorTyped(
            form.text("nom"), form.text("sigle"), form.text("typologie"), form.text("commune")
        ),
        typologies=choices.typologies(),
        proches=proches,
        refus=refus or {},
    )
    return visit.page("acteur_nouveau", "Inscrire un acteur", "acteurs", page, status)


def registered(visit: Visit, form: Form) -> Response[Any]:
    """Names close to this one are shown once before a twin is made."""
    refus: dict[str, str] = {}
    code = typed.attempt(refus, "commune", typed.commune, form.text("commune"))
    if not form.text("nom"):
        refus["nom"] = "Donnez le nom de l’acteur, tel qu’il se présente."
    if refus:
        return register_page(visit, form, refus, status=422)
    twins = (
        [] if form.text("nouveau") else visit.ask("annuaire", cherche=form.text("nom"), limite=5)
    )
    near = tuple(actor_line(row) for row in twins if row["type"] == "actor")
    if near:
        return register_page(visit, form, proches=near)
    try:
        visit.execute(as_command(form, code), an_id(form.text("commande")))
    except Refused as refusal:
        return register_page(visit, form, {refusal.field or "nom": refusal.why}, status=422)
    return Redirect(f"/acteurs/{form.text('actor')}", status_code=303)


def as_command(form: Form, code: str | None) -> RegisterActor:
    return RegisterActor(
        actor=an_id(form.text("actor")),
        nom=form.text("nom"),
        sigle=form.text("sigle") or None,
        typologie=form.text("typologie") or None,
        commune=code,
    )
