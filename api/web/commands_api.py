"""The same commands and questions for programs: JSON in, JSON out, problems told in French."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, RawBody

from api.crm import Crm
from api.orders import read_order
from api.questions import QUESTIONS, Question, read_knowledge
from api.web.access import needs
from api.web.openapi import document
from api.web.problems import Problem
from api.web.visit import Visit
from domain.decider import Refused
from domain.policy import Action

READERS = {
    "du": date.fromisoformat,
    "au": date.fromisoformat,
    "connu_au": read_knowledge,
    "niveau": str,
    "par": str,
    "acteur": UUID,
    "projet": UUID,
    "salarie": UUID,
    "personne": UUID,
    "entree": UUID,
    "cherche": str,
    "limite": int,
}
MOST = 100_000


class Done(msgspec.Struct, frozen=True):
    """What became of a command: the positions it took; `repeated` when it was known already."""

    id: UUID
    ok: bool
    positions: list[int]
    repeated: bool


@post("/api/commandes", opt=needs(Action.ENTRER), status_code=200, sync_to_thread=True)
def execute(body: RawBody, visit: NamedDependency[Visit]) -> Response[bytes]:
    """Signed by who sends it: an `author` in the body may only say the same.

    The right is that of the command, so whoever is there at all may knock.
    """
    if visit.who.role is None:
        visit.require(Action.NOTER)
    order = read_order(body, visit.arrival.author)
    outcome = visit.execute(order.command, order.id)
    return as_json(Done(order.id, True, outcome.positions, outcome.repeated))  # noqa: FBT003 - a field


@get("/api/questions/{question:str}", opt=needs(Action.ENTRER), sync_to_thread=True)
def answer(
    question: FromPath[str], request: Request[Any, Any, Any], visit: NamedDependency[Visit]
) -> Response[bytes]:
    if question not in QUESTIONS:
        known = ", ".join(sorted(QUESTIONS))
        raise Problem(404, f"« {question} » n’est pas une question connue. Choisissez : {known}.")
    return as_json(visit.answer(question, read_question(request)))


@get("/api/sante", opt=needs(Action.ENTRER), sync_to_thread=True)
def health(crm: NamedDependency[Crm]) -> Response[bytes]:
    state = crm.projector.health()
    return as_json({**state._asdict(), "lag": state.head - state.position})


@get("/api/openapi.json", opt=needs(Action.ENTRER), sync_to_thread=False)
def openapi() -> Response[bytes]:
    return as_json(document())


def as_json(value: Any) -> Response[bytes]:
    return Response(msgspec.json.encode(value), media_type="application/json")


def read_question(request: Request[Any, Any, Any]) -> Question:
    asked = {name: read_word(name, value) for name, value in request.query_params.items() if value}
    return Question(**asked)


def read_word(name: str, value: str) -> Any:
    """One word of the address; a word that no question knows is refused, not ignored."""
    if name not in READERS or "\0" in value:
        raise Problem(400, f"« {name} » n’est pas reconnu. Choisissez : {', '.join(READERS)}.")
    try:
        read: Any = READERS[name](value)  # type: ignore[operator]  # each reader takes a text
    except Refused:
        raise
    except ValueError:
        raise Problem(400, f"« {value} » ne se lit pas pour « {name} ».", field=name) from None
    if name == "limite" and not 1 <= read <= MOST:
        raise Problem(400, f"La limite va de 1 à {MOST} lignes.", field=name)
    return read
