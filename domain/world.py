"""What a decision may ask of the outside: it comes in, the domain never fetches it."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from domain.aggregates.actor import ACTOR
from domain.aggregates.actor_state import Actor
from domain.aggregates.convention import CONVENTION, Convention
from domain.aggregates.gathering import GATHERING, Gathering
from domain.aggregates.person import PERSON, Person, stream_of
from domain.aggregates.project import PROJECT, Project
from domain.aggregates.salarie import SALARIE, Salarie
from domain.decider import Decider, Refused
from domain.dispositifs import BY_TAG

HOLDERS: dict[str, Decider[Any]] = {
    "actor": ACTOR,
    "project": PROJECT,
    "gathering": GATHERING,
    "salarie": SALARIE,
}


class Step(NamedTuple):
    """One decider, one stream, one thing asked of it."""

    decider: Decider[Any]
    subject: UUID
    asked: Any


def nobody(_: UUID) -> date | None:
    return None


def no_text(_: str) -> bool:
    return False


class Said(NamedTuple):
    """How the texts of an entry read now; None where there is none."""

    titre: str | None = None
    lieu: str | None = None
    resume: str | None = None
    next_step: tuple[str, date | None, UUID | None] | None = None


class World(NamedTuple):
    """`today` is the civil day in Paris; `holder_of` says on which aggregate an entry stands.

    `why_not_commune` and `why_not_country` answer None for a known code, else a French sentence.
    `said` opens the texts of an entry: states hold none to compare with.
    `last_sign` is the last day a contact or a natural person was seen or registered, None for who
    is neither; `free_text` tells the key of a free text from a person's own, and from none.
    """

    today: date
    load: Callable[[Decider[Any], UUID], Any]
    holder_of: Callable[[UUID], tuple[str, UUID] | None]
    next_rank: Callable[[UUID], int]
    why_not_commune: Callable[[str], str | None]
    why_not_country: Callable[[str], str | None]
    said: Callable[[UUID], Said]
    last_sign: Callable[[UUID], date | None] = nobody
    free_text: Callable[[str], bool] = no_text

    def actor(self, key: UUID) -> Actor:
        state: Actor = self.load(ACTOR, key)
        return state

    def project(self, key: UUID) -> Project:
        state: Project = self.load(PROJECT, key)
        return state

    def gathering(self, key: UUID) -> Gathering:
        state: Gathering = self.load(GATHERING, key)
        return state

    def salarie(self, key: UUID) -> Salarie:
        state: Salarie = self.load(SALARIE, key)
        return state

    def convention(self, key: UUID) -> Convention:
        state: Convention = self.load(CONVENTION, key)
        return state

    def person(self, key: UUID) -> Person:
        """By the id it goes by everywhere: its stream has another."""
        state: Person = self.load(PERSON, stream_of(key))
        return state

    def commune(self, code: str | None, field: str) -> None:
        """Refuse an unknown commune."""
        if code is not None and (why := self.why_not_commune(code)):
            raise Refused(why, field=field)

    def countries(self, codes: tuple[str, ...], field: str) -> None:
        for code in codes:
            if why := self.why_not_country(code):
                raise Refused(why, field=field)

    def dispositifs(self, tags: tuple[str, ...], field: str) -> None:
        for tag in tags:
            if tag not in BY_TAG:
                known = ", ".join(BY_TAG)
                raise Refused(
                    f"Le dispositif « {tag} » est inconnu. Choisissez : {known}.", field=field
                )

    def registered(self, actor: UUID, field: str) -> None:
        if not self.actor(actor).registered:
            raise Refused("Cet acteur est inconnu : inscrivez-le d’abord.", field=field)

    def signed(self, convention: UUID, field: str) -> None:
        if self.convention(convention).first is None:
            raise Refused("Cette convention est inconnue : enregistrez-la d’abord.", field=field)
