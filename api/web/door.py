"""The one way in: which name was called, who is there, what the route asks, is the form ours?

It runs before every handler, in this order, and each step may refuse.
"""

from collections.abc import Collection
from typing import Any

from litestar import Request
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from api.accounts.desk import Desk
from api.accounts.visiting import resolve, resolve_token
from api.web.access import ARRIVAL, UNSEEN, Arrival, action_of, admit, refuse_unproved
from api.web.exchange import seen_as
from api.web.security import refuse_foreign

BEARER = "bearer "
Connection = ASGIConnection[Any, Any, Any, Any]


class Door:
    """`hosts` are the names this server answers to, `cookie` the name of its session's cookie."""

    def __init__(self, desk: Desk, hosts: Collection[str] | None, cookie: str) -> None:
        self.desk, self.hosts, self.cookie = desk, hosts, cookie

    async def __call__(self, connection: Connection, handler: BaseRouteHandler) -> None:
        request: Request[Any, Any, Any] = Request(connection.scope, connection.receive)
        refuse_foreign(request.method, lambda name: request.headers.get(name, ""), self.hosts)
        action = action_of(handler)
        if not handler.opt.get(UNSEEN):
            arrival = await self.arrival(request)
            connection.state[ARRIVAL] = arrival
            admit(arrival, action)
            await refuse_unproved(request, arrival)

    async def arrival(self, request: Request[Any, Any, Any]) -> Arrival:
        """A program by its key, or else a person by their cookie."""
        said = request.headers.get("authorization", "")
        secret = request.cookies.get(self.cookie, "")
        if said.lower().startswith(BEARER):
            key = said[len(BEARER) :].strip()
            found = Arrival(await sync_to_thread(resolve_token, self.desk, key))
        elif secret:
            visitor = await sync_to_thread(resolve, self.desk, secret)
            found = Arrival(visitor, secret if visitor else "")
        else:
            return Arrival()
        if found.visitor:
            seen_as(request, found.visitor.account)
        return found
