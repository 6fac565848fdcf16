"""Around every request: a number, a deadline of our own, one line in the log.

It stands outside the framework, so that what is refused before any handler has them too.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, cast

import structlog
from litestar import Request
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from api.errors import UnavailableError, UnknownOutcomeError
from api.web.exchange import exchange_of, refuse_heavy_head, refuse_unreadable, whole_body
from api.web.problems import Problem, sentence

DEADLINE = 15.0
"""Seconds. A server that hangs does not honour the timeouts of a driver: this one is ours."""
AT_ONCE = 100
THREADS = 8
"""As many as connections in the pool (`api/opening.py`): more would only wait for one."""
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"}

log = structlog.get_logger()
Asked = Request[Any, Any, Any]


class Requests:
    """`answer` turns whatever went wrong into the page or the JSON that is sent."""

    def __init__(
        self, app: ASGIApp, answer: Callable[[Asked, Exception], Any], deadline: float = DEADLINE
    ) -> None:
        self.app, self.answer, self.deadline = app, answer, deadline
        self.open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        sending = Sending(send, exchange_of(scope).number)
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=sending.number):
            self.open += 1
            try:
                await self._answered(scope, receive, sending)
            finally:
                self.open -= 1
                one_line(scope, sending.status, time.perf_counter() - began)

    async def _answered(self, scope: HTTPScope, receive: Receive, sending: "Sending") -> None:
        """Once: what comes after the deadline finds the answer gone."""
        try:
            await self._attempted(scope, receive, sending)
        except ConnectionResetError:
            log.info("request_abandoned")
        except Exception as error:
            if sending.status is not None:
                log.exception("answer_broken")
                return
            request: Asked = Request(scope, receive, sending)
            answer = self.answer(request, error)
            await answer.to_asgi_response(app=None, request=request)(scope, receive, sending)

    async def _attempted(self, scope: HTTPScope, receive: Receive, sending: "Sending") -> None:
        if self.open > AT_ONCE:
            raise UnavailableError
        refuse_heavy_head(scope)
        refuse_unreadable(scope)
        late = Problem(408, sentence(408))
        body = await self._in_time(whole_body(scope, receive), late)
        exchange_of(scope).body = body
        app = self.app(scope, again(body, receive), sending)
        await self._in_time(cast("Coroutine[Any, Any, None]", app), UnknownOutcomeError())

    async def _in_time(self, awaited: Coroutine[Any, Any, Any], late: Exception) -> Any:
        try:
            return await asyncio.wait_for(awaited, self.deadline)
        except TimeoutError:
            log.warning("request_late", seconds=self.deadline)
            raise late from None


class Sending:
    """The way back: it adds the number, and remembers what was answered."""

    def __init__(self, send: Send, number: str) -> None:
        self.send, self.number = send, number
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            MutableScopeHeaders.from_message(message)["X-Request-Id"] = self.number
        await self.send(message)


def again(body: bytes, receive: Receive) -> Receive:
    """The body that was read, then whatever the client says next (that it left)."""
    left = [body]

    async def replayed() -> Any:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return replayed


def one_line(scope: HTTPScope, status: int | None, seconds: float) -> None:
    """Never the address as it was asked: it may hold a token, or say of whom one reads."""
    log.info(
        "request",
        method=scope["method"] if scope["method"] in METHODS else "other",
        route=scope.get("path_template") or "none",
        status=status,
        ms=round(1_000 * seconds, 1),
        account=exchange_of(scope).account,
    )


@asynccontextmanager
async def few_threads(_: Any) -> AsyncIterator[None]:
    """What handlers run in, for as long as the application serves."""
    threads = ThreadPoolExecutor(THREADS, "handler")
    asyncio.get_running_loop().set_default_executor(threads)
    yield
    threads.shutdown(wait=False, cancel_futures=True)
