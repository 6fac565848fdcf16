"""Does anything that is sent stop the service? Answers of 500 and more, and answers that are bare.

The control adds one route whose handler raises: the same look must see its 500.
"""

from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from itertools import cycle, islice

from litestar import Router, get

from adapters.measure.verdicts import Verdict, verdict
from api.accounts.desk import Desk
from api.app import create_app
from api.crm import Crm
from api.measures import asgi
from api.measures.asgi import HOST, Answer, Asked, Browser
from api.measures.fuzz import Fuzz
from api.measures.matrix_cells import ways
from api.measures.openapi_cases import cases
from api.measures.stage import fill
from api.measures.visitors import Headers, visitors
from api.web.access import needs
from domain.policy import Action

AT_ONCE = 8
RENEWED = 25
"""Crowds after which everybody enters again: what is sent may end a session."""
SHARE = 4
"""One body in so many comes from the document of the API."""


@get("/panne", opt=needs(Action.ENTRER), sync_to_thread=False)
def broken() -> str:
    raise ZeroDivisionError


def measure_hostile(crm: Crm, many: int) -> Verdict:
    fill(crm)
    app, desk = create_app(crm, HOST.decode()), Desk(crm)
    app.register(Router("/", route_handlers=[broken]))
    made = list(cases(many // SHARE))
    fuzz = Fuzz([way for way in ways(app) if way.target != "/panne"])
    asked = [*made, *(fuzz.one() for _ in range(many - len(made)))]
    with Browser(app) as browser:
        wrong = list(sent(browser, desk, asked))
        control = seen(browser)
    return verdict(
        "hostile_bodies",
        "answers of 500 and more, or told in no words of ours",
        len(asked),
        len(wrong),
        control,
        f"0 of {len(asked)}; the control, a handler that raises, is seen",
        {"from_openapi": len(made), "own_fuzz": len(asked) - len(made)},
    )


def sent(browser: Browser, desk: Desk, asked: list[Asked]) -> Iterator[tuple[Asked, Answer]]:
    """By everybody in turn, a crowd at a time; what was answered wrongly."""
    everybody = visitors(desk.crm)
    for rank, crowd in enumerate(crowds(asked)):
        if rank % RENEWED == 0:
            held = cycle([one.headers(desk) for one in everybody])
        signed = [as_somebody(one, next(held)) for one in crowd]
        for one, answer in zip(signed, browser.ask_all(signed), strict=True):
            if not told_well(one, answer):
                yield one, answer


def crowds(asked: list[Asked]) -> Iterator[list[Asked]]:
    left = iter(asked)
    while crowd := list(islice(left, AT_ONCE)):
        yield crowd


def as_somebody(asked: Asked, held: Headers) -> Asked:
    """What the fuzz says of a header stands before what its visitor would say."""
    own = {name for name, _ in asked.headers}
    return asked._replace(headers=(*asked.headers, *(pair for pair in held if pair[0] not in own)))


def told_well(asked: Asked, answer: Answer) -> bool:
    """Under 500; a refusal is our French page, or problem+json for a program."""
    if answer.status >= 500:
        return False
    if answer.status < 400 or asked.method == "HEAD":
        return True
    kind = answer.header("content-type")
    if kind.startswith("application/problem+json"):
        return b'"detail"' in answer.body
    return kind.startswith("text/html") and (b'lang="fr"' in answer.body or partial(answer))


def partial(answer: Answer) -> bool:
    """A part of a page, asked by a script of ours."""
    return b"<html" not in answer.body and bool(answer.body)


def seen(browser: Browser) -> int:
    """What the log says of it is of no use to anybody."""
    with redirect_stderr(StringIO()):
        answer = browser.ask(asgi.get("/panne"))
    return int(answer.status >= 500)
