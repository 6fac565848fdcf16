"""Which conventions may entries be charged to? Their periods are made up and say so; no amount."""

from datetime import date, datetime
from uuid import UUID

from adapters.demo.chance import Chance, key
from adapters.demo.script import OPENING, PARIS, Script
from domain.commands.salaries import SignConvention
from domain.commands.shared import ChargeAsked
from domain.lists import Pole

BAILLEURS = {
    "socle": ("MEAE et Région Hauts-de-France", "Socle du réseau"),
    "recital": ("Agence française de développement", "Récital-ODD"),
    "fonjep": ("FONJEP", "Postes et volontariat"),
    "drajes": ("DRAJES Hauts-de-France", "Tête de réseau jeunesse"),
    "eau": ("Agence de l'Eau Artois-Picardie", "Eau et assainissement"),
}
OF_POLE = {
    Pole.ECSI: {"recital": 4.0, "socle": 1.0},
    Pole.MEIJ: {"fonjep": 2.0, "drajes": 2.0, "socle": 1.0},
    Pole.CID: {"socle": 4.0, "eau": 1.0},
    Pole.EPO: {"socle": 1.0},
}


def convention(name: str, year: int) -> UUID:
    return key("convention", name, year)


def sign_conventions(script: Script) -> None:
    """One a year and a bailleur."""
    for year in (2021, 2022):
        for name, (bailleur, what) in BAILLEURS.items():
            asked = SignConvention(
                convention(name, year),
                bailleur,
                f"{what} {year} (période générée)",
                date(year, 1, 1),
                date(year, 12, 31),
            )
            script.tell(OPENING if year == 2021 else datetime(2022, 1, 3, 9, tzinfo=PARIS), asked)


def charges(pole: Pole | None, day: date, chance: Chance) -> tuple[ChargeAsked, ...]:
    """A third of the entries of a pôle, to one convention, whole, half or a quarter."""
    if pole is None or not chance.happens(0.35):
        return ()
    name = chance.one_of(OF_POLE[pole])
    return (ChargeAsked(convention(name, day.year), chance.choice((25, 50, 100))),)
