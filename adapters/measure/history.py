"""A long history of a réseau that does not exist: the same lines for the same seed.

Eight lines in ten are entries with one subject (one in ten of them on a project), one in seven
belongs to a gathering of 5 to 15 structures, the rest registers, amends, takes back and merges.
One entry in twenty has a summary, one in twenty is charged to a convention; summaries, titles of
gatherings and reasons are sealed, as everywhere.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from adapters.journal.mapper import ENCODER, salted
from adapters.reference import communes
from adapters.vault.envelope import DataKey, Place, new_key, seal
from adapters.vault.master_key import MasterKey
from domain.facts import actor, actor_entries, actor_presence, gathering, project, project_entries
from domain.facts import salarie as salaries
from domain.facts.convention import ConventionSigned
from domain.facts.shared import Changes, Charge, Contexte, Event, StaffLine
from domain.lists import Typologie

FIRST_DAY = date(2012, 1, 1)
DAYS = 3_650
START = datetime(2012, 1, 1, 6, tzinfo=UTC)
SPAN = timedelta(days=DAYS)
SALARIES = 7
POLES = ("CID", "ECSI", "MEIJ", "EPO")
MINUTES = (15, 30, 45, 60, 90, 120)
SUMMARY = "Point sur le dossier, puis la suite du projet. " * 3
MODES = ("presentiel", "visio", "telephone", "courriel")
KINDS = ("rendez_vous", "rendez_vous", "relecture", "sollicitation", "recensement", "entretien")
GROUPS = ("groupe_pays", "atelier_collectif", "webinaire", "commission")
TYPOLOGIES = tuple(Typologie)

Row = tuple[UUID, int, int, datetime, UUID, str, str, bytes]


class Logged(NamedTuple):
    """An entry that a later line may put right."""

    interaction: UUID
    holder: UUID
    type: str


class History:
    """Rows of journal.entries, in order of position; `keys` are those of the texts sealed."""

    def __init__(
        self, size: int, actors: int, master: MasterKey, merges: float = 0.0002, seed: int = 59
    ) -> None:
        self.size, self.master, self.merges = size, master, merges
        self.chance = Random(seed)  # noqa: S311  # a made-up history needs no cryptography
        self.actors = [self.id() for _ in range(actors)]
        self.projects = [self.id() for _ in range(max(1, actors // 20))]
        self.salaries = [self.id() for _ in range(SALARIES)]
        self.conventions = [self.id() for _ in range(3)]
        self.towns = sorted(communes())
        self.versions: dict[UUID, int] = {}
        self.recent: list[Logged] = []
        self.merged: set[UUID] = set()
        self.keys: list[DataKey] = []
        self.position = 0
        self.command, self.at = UUID(int=0), START

    def id(self) -> UUID:
        """Random, as a browser makes one."""
        bits = self.chance.getrandbits(128) & ~(0xF << 76) & ~(0x3 << 62)
        return UUID(int=bits | (0x4 << 76) | (0x2 << 62))

    def rows(self) -> Iterator[Row]:
        """At least `size` lines; the last command is never cut."""
        yield from self.records()
        while self.position < self.size:
            draw = self.chance.random()
            if draw < 0.936 or not self.recent:  # there must be something to put right
                yield self.individual()
            elif draw < 0.951:
                yield from self.group()
            elif draw < 0.985:
                yield self.amended()
            elif draw < 1 - self.merges:
                yield self.retracted()
            else:
                yield from self.merge()

    def line(self, key: UUID, event: Event, command: UUID) -> Row:
        self.position += 1
        version = self.versions[key] = self.versions.get(key, 0) + 1
        if command != self.command:  # one instant a command, as the journal has it
            self.command, self.at = command, START + SPAN * (self.position / self.size)
        state = salted(ENCODER.encode(event))
        tag = str(event.__struct_config__.tag)
        return (key, version, self.position, self.at, command, "Salarié 1", tag, state)

    def records(self) -> Iterator[Row]:
        for key in self.salaries:
            pole = self.chance.choice(POLES)
            joined = salaries.SalarieJoined("Salarié", "lille", pole, FIRST_DAY)
            yield self.line(key, joined, self.id())
            contract = salaries.SalarieContractChanged(2_100, 80, FIRST_DAY)
            yield self.line(key, contract, self.id())
        last = FIRST_DAY + timedelta(days=DAYS)
        for key in self.conventions:
            signed = ConventionSigned("Région", "Programme annuel", FIRST_DAY, last)
            yield self.line(key, signed, self.id())
        for rank, key in enumerate(self.actors, 1):
            yield self.line(key, self.registered(rank), self.id())
        for rank, key in enumerate(self.projects, 1):
            porteur = self.chance.choice(self.actors)
            opened = project.ProjectOpened(f"Projet {rank}", porteur, countries=("ML",))
            yield self.line(key, opened, self.id())

    def registered(self, rank: int) -> Event:
        return actor.ActorRegistered(
            f"Structure {rank}",
            self.chance.choice(TYPOLOGIES),
            self.chance.choice(self.towns) if rank % 20 else None,
            effective_on=FIRST_DAY,
            source="mesure",
            generated=True,
        )

    def day(self) -> date:
        back = int(self.chance.random() ** 4 * 60)
        return FIRST_DAY + timedelta(days=max(0, DAYS * self.position // self.size - back))

    def contexte(self, staff: int, **more: Any) -> Contexte:
        lines = tuple(
            StaffLine(key, self.chance.choice(MINUTES), self.chance.choice((0, 15, 30)))
            for key in self.chance.sample(self.salaries, staff)
        )
        return Contexte(
            self.day(),
            lines,
            mode=self.chance.choice(MODES),
            pole=self.chance.choice(POLES),
            countries=(self.chance.choice(("ML", "SN", "BF", "MG")),),
            **more,
        )

    def charges(self) -> tuple[Charge, ...]:
        if self.chance.random() > 0.05:
            return ()
        return (Charge(self.chance.choice(self.conventions), 60),)

    def standing(self) -> UUID:
        while (key := self.chance.choice(self.actors)) in self.merged:
            pass
        return key

    def individual(self) -> Row:
        entry, kind = self.id(), self.chance.choice(KINDS)
        on_project = self.chance.random() < 0.1
        facts = project_entries.BY_KIND if on_project else actor_entries.BY_KIND
        holder = self.chance.choice(self.projects) if on_project else self.standing()
        contexte = self.contexte(2 if self.chance.random() < 0.1 else 1, conventions=self.charges())
        resume = self.text(holder, "resume", SUMMARY) if self.chance.random() < 0.05 else None
        self.remember(Logged(entry, holder, "project" if on_project else "actor"))
        return self.line(holder, facts[kind](entry, contexte, resume), self.id())

    def text(self, holder: UUID, field: str, words: str) -> Any:
        """A text of the next line of a stream, in its box."""
        key = new_key(self.master)
        self.keys.append(key)
        place = Place(holder, self.versions.get(holder, 0) + 1, field)
        return seal(words, key, place)

    def remember(self, logged: Logged) -> None:
        """Amendments mostly speak of the last weeks, sometimes of long ago."""
        self.recent.append(logged)
        if len(self.recent) > 4_000:
            del self.recent[200:3_000]

    def group(self) -> Iterator[Row]:
        key, command, kind = self.id(), self.id(), self.chance.choice(GROUPS)
        title = self.text(key, "titre", "Rencontre du printemps")
        yield self.line(key, gathering.GatheringHeld(kind, self.contexte(2), title), command)
        came = {self.standing() for _ in range(self.chance.randint(5, 15))}
        for rank, one in enumerate(sorted(came), 1):
            yield self.line(one, actor_presence.BY_KIND[kind](key, rank), command)

    def amended(self) -> Row:
        logged = self.chance.choice(self.recent)
        fact = FACTS[logged.type][0]
        changes = Changes(staff=self.contexte(1).staff)
        reason = self.text(logged.holder, "reason", "Durée mal notée")
        return self.line(logged.holder, fact(logged.interaction, changes, reason), self.id())

    def retracted(self) -> Row:
        """Each entry at most once: taken back, it is forgotten here."""
        logged = self.recent.pop(self.chance.randrange(len(self.recent)))
        fact = FACTS[logged.type][1]
        reason = self.text(logged.holder, "reason", "Notée deux fois")
        return self.line(logged.holder, fact(logged.interaction, reason), self.id())

    def merge(self) -> Iterator[Row]:
        gone, stays, command = self.standing(), self.standing(), self.id()
        if gone == stays or len(self.merged) * 50 > len(self.actors):
            return
        self.merged.add(gone)
        why = [self.text(one, "reason", "Même structure") for one in (gone, stays)]
        yield self.line(gone, actor.ActorMergedInto(stays, why[0]), command)
        yield self.line(stays, actor.ActorAbsorbed(gone, why[1]), command)


FACTS: dict[str, tuple[type[Any], type[Any]]] = {
    "actor": (actor_entries.ActorInteractionAmended, actor_entries.ActorInteractionRetracted),
    "project": (
        project_entries.ProjectInteractionAmended,
        project_entries.ProjectInteractionRetracted,
    ),
}
