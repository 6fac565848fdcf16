"""Which cells does the matrix have? One a door, a visitor and a case: made from the routes."""

from collections.abc import Iterator
from datetime import date
from inspect import isclass
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin
from uuid import UUID

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from api.ids import new_id
from api.measures.asgi import Asked, post
from api.measures.stage import FAR, NEAR, UNKNOWN, key
from api.questions import ACTION_OF as ASKS
from api.web.access import OPT
from domain.commands.listing import ALL, tag
from domain.policy import RIGHTS, Action, Rule, always
from domain.policy_commands import ACTION_OF as DOES
from domain.policy_commands import CONTACTS

COMMANDS, QUESTION = "/api/commandes", "/api/questions/{question}"
CASES = (NEAR, FAR, UNKNOWN)
OBJECTS = frozenset({"actor", "entree", "project", "person", "salarie", "compte", "hold"})
SHOWN = {"/entrees/{entree}/presences/retirer": "?present=project:{project}"}
"""What an address needs besides its path."""
OTHER = {"name": "tokens.css", "lien": "inconnu"}
QUESTIONS_ON = {"silence": "acteur", "partage": "entree", "journal": "entree"}
"""What a question is about, when its answer depends on whose it is."""
KINDS = {"acteur": "actor", "entree": "entree"}
MADE = {"/api/commandes": "a command", "/api/questions": "a question"}


class Way(NamedTuple):
    """One thing that can be asked: a route, a public command or a question.

    `actions` must all be allowed; the last one is about the object. None: the route says nothing.
    """

    name: str
    method: str
    target: str
    actions: tuple[Action, ...] | None
    objects: frozenset[str] = frozenset()
    command: Any = None

    @property
    def bound(self) -> bool:
        """Does its answer depend on whose the object is?"""
        last = self.actions[-1] if self.actions else None
        rules: dict[Any, Rule] = RIGHTS.get(last, {}) if last else {}
        return bool(self.objects) and any(rule is not always for rule in rules.values())

    @property
    def cases(self) -> tuple[str, ...]:
        return CASES if self.bound else (NEAR,)


class UnknownWordError(LookupError):
    """An address has a word that the matrix cannot fill: say what it names in OBJECTS or OTHER."""


def ways(app: Litestar) -> list[Way]:
    """Every route of the application, in the order of their addresses, then what the API takes."""
    found = [way for route in app.routes if isinstance(route, HTTPRoute) for way in of_route(route)]
    doors = sorted(found, key=lambda way: (way.target, way.method))
    return [*doors, *questions(), *commands()]


def of_route(route: HTTPRoute) -> Iterator[Way]:
    for handler in route.route_handlers:
        declared = handler.opt.get(OPT)
        actions = (declared,) if isinstance(declared, Action) else None
        template = "/" + "/".join(map(word, route.path_components))
        words = {one.name for one in route.path_components if not isinstance(one, str)}
        for method in sorted(handler.http_methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            if template not in {COMMANDS, QUESTION} and handler_is_ours(handler):
                target = template + SHOWN.get(template, "")
                objects = frozenset(words & OBJECTS)
                yield Way(f"{method} {template}", method, target, actions, objects)


def handler_is_ours(handler: HTTPRouteHandler) -> bool:
    """The framework answers OPTIONS by itself: nothing of ours is behind it."""
    return handler.handler_name != "options_handler"


def word(component: Any) -> str:
    return component if isinstance(component, str) else "{" + str(component.name) + "}"


def questions() -> Iterator[Way]:
    for name, action in sorted(ASKS.items()):
        about = QUESTIONS_ON.get(name)
        asked = f"?{about}={{{KINDS[about]}}}" if about else ""
        target = f"/api/questions/{name}{asked}"
        objects = frozenset({KINDS[about]}) if about else frozenset()
        yield Way(f"question {name}", "GET", target, (action,), objects)


def commands() -> Iterator[Way]:
    for command in ALL:
        action = DOES[command]
        bound = action is Action.RECTIFIER or command in CONTACTS
        objects = frozenset({"actor", "entree"}) if bound else frozenset()
        actions = (action,)
        yield Way(f"command {tag(command)}", "POST", COMMANDS, actions, objects, command)


def filled(way: Way, case: str, own: UUID | None) -> str:
    """The address, with the ids of this case; one's own account is the near one."""
    target = way.target
    for name in OBJECTS:
        known = own if name == "compte" and case == NEAR and own else key(name, case)
        target = target.replace(f"{{{name}}}", str(known))
    for name, value in OTHER.items():
        target = target.replace(f"{{{name}}}", value)
    if "{" in target:
        raise UnknownWordError(target)
    return target


def asked_command(way: Way, case: str) -> Asked:
    """A body that reads well, so that only rights and rules can refuse it; it changes nothing."""
    fields = {"id": str(new_id()), **sample(way.command, case)}
    headers = (("content-type", "application/json"), ("sec-fetch-site", "same-origin"))
    return Asked("POST", COMMANDS, headers, msgspec.json.encode(fields))


def sample(command: Any, case: str) -> dict[str, Any]:
    """Its tag and the fields it cannot do without; no reason, so that the rules refuse it."""
    needed = [one for one in msgspec.structs.fields(command) if one.required]
    told = {one.encode_name: value_of(one.type, one.name, case) for one in needed}
    named = {"type": tag(command)} if command in ALL else {}
    return {**named, **told}


def value_of(kind: Any, name: str, case: str) -> Any:
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in {Union, UnionType}:
        return None
    if kind is UUID:
        return str(key("entree" if name == "interaction" else name, case))
    if isclass(kind) and issubclass(kind, msgspec.Struct):
        return sample(kind, case)
    if kind is date:
        return "1900-01-01"
    if kind is int:
        return 2000 if name == "year" else 10
    return "" if name == "reason" else "inconnu"


def form(case: str, target: str) -> Asked:
    """A form that reads well enough for the object to be looked at, and is refused for the rest."""
    fields = {"commande": str(new_id()), "raison": "mise_a_jour", "on": "1900-01-01", "reason": ""}
    return post(target, {**fields, "present": f"actor:{key('actor', case)}"})
