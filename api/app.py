"""The composition root of the pages and the API: everything is plugged together here."""

from typing import Any

from litestar import Litestar, Request, Router
from litestar.di import Provide

from api.crm import Crm
from api.orders import MAX_BYTES
from api.web import (
    acteurs,
    charge,
    commands_api,
    couverture,
    entrees,
    files,
    journal,
    noter,
    presences,
    projets,
    salaries,
)
from api.web.failures import HANDLERS
from api.web.security import add_headers, known_hosts, refuse_foreign
from api.web.visit import provide_visit

ROUTES = [
    journal.home,
    couverture.show,
    couverture.map_alone,
    couverture.as_file,
    charge.show,
    charge.as_file,
    noter.show,
    noter.log,
    noter.search,
    noter.recognise,
    noter.communes,
    acteurs.show,
    acteurs.search,
    acteurs.new,
    acteurs.register,
    acteurs.one,
    projets.show,
    projets.one,
    salaries.one,
    salaries.take_role,
    entrees.show,
    entrees.rectify,
    entrees.rectified,
    entrees.take_back,
    entrees.taken_back,
    entrees.restore,
    entrees.restored,
    presences.add,
    presences.take_off,
    presences.taken_off,
    journal.show,
    journal.health,
    files.send,
    commands_api.execute,
    commands_api.answer,
    commands_api.health,
    commands_api.openapi,
]


def create_app(crm: Crm, host: str = "127.0.0.1") -> Litestar:
    """`host` is the name served: requests under another name are refused."""
    hosts = known_hosts(host)

    def guard(request: Request[Any, Any, Any]) -> None:
        refuse_foreign(request.method, lambda name: request.headers.get(name, ""), hosts)

    return Litestar(
        # In one router: registered bare, the first of two handlers of one address is wrapped twice
        # and answers with a coroutine (Litestar 2.25).
        route_handlers=[Router("/", route_handlers=ROUTES)],
        dependencies={
            "crm": Provide(lambda: crm, sync_to_thread=False),
            "visit": Provide(provide_visit, sync_to_thread=True),
        },
        before_request=guard,
        before_send=[add_headers],
        exception_handlers=HANDLERS,
        openapi_config=None,
        request_max_body_size=MAX_BYTES,
        logging_config=None,
    )
