"""Convention: a period in which entries may be charged to a funder."""

from datetime import date

from msgspec import Struct

from domain import checks
from domain.commands.salaries import SignAvenant, SignConvention
from domain.decider import Decider, Refused
from domain.facts import convention as facts
from domain.facts.shared import Event


class Convention(Struct, frozen=True):
    first: date | None = None
    last: date | None = None
    intitule: str = ""

    def refuse_unless_open(self, day: date) -> None:
        """A convention takes only entries dated in its period (R39)."""
        if self.first is None or self.last is None:
            raise Refused(
                "Cette convention est inconnue : enregistrez-la d’abord.",
                field="contexte.conventions",
            )
        if not self.first <= day <= self.last:
            raise Refused(
                f"La convention « {self.intitule} » va du {checks.french(self.first)} au "
                f"{checks.french(self.last)} : l’entrée du {checks.french(day)} n’y entre pas.",
                field="contexte.conventions",
            )


def decide(convention: Convention, command: SignConvention | SignAvenant) -> list[Event]:
    if command.last < command.first:
        raise Refused("La convention finit avant de commencer : vérifiez les dates.", field="last")
    match command:
        case SignConvention() if convention.first:
            raise Refused("Cette convention est déjà enregistrée.", field="convention")
        case SignConvention(bailleur=bailleur, intitule=intitule, first=first, last=last):
            return [facts.ConventionSigned(bailleur, intitule, first, last)]
        case SignAvenant() if convention.first is None:
            raise Refused(
                "Cette convention est inconnue : enregistrez-la d’abord.", field="convention"
            )
        case SignAvenant(first=first, last=last, reason=reason):
            if (convention.first, convention.last) == (first, last):
                return []
            return [facts.ConventionAvenantSigned(first, last, checks.why(reason))]


def evolve(convention: Convention, event: Event) -> Convention:
    match event:
        case facts.ConventionSigned(first=first, last=last, intitule=intitule):
            return Convention(first, last, intitule)
        case facts.ConventionAvenantSigned(first=first, last=last):
            return Convention(first, last, convention.intitule)
    return convention


CONVENTION = Decider(Convention(), decide, evolve, "convention")
