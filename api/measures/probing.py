"""What a prober tries: any address with any id, the true ones in the wrong places first."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple
from uuid import UUID

from api.accounts.desk import Desk
from api.measures.asgi import Asked, get
from api.measures.matrix_cells import OBJECTS, OTHER, Way, asked_command, form
from api.measures.stage import FAR, NEAR, SIDES, key
from api.measures.visitors import Visitor

KINDS = ("salarie", "convention", "actor", "project", "person", "entree", "beside")
WORDS = {
    "q": ("canari", "", "a"),
    "cherche": ("canari", ""),
    "connu_au": ("1", "9", "2999-01-01", "30"),
    "du": ("2019-01-01",),
    "au": ("2999-01-01",),
    "par": ("salarie", "convention", "acteur", "total", "typologie", "pole"),
    "niveau": ("commune", "region"),
    "limite": ("1", "100000"),
    "tout": ("1",),
    "mesure": ("travaille_avec", "participations"),
    "retour": ("//ailleurs.example", "/journal"),
}
ABOUT = {
    "acteur": "actor",
    "projet": "project",
    "salarie": "salarie",
    "personne": "person",
    "entree": "entree",
    "compte": "",
    "present": "actor",
}
"""What the words of an address name."""


class Probe(NamedTuple):
    """`twin`: the same with an id of nobody, where both must answer alike."""

    visitor: Visitor
    asked: Asked
    twin: Asked | None = None


class Prober:
    """Random, pages and questions more often than the rest; the same choices at every run."""

    def __init__(self, desk: Desk, ways: Sequence[Way], everybody: Sequence[Visitor]) -> None:
        self.chance = Random(17)  # noqa: S311 - what is tried, no secret
        self.ways, self.everybody = ways, everybody
        self.reads = [one for one in ways if one.method == "GET" and one.objects]
        self.reads += [one for one in ways if one.name.startswith("question ")]
        self.ids = [key(kind, side) for kind in KINDS for side in SIDES]
        self.ids += [one.account for one in everybody if one.account]
        self.ids += secret_ids(desk)

    def probes(self, many: int) -> Iterator[Probe]:
        for _ in range(many):
            yield self.probe(self.chance.choice(self.everybody))

    def probe(self, who: Visitor) -> Probe:
        way = self.chance.choice(self.reads if self.chance.random() < 0.6 else self.ways)
        if way.command:
            return Probe(who, asked_command(way, self.chance.choice([NEAR, FAR])))
        template = way.target
        target = self.filled(template, self.known)
        if way.method != "GET":
            return Probe(who, form(FAR, target))
        words = self.words()
        far = {name: key(name, FAR) for name in OBJECTS}
        if way.bound and who.name == "auditeur" and self.chance.random() < 0.5:
            here, nowhere = self.filled(template, far.__getitem__), self.filled(template, self.new)
            return Probe(who, get(joined(here, words)), get(joined(nowhere, words)))
        return Probe(who, get(joined(target, words)))

    def filled(self, template: str, named: object) -> str:
        for name in OBJECTS:
            template = template.replace(f"{{{name}}}", str(named(name)))  # type: ignore[operator]  # both take a name
        for name, value in OTHER.items():
            template = template.replace(f"{{{name}}}", value)
        return template

    def known(self, name: str) -> UUID:
        """Most often an id of the right kind, else one that is at home elsewhere, or nowhere."""
        kind, chance = ABOUT.get(name, name), self.chance.random()
        if kind in KINDS and chance < 0.6:
            return key(kind, self.chance.choice(SIDES))
        return self.chance.choice(self.ids) if chance < 0.9 else self.new(name)

    def new(self, _: str) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def words(self) -> list[str]:
        chosen = self.chance.sample(sorted(WORDS), self.chance.choice([0, 0, 1, 2]))
        told = [f"{name}={self.chance.choice(WORDS[name])}" for name in chosen]
        if self.chance.random() < 0.4:
            about = self.chance.choice(sorted(ABOUT))
            told.append(f"{about}={self.known(about)}")
        return told


def joined(target: str, words: list[str]) -> str:
    if not words:
        return target
    return f"{target}{'&' if '?' in target else '?'}{'&'.join(words)}"


def secret_ids(desk: Desk) -> list[UUID]:
    """Of other accounts' sessions and tokens: shown to their holders, worth nothing elsewhere."""
    with desk.rows() as connection:
        rows = connection.execute(
            "SELECT id FROM access.session UNION ALL SELECT id FROM access.token"
        ).fetchall()
    return [row[0] for row in rows]
