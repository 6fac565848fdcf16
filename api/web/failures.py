"""Whatever fails: one French answer, as a page for a person, as problem+json for a program."""

from datetime import datetime
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.enums import MediaType
from litestar.exceptions import HTTPException

from api.errors import ConflictError, ReusedIdError, UnavailableError, UnknownOutcomeError
from api.french import instant
from api.knowing import PARIS
from api.web.pages.frame import Frame
from api.web.pages.records import ErrorPage
from api.web.problems import Problem, as_json, sentence, title
from api.web.render import html
from domain.decider import Refused

AnyRequest = Request[Any, Any, Any]
log = structlog.get_logger()
STATUSES: dict[type[Exception], int] = {
    ConflictError: 409,
    ReusedIdError: 409,
    UnavailableError: 503,
    UnknownOutcomeError: 503,
}


def told(request: AnyRequest, problem: Problem) -> Response[Any]:
    headers = {"Retry-After": "5"} if problem.status == 503 else {}
    if request.url.path.startswith("/api/"):
        body = as_json(problem.status, problem.sentence, field=problem.field)
        return Response(
            msgspec.json.encode(body),
            status_code=problem.status,
            media_type="application/problem+json",
            headers=headers,
        )
    page = ErrorPage(phrase=f"{title(problem.status)}.", suite=problem.sentence)
    frame = Frame(titre=title(problem.status), ici="", connu=instant(datetime.now(PARIS)))
    made = html("erreur", frame, page)
    return Response(made, status_code=problem.status, media_type=MediaType.HTML, headers=headers)


def refused(request: AnyRequest, refusal: Refused) -> Response[Any]:
    return told(request, Problem(422, refusal.why, field=refusal.field))


def clashed(request: AnyRequest, error: Any) -> Response[Any]:
    return told(request, Problem(STATUSES[type(error)], error.why))


def by_status(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """The framework's refusals are English: the number alone is kept."""
    return told(request, Problem(error.status_code, sentence(error.status_code)))


def unexpected(request: AnyRequest, error: Exception) -> Response[Any]:
    """Never a stack on a page, never a body in a log: the address and the kind of failure."""
    log.error("request_failed", path=request.url.path, kind=type(error).__name__, exc_info=error)
    return told(request, Problem(500, sentence(500)))


HANDLERS: dict[Any, Any] = {
    Problem: told,
    Refused: refused,
    **dict.fromkeys(STATUSES, clashed),
    HTTPException: by_status,
    Exception: unexpected,
}
