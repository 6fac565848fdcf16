"""Does every door open to those the policy names, and to nobody else? Each cell, really asked.

The control asks the same cells while the policy says yes to every role about everything.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from adapters.measure.verdicts import Verdict, verdict
from api.accounts.desk import Desk
from api.app import create_app
from api.crm import Crm
from api.measures.asgi import HOST, Answer, Asked, Browser, get
from api.measures.matrix_cells import COMMANDS, Way, asked_command, filled, form, ways
from api.measures.stage import FAR, UNKNOWN, fill, thing
from api.measures.visitors import Headers, Visitor, visitors
from domain.policy import RIGHTS, Action, Rule, always, decide
from domain.roles import Role

YES, NO, ABSENT, BROKEN = "yes", "no", "absent", "broken"
ENDING = ("/sortir", "/compte", "/entrer", "/bienvenue", "/comptes")
"""Addresses that may end the session they are asked with."""


class Cell(NamedTuple):
    way: Way
    visitor: Visitor
    case: str

    def expected(self) -> str:
        """From the table of rights and what we put on the stage, never from the application."""
        who, actions = self.visitor.who, self.way.actions
        if actions is None or not all(decide(who, one).allowed for one in actions):
            return NO
        if actions[-1] is Action.ENTRER or not self.way.objects or not self.way.bound:
            return YES
        return YES if decide(who, actions[-1], thing(self.case)).allowed else NO

    def __str__(self) -> str:
        return f"{self.way.name} / {self.visitor.name} / {self.case}"


class Wrong(NamedTuple):
    cell: Cell
    expected: str
    got: str
    status: int


def cells(every: Sequence[Way], everybody: Sequence[Visitor]) -> list[Cell]:
    return [Cell(way, who, case) for way in every for who in everybody for case in way.cases]


def outcome(way: Way, answer: Answer) -> str:
    """Refused, said to be nowhere, or let in: what a rule of the domain then says is no refusal."""
    if answer.status >= 500:
        return BROKEN
    if way.actions == (Action.ENTRER,):
        return NO if answer.status in {401, 403} else YES
    led_out = answer.status == 303 and answer.header("location").startswith("/entrer")
    if led_out or answer.status in {401, 403}:
        return NO
    nothing = answer.body == b"[]" and way.bound
    return ABSENT if answer.status == 404 or nothing else YES


def right(cell: Cell, expected: str, got: str, status: int) -> bool:
    """What is nowhere may be refused or absent; it is never shown."""
    if cell.case == UNKNOWN:
        return got in {NO, ABSENT} or (expected == YES and 400 <= status < 500) or reads_all(cell)
    if expected == NO:
        return got in {NO, ABSENT}
    return got == YES or (got == ABSENT and not cell.way.bound)


def reads_all(cell: Cell) -> bool:
    """A question about nothing has an empty answer, for those whose rights have no bounds."""
    return (
        cell.way.name.startswith("question")
        and decide(cell.visitor.who, (cell.way.actions or ())[-1], thing(UNKNOWN)).allowed
    )


class Asking:
    """One application, its visitors, and the sessions they hold for now."""

    def __init__(self, browser: Browser, desk: Desk) -> None:
        self.browser, self.desk = browser, desk
        self.held: dict[str, Headers] = {}

    def ask(self, cell: Cell) -> Answer:
        way, who = cell.way, cell.visitor
        target = filled(way, cell.case, who.account)
        if who.name not in self.held:
            self.held[who.name] = who.headers(self.desk)
        asked = request(way, cell.case, target)
        answer = self.browser.ask(asked._replace(headers=asked.headers + self.held[who.name]))
        if target.startswith(ENDING):
            del self.held[who.name]
        return answer


def request(way: Way, case: str, target: str) -> Asked:
    if way.target == COMMANDS and way.command:
        return asked_command(way, case)
    return get(target) if way.method == "GET" else form(case, target)


def wrong_cells(asking: Asking, expected: Sequence[tuple[Cell, str]]) -> list[Wrong]:
    """Reads come first: what is done later may change what a page says, never who opens it."""
    found, told = [], {}
    for cell, wanted in expected:
        answer = asking.ask(cell)
        got = outcome(cell.way, answer)
        told[(cell.way.name, cell.visitor.name, cell.case)] = answer.status
        if not right(cell, wanted, got, answer.status):
            found.append(Wrong(cell, wanted, got, answer.status))
    return found + told_apart(expected, told)


def told_apart(
    expected: Sequence[tuple[Cell, str]], told: dict[tuple[str, str, str], int]
) -> list[Wrong]:
    """To an auditeur, what is not theirs and what is nowhere answer alike."""
    found = []
    for cell, wanted in expected:
        asked = (cell.way.name, cell.visitor.name)
        if cell.case == FAR and wanted == NO and cell.visitor.who.role is Role.AUDITEUR:
            status = told[(*asked, FAR)]
            nowhere = told.get((*asked, UNKNOWN), status)
            if status != nowhere:
                found.append(Wrong(cell, str(nowhere), ABSENT, status))
    return found


@contextmanager
def everything_allowed() -> Iterator[None]:
    """The defence that the control takes away: every role may do everything, to anything."""
    with instead({action: dict.fromkeys(Role, always) for action in Action}):
        yield


@contextmanager
def instead(rights: Mapping[Action, dict[Role, Rule]]) -> Iterator[None]:
    """Other rights for a while, in every module that reads the table."""
    kept = dict(RIGHTS)
    RIGHTS.update(rights)
    try:
        yield
    finally:
        RIGHTS.clear()
        RIGHTS.update(kept)


def measure_matrix(crm: Crm, every: int = 1) -> Verdict:
    """`every`: one way in so many, for a quick look."""
    fill(crm)
    app, desk = create_app(crm, HOST.decode()), Desk(crm)
    known = ways(app)
    everybody = visitors(crm)
    asked = [(cell, cell.expected()) for cell in cells(known[::every], everybody)]
    with Browser(app) as browser:
        wrong = wrong_cells(Asking(browser, desk), asked)
        with everything_allowed():
            refused = [(cell, wanted) for cell, wanted in asked if wanted == NO][
                :: 10 // min(every, 10)
            ]
            control = wrong_cells(Asking(browser, desk), refused)
    undeclared = sum(way.actions is None for way in known)
    return verdict(
        "matrix",
        "cells that differ from the policy",
        len(asked),
        len(wrong) + undeclared,
        len(control),
        "0 wrong of every cell (route, command, question x visitor x case); the control opens",
        {"ways": len(known), "visitors": len(everybody), "refused": len(refused)},
    )
