"""The composition root of the pages and the API: everything is plugged together here."""

from litestar import Litestar, Router
from litestar.di import Provide

from adapters.oidc.provider import Provider
from api.accounts.desk import Desk
from api.crm import Crm
from api.orders import MAX_BYTES
from api.settings import LOOPBACK
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
from api.web.cookies import style
from api.web.door import Door
from api.web.door_routes import DOORS
from api.web.failures import HANDLERS, answered, finder
from api.web.person_routes import PERSONS
from api.web.refusals import noting
from api.web.requests import DEADLINE, Requests, few_threads
from api.web.security import adding, known_hosts
from api.web.visit import provide_visit

ROUTES = [
    *DOORS,
    *PERSONS,
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


def create_app(
    crm: Crm,
    host: str = "127.0.0.1",
    public_url: str | None = None,
    deadline: float = DEADLINE,
    provider: Provider | None = None,
) -> Litestar:
    """`host` and `public_url` are the names served: requests under another name are refused.

    `provider`: with whose accounts one may enter too.
    """
    hosts = known_hosts(host, public_url)
    alone = host in LOOPBACK and public_url is None
    kept = style(demonstration=crm.demonstration_day is not None, alone=alone)
    desk = Desk(crm)
    app = Litestar(
        # In one router: registered bare, the first of two handlers of one address is wrapped twice
        # and answers with a coroutine (Litestar 2.25).
        route_handlers=[Router("/", route_handlers=ROUTES)],
        dependencies={
            "crm": Provide(lambda: crm, sync_to_thread=False),
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "cookie": Provide(lambda: kept, sync_to_thread=False),
            "public_url": Provide(lambda: public_url, sync_to_thread=False),
            "provider": Provide(lambda: provider, sync_to_thread=False),
            "visit": Provide(provide_visit, sync_to_thread=True),
        },
        guards=[Door(desk, hosts, kept.name)],
        before_send=[adding(https=public_url is not None)],
        after_exception=[noting(crm), finder(crm.recorded)],
        exception_handlers=HANDLERS,
        lifespan=[few_threads],
        openapi_config=None,
        request_max_body_size=MAX_BYTES,
        logging_config=None,
    )
    app.asgi_handler = Requests(app.asgi_handler, answered, deadline)
    return app
