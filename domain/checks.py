"""What is refused of a date, a duration, a percentage or a reason, whatever the aggregate."""

import re
from datetime import date

from domain.decider import Refused
from domain.facts.shared import Contexte, StaffLine
from domain.lists import Ground, Mode, Pole, Stage, Typologie
from domain.personal import Secret
from domain.roles import Role

DAY = 24 * 60
CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
FIRST_DAY = date(1990, 1, 1)
EPO_FIRST_DAY = date(2022, 1, 1)


def reason(text: str) -> str:
    """A correction without a reason is refused."""
    if not text.strip():
        raise Refused(
            "Il manque la raison : dites en quelques mots ce qui a changé.", field="reason"
        )
    return text.strip()


def why(text: str) -> Secret:
    """The reason as it is recorded: it may name a person, so it is sealed."""
    return Secret(reason(text))


def past(day: date, today: date, field: str) -> None:
    """The future is judged against the civil day in Paris (R23)."""
    if day > today:
        raise Refused(
            f"Le {french(day)} n’est pas encore passé : attendez ce jour pour le noter, "
            "ou corrigez la date.",
            field=field,
        )
    plausible(day, field)


def plausible(day: date, field: str) -> None:
    if day < FIRST_DAY:
        raise Refused(
            f"Le {french(day)} est trop ancien : le réseau n’existait pas. Corrigez l’année.",
            field=field,
        )


def french(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def contexte(asked: Contexte, today: date) -> None:
    """Everything that can be said of an entry without looking elsewhere (R23, R24, R36, R39)."""
    past(asked.occurred_on, today, "contexte.occurred_on")
    if not asked.staff:
        raise Refused("Indiquez au moins un salarié et ses minutes.", field="contexte.staff")
    for rank, line in enumerate(asked.staff):
        staff_line(line, today, f"contexte.staff.{rank}")
    conventions(asked)
    words(asked)


def staff_line(line: StaffLine, today: date, field: str) -> None:
    """A line is 1 to 1 440 minutes in all (R24)."""
    if min(line.contact, line.preparation, line.travel) < 0:
        raise Refused("Une durée ne peut pas être négative : corrigez les minutes.", field=field)
    if not 1 <= line.minutes <= DAY:
        raise Refused(
            f"{line.minutes} minutes pour une personne : indiquez entre 1 et 1 440 minutes "
            "(24 heures) par ligne ; une mission de plusieurs jours prend une ligne par jour.",
            field=field,
        )
    if line.day is not None:
        past(line.day, today, f"{field}.day")


def conventions(asked: Contexte) -> None:
    """Whole percents, each convention once, at most 100 in all (R39)."""
    field = "contexte.conventions"
    total = sum(charge.percent for charge in asked.conventions)
    if any(not 1 <= charge.percent <= 100 for charge in asked.conventions):
        raise Refused("Une convention prend de 1 à 100 % de l’entrée.", field=field)
    if len({charge.convention for charge in asked.conventions}) < len(asked.conventions):
        raise Refused("La même convention est citée deux fois : additionnez.", field=field)
    if total > 100:
        raise Refused(
            f"Ces conventions totalisent {total} %. Retirez {total - 100} points à l’une d’elles.",
            field=field,
        )


def words(asked: Contexte) -> None:
    """The coded fields hold known codes."""
    if asked.start is not None and not CLOCK.fullmatch(asked.start):
        raise Refused(
            f"« {asked.start} » n’est pas une heure : écrivez par exemple 14:00.",
            field="contexte.start",
        )
    if asked.mode is not None:
        one_of(asked.mode, Mode, "mode", "contexte.mode")
    if asked.pole is not None:
        one_of(asked.pole, Pole, "pôle", "contexte.pole")
    if asked.pole == Pole.EPO and asked.occurred_on < EPO_FIRST_DAY:
        raise Refused(
            "Le pôle EPO existe depuis 2022 : choisissez un autre pôle pour cette date.",
            field="contexte.pole",
        )
    odds(asked.odd, "contexte.odd")


def odds(asked: tuple[int, ...], field: str) -> None:
    if any(not 1 <= odd <= 17 for odd in asked):
        raise Refused("Les ODD vont de 1 à 17 : corrigez leur numéro.", field=field)


def one_of(
    value: str, known: type[Ground | Role | Mode | Pole | Stage | Typologie], word: str, field: str
) -> None:
    if value not in {member.value for member in known}:
        choices = ", ".join(member.value for member in known)
        raise Refused(
            f"« {value} » n’est pas un {word} connu. Choisissez : {choices}.", field=field
        )
