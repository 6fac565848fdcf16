"""What every maker of entries has at hand, and how an entry is put into words and noted."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from adapters.demo.chance import Chance, key
from adapters.demo.contacts import Contacts
from adapters.demo.conventions import charges
from adapters.demo.diary import Diary
from adapters.demo.projects import Projects
from adapters.demo.script import Script, soon_after
from adapters.demo.team import Member
from domain.commands.entries import LogInteraction
from domain.commands.shared import ContexteAsked, StaffAsked
from domain.dispositifs import BY_TAG
from domain.lists import Mode, Pole


class Noted(NamedTuple):
    """An entry as it was written down, for whoever puts it right later."""

    at: datetime
    by: Member
    asked: LogInteraction


class Desk:
    def __init__(self, script: Script, chance: Chance, seed: int) -> None:
        self.script, self.chance = script, chance
        self.diary, self.projects = Diary(chance), Projects()
        self.contacts = Contacts(script, seed)
        self.noted: list[Noted] = []
        self.ids = 0

    def new_id(self) -> UUID:
        self.ids += 1
        return key("entree", self.ids)

    def note(self, by: Member, asked: LogInteraction, at: datetime | None = None) -> Noted:
        """Told to the script, mostly within the week."""
        when = at or soon_after(asked.contexte.occurred_on, self.chance)
        self.script.tell(when, asked, by.author)
        self.noted.append(Noted(when, by, asked))
        return self.noted[-1]

    def spent(self, team: Sequence[Member], day: date, minutes: Sequence[int]) -> StaffAsked:
        """The line of the first of the team, put in the diary."""
        contact, preparation, travel = minutes
        self.diary.spend(team[0], day, contact + preparation + travel)
        return StaffAsked(team[0].id, contact, preparation, travel)

    def contexte(
        self,
        day: date,
        staff: Sequence[StaffAsked],
        pole: Pole | None,
        dispositif: str | None = None,
        **more: object,
    ) -> ContexteAsked:
        """With the conventions that the pôle's work is mostly charged to."""
        told = pole or (BY_TAG[dispositif].pole if dispositif else None)
        return ContexteAsked(
            occurred_on=day,
            staff=tuple(staff),
            pole=pole.value if pole else None,
            dispositif=dispositif,
            conventions=charges(told, day, self.chance),
            **more,  # type: ignore[arg-type]  # each maker names fields of the context
        )

    def mode(self, day: date) -> str:
        """2021 met mostly on screen; 2022 is « l'année des retrouvailles »."""
        if day.year == 2021:
            weights = {Mode.VISIO: 5.0, Mode.PRESENTIEL: 3.0, Mode.HYBRIDE: 1.0}
        else:
            weights = {Mode.VISIO: 2.5, Mode.PRESENTIEL: 6.0, Mode.HYBRIDE: 1.5}
        return self.chance.one_of(weights).value
