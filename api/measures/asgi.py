"""A browser without a network: any bytes, straight into the application, one answer each.

Clients of a library would put right what a hostile one leaves wrong.
"""

import asyncio
from collections.abc import Iterable
from typing import Any, NamedTuple, Self
from urllib.parse import unquote_to_bytes, urlencode

from litestar import Litestar

HOST = b"maillage.local"
FORM = "application/x-www-form-urlencoded"


class Asked(NamedTuple):
    """`target` is the path and the words of the address, as they stand on the first line."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


class Answer(NamedTuple):
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for known, value in self.headers if known == name), "")

    @property
    def whole(self) -> bytes:
        """Everything a reader sees: what leaks may be in a header."""
        return "\n".join(value for _, value in self.headers).encode() + b"\n" + self.body


class Browser:
    """`with Browser(app) as browser:` - the application is started, asked, stopped."""

    def __init__(self, app: Litestar) -> None:
        self.app, self.loop = app, asyncio.new_event_loop()
        self.started, self.over = asyncio.Event(), asyncio.Event()

    def __enter__(self) -> Self:
        self.living = self.loop.create_task(self.live())
        self.loop.run_until_complete(self.started.wait())
        return self

    async def live(self) -> None:
        """In one task from the beginning to the end, as the application asks."""
        async with self.app.lifespan():
            self.started.set()
            await self.over.wait()

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.loop.run_until_complete(self.living)
        self.loop.close()

    def ask(self, asked: Asked) -> Answer:
        return self.loop.run_until_complete(answer_of(self.app, asked))

    def ask_all(self, asked: Iterable[Asked]) -> list[Answer]:
        """At once, as a crowd would."""
        return self.loop.run_until_complete(crowd(self.app, asked))


async def crowd(app: Litestar, asked: Iterable[Asked]) -> list[Answer]:
    return list(await asyncio.gather(*(answer_of(app, one) for one in asked)))


async def answer_of(app: Litestar, asked: Asked) -> Answer:
    """An exception that leaves the application is an answer of 500, as its server would send."""
    told: list[Any] = []
    left = [{"type": "http.request", "body": asked.body, "more_body": False}]

    async def receive() -> Any:
        return left.pop() if left else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        told.append(message)

    try:
        await app(scope_of(asked), receive, send)  # type: ignore[arg-type]  # a scope made by hand
    except Exception as error:  # noqa: BLE001 - that is what is measured
        return Answer(500, (), repr(error).encode())
    start = next(one for one in told if one["type"] == "http.response.start")
    body = b"".join(one.get("body", b"") for one in told if one["type"] == "http.response.body")
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"]
    )
    return Answer(start["status"], headers, body)


def scope_of(asked: Asked) -> dict[str, Any]:
    """As uvicorn makes it from the bytes of a request."""
    path, _, query = asked.target.partition("?")
    raw = path.encode("latin-1", "replace")
    named = [
        (name.lower().encode(), value.encode("latin-1", "replace")) for name, value in asked.headers
    ]
    host = [] if any(name == b"host" for name, _ in named) else [(b"host", HOST)]
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "https",
        "path": unquote_to_bytes(raw).decode("utf-8", "replace"),
        "raw_path": raw,
        "query_string": query.encode("latin-1", "replace"),
        "root_path": "",
        "headers": [*host, *named],
        "client": ("192.0.2.1", 50_000),
        "server": (HOST.decode(), 443),
        "state": {},
    }


def get(target: str, *headers: tuple[str, str]) -> Asked:
    return Asked("GET", target, headers)


def post(target: str, fields: Any, *headers: tuple[str, str]) -> Asked:
    """A form, as a page sends it."""
    body = urlencode(fields, doseq=True).encode()
    own = (("content-type", FORM), ("sec-fetch-site", "same-origin"))
    return Asked("POST", target, (*own, *headers), body)
