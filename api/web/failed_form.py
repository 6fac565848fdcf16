"""A form that could not be answered: its page gives everything back, ready to be sent again."""

import re
from typing import Any
from urllib.parse import quote

from litestar import Request

from api.errors import ReusedIdError
from api.web.access import Forbidden
from api.web.exchange import exchange_of, is_ours
from api.web.fate import Fate, delay, fate_of
from api.web.keeping import Fields, kept, readable, whole
from api.web.pages.failing import ErrorPage, Waiting
from api.web.problems import RESERVED, Problem, title
from api.web.resuming import RESUME_AT, resume_fields

AnyRequest = Request[Any, Any, Any]
SENT_AGAIN = {401, 403, 409, 429, 500, 503}
"""Failures after which the same form may well pass; what it lacks must be put right in it."""
PICTURES = {Fate.RECORDED: "fait", Fate.NOT_RECORDED: "info", Fate.UNKNOWN: "horloge"}
UNKNOWN = (
    "La réponse s’est perdue entre le serveur et vous. Votre texte est gardé sur cette page et "
    "repart seul ; il ne sera compté qu’une fois, même envoyé deux fois."
)
RECORDED = "Elle est au journal ; c’est la page suivante qui n’a pas pu s’afficher."
SIGNED_OUT = "Rien n’est perdu : entrez de nouveau, votre texte vous attend et sera prêt à partir."


def failed_form(
    request: AnyRequest, error: Exception, problem: Problem, fields: Fields
) -> ErrorPage:
    exchange = exchange_of(request.scope)
    fate = fate_of(error, recorded=exchange.recorded is True)
    signed_out = problem.status == 401
    return ErrorPage(
        phrase="Votre session est terminée." if signed_out else phrase(error, fate, problem),
        suite=SIGNED_OUT if signed_out else suite(fate, problem),
        etat=fate,
        dessin=PICTURES[fate],
        envoi=waiting(request, error, problem, fate, fields),
        texte=readable(fields),
        adresse="/journal" if fate is Fate.RECORDED else "/",
        geste="Voir le journal" if fate is Fate.RECORDED else "Revenir au début",
        numero=exchange.number,
    )


def phrase(error: Exception, fate: Fate, problem: Problem) -> str:
    if isinstance(error, Forbidden):
        return f"{RESERVED}."
    match fate:
        case Fate.RECORDED:
            return "Votre saisie est inscrite."
        case Fate.UNKNOWN:
            return "Nous ne savons pas encore si votre saisie est inscrite."
    if problem.status == 503:
        return "Votre saisie n’est pas encore inscrite."
    return f"{title(problem.status)} : votre saisie n’est pas inscrite."


def suite(fate: Fate, problem: Problem) -> str:
    return {Fate.RECORDED: RECORDED, Fate.UNKNOWN: UNKNOWN}.get(fate) or problem.sentence


def waiting(
    request: AnyRequest, error: Exception, problem: Problem, fate: Fate, fields: Fields
) -> Waiting | None:
    """Only what our own page sent is offered again, and only when nothing is missing from it."""
    hopeless = isinstance(error, ReusedIdError | Forbidden)  # no second try will pass
    sent_again = problem.status in SENT_AGAIN and not hopeless
    if fate is Fate.RECORDED or not (sent_again and whole(fields) and is_ours(request)):
        return None
    if problem.status == 401:
        carried = resume_fields(address(request), fields)
        return Waiting(adresse=RESUME_AT, champs=carried, geste="Entrer") if carried else None
    tries = tried(fields) + 1
    return Waiting(
        adresse=address(request),
        champs=kept(fields),
        delai=delay(error, fate, tries),
        essai=tries,
    )


def tried(fields: Fields) -> int:
    """How many times this page has sent it already; what is no number counts as none."""
    said = dict(fields).get("_essai", "")
    return int(said) if re.fullmatch(r"[0-9]{1,3}", said) else 0


def address(request: AnyRequest) -> str:
    """Where the form was sent, with its question: always a path of ours."""
    path = "/" + quote(request.scope["path"].lstrip("/\\"), safe="/")
    asked = request.scope["query_string"].decode("latin-1")
    return f"{path}?{quote(asked, safe='=&%+:,-._~/')}" if asked else path
