"""Does anything show what its reader may not see? Thousands of tries, every text marked.

The control sends the same tries once the rules on objects are taken away: whose it is no longer
counts, only the role.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from adapters.measure.verdicts import Verdict, verdict
from api.accounts.desk import Desk
from api.app import create_app
from api.crm import Crm
from api.measures.asgi import HOST, Answer, Browser
from api.measures.matrix import instead
from api.measures.matrix_cells import ways
from api.measures.probing import Probe, Prober
from api.measures.stage import FAR, MARK, NEAR, fill
from api.measures.visitors import Headers, Visitor, of_team, visitors
from domain.policy import RIGHTS, Action, Rule, always
from domain.roles import Role

SEEN = re.compile(rb"canari-([a-z]+)-([a-z]+)")
BESIDE = "voisinage"
MAY_SEE: dict[str, tuple[str, ...]] = {
    "nobody": (),
    "token": (),
    BESIDE: ("nom", "texte", f"contact-{FAR}", f"compte-{BESIDE}"),
    "auditeur": (f"nom-{NEAR}", "compte-auditeur"),
    "administration": ("nom", "compte"),
}
"""Which marked texts each may read: a kind, or a kind and a side."""
ALIKE = 24
"""Bytes by which two refusals may differ."""
RENEWED = 40
"""A prober may end its own session: it enters again after so many tries."""


class Found(NamedTuple):
    leaks: list[str]
    told_apart: list[str]
    shown: list[str]


class Prowl:
    """The tries, one after the other, each with the session its visitor holds then."""

    def __init__(self, browser: Browser, desk: Desk) -> None:
        self.browser, self.desk = browser, desk
        self.held: dict[str, tuple[Headers, int]] = {}

    def run(self, probes: Iterable[Probe]) -> Found:
        found = Found([], [], [])
        for probe in probes:
            answer = self.send(probe, twin=False)
            said = f"{probe.visitor.name} {probe.asked.method} {probe.asked.target}"
            found.leaks.extend(f"{said} : {word}" for word in leaked(probe.visitor, answer))
            found.shown.extend([said] if MARK.encode() in answer.whole else [])
            if probe.twin and not alike(answer, self.send(probe, twin=True)):
                found.told_apart.append(said)
        return found

    def send(self, probe: Probe, *, twin: bool) -> Answer:
        asked = probe.twin if twin and probe.twin else probe.asked
        return self.browser.ask(asked._replace(headers=asked.headers + self.headers(probe.visitor)))

    def headers(self, who: Visitor) -> Headers:
        headers, left = self.held.get(who.name, ((), 0))
        if left == 0:
            headers, left = who.headers(self.desk), RENEWED
        self.held[who.name] = headers, left - 1
        return headers


def leaked(who: Visitor, answer: Answer) -> list[str]:
    """Marked texts that this visitor may not read, whatever the status of the answer."""
    if MARK.encode() not in answer.whole:
        return []
    told = {(kind.decode(), side.decode()) for kind, side in SEEN.findall(answer.whole)}
    may = MAY_SEE[who.name]
    return [f"{kind}-{side}" for kind, side in told if not {kind, f"{kind}-{side}"} & set(may)]


def alike(one: Answer, other: Answer) -> bool:
    return one.status == other.status and abs(len(one.body) - len(other.body)) <= ALIKE


def probers(crm: Crm) -> list[Visitor]:
    team = of_team(crm, BESIDE, FAR)
    return [team, *(one for one in visitors(crm) if one.name in MAY_SEE)]


def measure_probes(crm: Crm, many: int) -> Verdict:
    fill(crm)
    app, desk = create_app(crm, HOST.decode()), Desk(crm)
    everybody = probers(crm)
    known = ways(app)
    with Browser(app) as browser:
        prowl = Prowl(browser, desk)
        found = prowl.run(Prober(desk, known, everybody).probes(many))
        without: dict[Action, dict[Role, Rule]] = {
            action: dict.fromkeys(rules, always) for action, rules in RIGHTS.items()
        }
        again = Prober(desk, [one for one in known if one.bound], everybody)
        with instead(without):
            control = prowl.run(again.probes(max(many // 10, 200)))
    return verdict(
        "probes",
        "leaks",
        many,
        len(found.leaks) + len(found.told_apart),
        len(control.leaks),
        f"0 leaks of {many} random probes; the control leaks once objects have no rule",
        {
            "visitors": len(everybody),
            "told_apart": len(found.told_apart),
            "shown": len(found.shown),
        },
    )
