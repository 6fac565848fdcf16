"""How is this number, duration or date written in French?

Everything a template shows goes through here, so that a figure reads the same on every
page. Values stay exact until this point; halves are rounded away from zero (R22).
"""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

Number = int | float | Decimal | Fraction

PARIS = ZoneInfo("Europe/Paris")
NBSP = "\u00a0"
THIN = "\u202f"
MINUS = "\u2212"

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
SHORT_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)


def exact(value: Number) -> Fraction:
    """The value as written: a float counts for its shortest decimal, not for its bits."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def scaled(value: Number, places: int) -> int:
    """The value in units of its last shown decimal, halves away from zero."""
    shifted = abs(exact(value)) * Fraction(10) ** places
    size = (2 * shifted.numerator + shifted.denominator) // (2 * shifted.denominator)
    return -size if exact(value) < 0 else size


def grouped(digits: int) -> str:
    return f"{digits:,}".replace(",", THIN)


def decimal(value: Number, places: int = 1) -> str:
    """16.5 → « 16,5 » ; −1234.56 → « −1 234,6 »."""
    units = scaled(value, places)
    sign = MINUS if units < 0 else ""
    integer, rest = divmod(abs(units), 10**places)
    tail = f",{rest:0{places}d}" if places else ""
    return f"{sign}{grouped(integer)}{tail}"


def whole(value: Number) -> str:
    return decimal(value, 0)


def percent(value: Number, places: int = 1) -> str:
    return f"{decimal(value, places)}{NBSP}%"


def hours(minutes: int) -> str:
    """375 → « 6 h 15 » : the form of columns and totals."""
    sign = MINUS if minutes < 0 else ""
    full, rest = divmod(abs(minutes), 60)
    return f"{sign}{grouped(full)}{NBSP}h{NBSP}{rest:02d}"


def duration(minutes: int) -> str:
    """45 → « 45 min », 90 → « 1 h 30 » : the form of sentences."""
    return hours(minutes) if abs(minutes) >= 60 else f"{whole(minutes)}{NBSP}min"


def plural(count: Number, singular: str, several: str | None = None) -> str:
    """French counts several from two on: « 0 structure », « 1,5 heure », « 2 structures »."""
    if abs(exact(count)) < 2:
        return singular
    return several if several is not None else f"{singular}s"


def counted(count: int, singular: str, several: str | None = None) -> str:
    return f"{whole(count)}{NBSP}{plural(count, singular, several)}"


def gap(missing: Number) -> str:
    """How far from the regional mean, in structures (R21: positive is missing)?"""
    units = scaled(missing, 0)
    if units > 0:
        return f"il en manque{NBSP}{whole(units)}"
    return f"{whole(-units)}{NBSP}de plus" if units else "à la moyenne"


def ordinal_day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def day_long(day: date) -> str:
    """« 20 novembre 2026 »."""
    return f"{ordinal_day(day)}{NBSP}{MONTHS[day.month - 1]}{NBSP}{day.year}"


def day_full(day: date) -> str:
    """« vendredi 20 novembre 2026 »."""
    return f"{DAYS[day.weekday()]} {day_long(day)}"


def day_short(day: date) -> str:
    """« ven. 20 nov. 2026 »."""
    name = DAYS[day.weekday()][:3]
    month = SHORT_MONTHS[day.month - 1]
    return f"{name}.{NBSP}{ordinal_day(day)}{NBSP}{month}{NBSP}{day.year}"


def day_near(day: date, today: date) -> str:
    """How would one say this day in a sentence written today?"""
    near = {0: "aujourd’hui", 1: "hier"}
    return near.get((today - day).days) or f"le {day_full(day)}"


def clock(moment: datetime) -> str:
    local = moment.astimezone(PARIS)
    return f"{local.hour}{NBSP}h{NBSP}{local.minute:02d}"


def instant(moment: datetime) -> str:
    """« 22 novembre 2026, 14 h 02 », on the clocks of Paris."""
    return f"{day_long(moment.astimezone(PARIS).date())}, {clock(moment)}"


def week(label: str) -> str:
    """« 2022-W38 » → « semaine 38 de 2022 »."""
    year, _, number = label.partition("-W")
    return f"semaine{NBSP}{int(number)} de {year}"


def of_name(name: str) -> str:
    """« d’Afev », « de MRES »: elided before a vowel."""
    first = unicodedata.normalize("NFD", name)[:1].lower()
    return f"d’{name}" if first and first in "aeiouœæ" else f"de {name}"


def joined(parts: Sequence[str]) -> str:
    """« Salarié 1, Salarié 2 et Salarié 3 »."""
    return " et ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
