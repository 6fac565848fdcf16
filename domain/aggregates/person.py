"""Person: may it be erased, was it told, is it forgotten already?"""

from datetime import date, timedelta
from uuid import UUID, uuid5

from msgspec import Struct
from msgspec.structs import replace

from domain import checks
from domain.commands import persons as ask
from domain.decider import Decider, Refused
from domain.facts import person as facts
from domain.facts.shared import Event
from domain.personal import Secret
from domain.retention import ANSWER_DAYS, Retention
from domain.rights import OBLIGATION_LABELS, Obligation


def stream_of(person: UUID) -> UUID:
    """Where its facts stand: an actor or an account has a stream of its own under its id."""
    return uuid5(person, "person")


class Hold(Struct, frozen=True):
    obligation: str
    until: date


class Person(Struct, frozen=True):
    declared: date | None = None
    holds: dict[UUID, Hold] = {}
    told: dict[date, date] = {}
    """By due date announced, the day it was first told."""
    stages: frozenset[tuple[date, str]] = frozenset()
    erased: date | None = None
    texts: frozenset[str] = frozenset()

    def refuse_if_erased(self, field: str) -> None:
        """A forgotten person is not filled in again under the same id: it would come back."""
        if self.erased is not None:
            raise Refused(
                "Cette personne a été oubliée : si elle revient, inscrivez-la comme une nouvelle "
                "personne.",
                field=field,
            )


class Notify(Struct, frozen=True):
    """Asked with the retention as it stands today."""

    person: UUID
    retention: Retention
    today: date


class Erase(Struct, frozen=True):
    """`retention`: only when the ground is that its time is over."""

    person: UUID
    ground: str
    texts: tuple[str, ...]
    today: date
    retention: Retention | None = None


FORGOTTEN = "Cette personne est déjà oubliée : il n’y a plus rien à faire pour elle."


def decide(person: Person, command: object) -> list[Event]:
    match command:
        case Erase():
            return erased(person, command)
        case _ if person.erased is not None:
            raise Refused(FORGOTTEN, field="person")
        case ask.DeclarePerson(person=key, on=day):
            later = person.declared is None or day > person.declared
            return [facts.PersonDeclared(key, day)] if later else []
        case ask.SetHold(hold=hold) if hold in person.holds:
            return []
        case ask.SetHold(person=key, hold=hold, obligation=what, until=until, reason=reason):
            why = Secret(checks.reason(reason), str(key))
            return [facts.PersonHoldSet(key, hold, what, until, why)]
        case ask.LiftHold(person=key, hold=hold, reason=reason):
            why = Secret(checks.reason(reason), str(key))
            return [facts.PersonHoldLifted(key, hold, why)] if hold in person.holds else []
        case Notify():
            return notified(person, command)
    raise TypeError(command)


def notified(person: Person, step: Notify) -> list[Event]:
    due, stage = step.retention.due, step.retention.stage(step.today)
    if not stage:
        raise Refused(
            f"Rien ne presse : prévenez cette personne à partir du "
            f"{checks.french(step.retention.review)}.",
            field="person",
        )
    same = (due, stage) in person.stages
    return [] if same else [facts.PersonNotified(step.person, stage, due, step.today)]


def erased(person: Person, step: Erase) -> list[Event]:
    """Twice is quiet; texts found later are made unreadable by a second time."""
    further = tuple(dict.fromkeys(key for key in step.texts if key not in person.texts))
    if person.erased is not None and not further:
        return []
    refuse_held(person, step.today)
    if person.erased is None and step.retention is not None:
        refuse_too_early(person, step.retention, step.today)
    return [facts.PersonErased(step.person, step.today, step.ground, further)]


def refuse_held(person: Person, today: date) -> None:
    """The longest hold is the one that answers (R50)."""
    held = [hold for hold in person.holds.values() if today <= hold.until]
    if held:
        last = max(held, key=lambda hold: hold.until)
        label = OBLIGATION_LABELS.get(Obligation(last.obligation), last.obligation)
        raise Refused(
            f"La loi garde ces données jusqu’au {checks.french(last.until)} ({label}) : "
            "dites-le à la personne, et effacez-la le lendemain de ce jour.",
            field="person",
        )


def refuse_too_early(person: Person, retention: Retention, today: date) -> None:
    """Never before due; the person was told of this very date, and had time to answer (R49)."""
    if today < retention.due:
        raise Refused(
            f"Cette personne est gardée jusqu’au {checks.french(retention.due)} : attendez ce "
            "jour, ou dites qu’elle a demandé son effacement.",
            field="ground",
        )
    told = person.told.get(retention.due)
    if told is None:
        raise Refused(
            f"Prévenez d’abord cette personne : elle a {ANSWER_DAYS} jours pour répondre avant "
            "d’être effacée.",
            field="ground",
        )
    if today < told + timedelta(ANSWER_DAYS):
        raise Refused(
            f"Cette personne a été prévenue le {checks.french(told)} : laissez-lui jusqu’au "
            f"{checks.french(told + timedelta(ANSWER_DAYS))} pour répondre.",
            field="ground",
        )


def evolve(person: Person, event: Event) -> Person:
    match event:
        case facts.PersonDeclared(on=day):
            return replace(person, declared=max(day, person.declared or day))
        case facts.PersonHoldSet(hold=hold, obligation=what, until=until):
            return replace(person, holds={**person.holds, hold: Hold(what, until)})
        case facts.PersonHoldLifted(hold=hold):
            kept = {key: held for key, held in person.holds.items() if key != hold}
            return replace(person, holds=kept)
        case facts.PersonNotified(due=due, on=day, stage=stage):
            told = {due: day, **person.told}
            return replace(person, told=told, stages=person.stages | {(due, stage)})
        case facts.PersonErased(on=day, texts=texts):
            return replace(person, erased=person.erased or day, texts=person.texts | {*texts})
    return person


PERSON = Decider(Person(), decide, evolve, "person")
