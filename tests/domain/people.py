"""The same few structures, projects and salariés in every test, by name."""

from datetime import date
from typing import Any
from uuid import UUID

from domain.commands.actors import Identity, RecordContact, RegisterActor
from domain.commands.entries import AmendInteraction, LogInteraction
from domain.commands.projects import OpenProject
from domain.commands.salaries import JoinSalarie, SignConvention
from domain.commands.shared import ChangesAsked, ContexteAsked, Present, StaffAsked
from domain.facts.shared import Contexte, StaffLine
from tests.domain.network import Network, key

DAY = date(2022, 3, 15)
LATER = date(2022, 4, 20)
MEAE = key("convention MEAE")
ONE, TWO = key("Salarié 1"), key("Salarié 2")
ARRAS, LILLE, AMIENS = key("Ville d'Arras"), key("Ville de Lille"), key("Amiens Métropole")
FORAGE = key("Un forage à Kati")
ENTRY = key("une entrée")
NOBODY = key("inconnu")
OTHER = key("une autre entrée")
FUTURE = date(2023, 1, 10)


def asked(*salaries: UUID, on: date = DAY, minutes: int = 60, **more: Any) -> ContexteAsked:
    staff = tuple(StaffAsked(salarie, contact=minutes) for salarie in salaries or (ONE,))
    return ContexteAsked(on, staff, **more)


def told(*salaries: UUID, on: date = DAY, minutes: int = 60, **more: Any) -> Contexte:
    """The same context, as a fact tells it."""
    staff = tuple(StaffLine(salarie, contact=minutes) for salarie in salaries or (ONE,))
    return Contexte(on, staff, **more)


def log(kind: str, *actors: UUID, contexte: ContexteAsked | None = None, **more: Any) -> Any:
    present = tuple(Present(actor=actor) for actor in actors)
    more = {"interaction": ENTRY, "present": present, **more}
    return LogInteraction(kind=kind, contexte=contexte or asked(), **more)


def amend(why: str = "date mal notée", **changes: Any) -> AmendInteraction:
    return AmendInteraction(ENTRY, why, ChangesAsked(**changes))


def contact_of(actor: UUID, person: UUID, on: date = DAY) -> RecordContact:
    return RecordContact(actor, person, "élue", Identity("Nom"), "contrat", on)


TEAM = (
    JoinSalarie(ONE, "Salarié 1", "lille", date(2021, 1, 4), "CID"),
    JoinSalarie(TWO, "Salarié 2", "amiens", date(2022, 1, 3)),
    RegisterActor(ARRAS, "Ville d'Arras", "collectivite_territoriale", "62041"),
    RegisterActor(LILLE, "Ville de Lille", "collectivite_territoriale", "59350"),
    RegisterActor(AMIENS, "Amiens Métropole", "collectivite_territoriale", "80021"),
    OpenProject(FORAGE, "Un forage à Kati", ARRAS, countries=("ML",)),
    SignConvention(MEAE, "MEAE", "Convention 2022", date(2022, 1, 1), date(2022, 12, 31)),
)
"""Two salariés, three structures, one project of Arras, one convention for 2022."""


def team() -> Network:
    return Network().given(*TEAM)
