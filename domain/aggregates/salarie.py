"""Salarie: arrival, contract, leave, departure: capacity in dated facts (R32, R35)."""

from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain import checks
from domain.aggregates import entries
from domain.aggregates.entries import Entries, held
from domain.commands import salaries as ask
from domain.decider import Decider, Refused
from domain.facts import salarie as facts
from domain.facts.shared import Event
from domain.lists import Bureau, Pole
from domain.steps import Amend, Log, Restore, Retract


class Salarie(Struct, frozen=True):
    """Only what the rules below need to know."""

    joined: date | None = None
    departed: date | None = None
    repere: str = ""
    leaves: dict[UUID, tuple[date, date, bool]] = {}
    contract: facts.SalarieContractChanged | None = None
    pole: tuple[str | None, date] | None = None
    bureau: tuple[str, date] | None = None
    entries: Entries = {}

    def refuse_unless_there(self, day: date, field: str) -> None:
        """Minutes are accepted from the first to the last day (R35)."""
        if self.joined is None:
            raise Refused("Ce salarié est inconnu : choisissez-le dans la liste.", field=field)
        if day < self.joined:
            raise Refused(
                f"{self.repere} est dans l’équipe depuis le {checks.french(self.joined)} : "
                f"pas de minutes le {checks.french(day)}.",
                field=field,
            )
        if self.departed is not None and day > self.departed:
            raise Refused(
                f"{self.repere} a quitté l’équipe le {checks.french(self.departed)} : "
                f"pas de minutes le {checks.french(day)}.",
                field=field,
            )


def decide(salarie: Salarie, command: object) -> list[Event]:
    match command:
        case ask.JoinSalarie() if salarie.joined:
            raise Refused("Ce salarié est déjà dans l’équipe.", field="salarie")
        case ask.JoinSalarie(repere=repere, bureau=bureau, pole=pole, on=on, accompagne=yes):
            known_bureau(bureau)
            known_pole(pole)
            return [facts.SalarieJoined(repere, bureau, pole, on, yes)]
        case _ if salarie.joined is None:
            raise Refused("Ce salarié est inconnu : choisissez-le dans la liste.", field="salarie")
        case ask.DepartSalarie(last_day=day) if day < salarie.joined:
            raise Refused("Le départ précède l’arrivée : vérifiez la date.", field="last_day")
        case ask.DepartSalarie(last_day=day):
            return [] if salarie.departed == day else [facts.SalarieDeparted(day)]
        case Log() | Amend() | Retract() | Restore():
            return decide_entry(salarie, command)
        case _:
            return decide_capacity(salarie, command)


def decide_capacity(salarie: Salarie, command: object) -> list[Event]:
    match command:
        case ask.ChangeContract(weekly=weekly, share=share, since=since, days=days):
            fact = facts.SalarieContractChanged(weekly, share, since, tuple(sorted(set(days))))
            return [] if salarie.contract == fact else [fact]
        case ask.RecordLeave(first=first, last=last) if last < first:
            raise Refused("Le congé finit avant de commencer : vérifiez les dates.", field="last")
        case ask.RecordLeave(leave=leave, first=first, last=last, half=half):
            known = salarie.leaves.get(leave)
            if known == (first, last, half):
                return []
            if known is not None:
                raise Refused(
                    "Ce congé est déjà noté avec d’autres dates : annulez-le, puis notez-le.",
                    field="leave",
                )
            return [facts.SalarieLeaveRecorded(leave, first, last, half)]
        case ask.CancelLeave(leave=leave):
            return [facts.SalarieLeaveCancelled(leave)] if leave in salarie.leaves else []
        case ask.ChangePole(pole=pole, since=since):
            known_pole(pole)
            return [] if salarie.pole == (pole, since) else [facts.SalariePoleChanged(pole, since)]
        case ask.ChangeBureau(bureau=bureau, since=since):
            known_bureau(bureau)
            same = salarie.bureau == (bureau, since)
            return [] if same else [facts.SalarieBureauChanged(bureau, since)]
    raise TypeError(command)


def decide_entry(salarie: Salarie, step: Log | Amend | Retract | Restore) -> list[Event]:
    match step:
        case Log(interaction=key) if key in salarie.entries:
            raise Refused("Ce temps est déjà noté.", field="interaction")
        case Log():
            return [
                facts.SalarieTempsInterneLogged(
                    step.interaction,
                    step.contexte,
                    step.resume,
                    step.next_step,
                    step.titre,
                    **step.detail,  # type: ignore[arg-type]  # the kind's own optional fields
                )
            ]
        case Amend():
            return [*entries.amended(salarie.entries, step, facts.SalarieTempsInterneAmended)]
        case Retract():
            return [*entries.retracted(salarie.entries, step, facts.SalarieTempsInterneRetracted)]
        case Restore():
            return [*entries.restored(salarie.entries, step, facts.SalarieRetractionWithdrawn)]


def known_pole(pole: str | None) -> None:
    if pole is not None and pole not in set(Pole):
        raise Refused(f"« {pole} » n’est pas un pôle : {', '.join(Pole)}.", field="pole")


def known_bureau(bureau: str) -> None:
    if bureau not in set(Bureau):
        raise Refused(f"« {bureau} » n’est pas un bureau : {', '.join(Bureau)}.", field="bureau")


def evolve(salarie: Salarie, event: Event) -> Salarie:
    match event:
        case facts.SalarieJoined(on=on, repere=repere, pole=pole, bureau=bureau):
            return replace(salarie, joined=on, repere=repere, pole=(pole, on), bureau=(bureau, on))
        case facts.SalarieDeparted(last_day=day):
            return replace(salarie, departed=day)
        case facts.SalarieContractChanged():
            return replace(salarie, contract=event)
        case facts.SalarieLeaveRecorded(leave=leave, first=first, last=last, half=half):
            return replace(salarie, leaves={**salarie.leaves, leave: (first, last, half)})
        case facts.SalarieLeaveCancelled(leave=leave):
            kept = {key: span for key, span in salarie.leaves.items() if key != leave}
            return replace(salarie, leaves=kept)
        case facts.SalariePoleChanged(pole=pole, since=since):
            return replace(salarie, pole=(pole, since))
        case facts.SalarieBureauChanged(bureau=bureau, since=since):
            return replace(salarie, bureau=(bureau, since))
        case facts.SalarieTempsInterneLogged(interaction=key, contexte=contexte):
            entry = held(contexte, event.kind)
            return replace(salarie, entries={**salarie.entries, key: entry})
    return replace(salarie, entries=entries.evolved(salarie.entries, event))


SALARIE = Decider(Salarie(), decide, evolve, "salarie")
