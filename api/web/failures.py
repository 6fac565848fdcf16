"""Whatever fails: one French answer, as a page for a person, as problem+json for a program."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import msgspec
import structlog
from litestar import Request, Response
from litestar.concurrency import sync_to_thread
from litestar.enums import MediaType
from litestar.exceptions import HTTPException
from litestar.response import Redirect
from litestar.types import Scope

from api.accounts.opening import Need
from api.append_errors import away
from api.errors import ConflictError, ReusedIdError, UnavailableError, UnknownOutcomeError
from api.french import instant
from api.knowing import PARIS
from api.web.access import Forbidden, SignInNeeded, arrival_of, proof
from api.web.cookies import DEMONSTRATION, Style
from api.web.exchange import exchange_of
from api.web.failed_form import address, failed_form
from api.web.keeping import ID, typed
from api.web.pages.failing import ErrorPage
from api.web.pages.frame import Frame
from api.web.problems import RESERVED, Problem, as_json, sentence, title
from api.web.render import html
from api.web.resuming import RESUME_AT
from api.web.typed import Unreadable
from api.web.visit import open_to, role_words
from domain.decider import Refused

AnyRequest = Request[Any, Any, Any]
log = structlog.get_logger()
STATUSES: dict[type[Exception], int] = {
    SignInNeeded: 401,
    Forbidden: 403,
    ConflictError: 409,
    ReusedIdError: 409,
    UnavailableError: 503,
    UnknownOutcomeError: 503,
}
COOKIES = (Style().name, DEMONSTRATION.name)
SAFE = {"GET", "HEAD", "OPTIONS"}
EXPECTED = (Problem, Refused, HTTPException, *STATUSES)
PATIENCE = 3.0
"""Seconds given to the journal to say whether it holds the command of a form that failed."""


def answered(request: AnyRequest, error: Exception) -> Response[Any]:
    """What could not be done, in words; what nobody foresaw goes to the log, without its values."""
    known = UnavailableError() if away(error) else error
    if away(error) or problem_of(request, error) is None:
        log.error(
            "request_failed", route=request.scope.get("path_template") or "none", exc_info=error
        )
    problem = problem_of(request, known) or Problem(500, sentence(500))
    if wants_page(request) and (isinstance(error, SignInNeeded) or enrolling(request, error)):
        asked = {"retour": address(request)} if request.scope["path"] != "/" else {}
        return Redirect(f"{RESUME_AT}?{urlencode(asked)}".rstrip("?"), status_code=303)
    headers = {"Retry-After": "5"} if problem.status == 503 else {}
    if request.scope["path"].startswith("/api/"):
        return as_problem(request, problem, headers)
    page = page_of(request, known, problem)
    made = html("erreur", frame_of(request, title_of(error, problem)), page)
    return Response(made, status_code=problem.status, media_type=MediaType.HTML, headers=headers)


def enrolling(request: AnyRequest, error: Exception) -> bool:
    """Refused for want of a second factor: the door leads on to where it is set."""
    visitor = arrival_of(request).visitor
    return isinstance(error, Forbidden) and visitor is not None and visitor.need is Need.ENROL


def wants_page(request: AnyRequest) -> bool:
    """A page asked in a browser leads to the sign-in; a program or a form is told."""
    return request.method in SAFE and not request.scope["path"].startswith("/api/")


def problem_of(request: AnyRequest, error: Exception) -> Problem | None:
    """None for what nobody foresaw. The framework's words are English: its number is kept."""
    match error:
        case Problem():
            return error
        case Unreadable():
            return Problem(400, str(error))
        case Refused():
            return Problem(422, error.why, field=error.field)
        case UnavailableError() | UnknownOutcomeError() if request.method in SAFE:
            return Problem(503, sentence(503))
        case _ if (status := STATUSES.get(type(error))) is not None:
            return Problem(status, getattr(error, "why", str(error)))
        case HTTPException() if error.status_code < 500:
            return Problem(error.status_code, sentence(error.status_code))
    return None


def as_problem(request: AnyRequest, problem: Problem, headers: dict[str, str]) -> Response[Any]:
    number = exchange_of(request.scope).number
    body = as_json(problem.status, problem.sentence, field=problem.field, request=number)
    return Response(
        msgspec.json.encode(body),
        status_code=problem.status,
        media_type="application/problem+json",
        headers=headers,
    )


def frame_of(request: AnyRequest, titre: str) -> Frame:
    """Without a question to the database: when it is away, the proof is made from the cookie."""
    carried = (request.cookies.get(name, "") for name in COOKIES)
    secret = arrival_of(request).secret or next(filter(None, carried), "")
    who = arrival_of(request).who
    return Frame(
        titre=titre,
        ici="",
        connu=instant(datetime.now(PARIS)),
        qui=role_words(who),
        peut=open_to(who),
        preuve=proof(secret) if secret else "",
    )


def title_of(error: Exception, problem: Problem) -> str:
    """A page that is not open to somebody was not sent by them."""
    reserved = isinstance(error, Forbidden)
    return RESERVED if reserved else title(problem.status)


def page_of(request: AnyRequest, error: Exception, problem: Problem) -> ErrorPage:
    if fields := typed(request):
        return failed_form(request, error, problem, fields)
    return ErrorPage(
        phrase=f"{title_of(error, problem)}.",
        suite=problem.sentence,
        numero=exchange_of(request.scope).number,
    )


def finder(recorded: Callable[[UUID], bool]) -> Callable[[Exception, Scope], Awaitable[None]]:
    """Before the page of an unforeseen failure: was the command of this form recorded?"""

    async def find_out(error: Exception, scope: Scope) -> None:
        request: AnyRequest = Request(scope)
        sent = dict(typed(request)).get("commande", "")
        if isinstance(error, EXPECTED) or not ID.fullmatch(sent):
            return
        asked = sync_to_thread(recorded, UUID(sent))
        with suppress(Exception):
            exchange_of(scope).recorded = await asyncio.wait_for(asked, PATIENCE)

    return find_out


HANDLERS: dict[Any, Any] = {Exception: answered, HTTPException: answered, Problem: answered}
