"""Commands about persons: is it one we hold data on, and what do its dates allow?"""

from datetime import date
from uuid import UUID

from domain import checks
from domain.aggregates.account import ACCOUNT, Account
from domain.aggregates.person import PERSON, Erase, Notify, stream_of
from domain.commands import persons as ask
from domain.commands.shared import Command
from domain.decider import Refused
from domain.retention import Retention, retention
from domain.rights import Motif, Obligation
from domain.world import Step, World

ON_PERSON: tuple[type[Command], ...] = (
    ask.DeclarePerson,
    ask.SetHold,
    ask.LiftHold,
    ask.NotifyPerson,
    ask.ErasePerson,
)


def on_person(command: object, world: World) -> list[Step]:
    person: UUID = command.person  # type: ignore[attr-defined]  # ON_PERSON all have it
    refuse_unknown(person, world)
    match command:
        case ask.DeclarePerson(on=day):
            checks.past(day, world.today, "on")
        case ask.SetHold(obligation=obligation, until=until):
            known_obligation(obligation)
            refuse_passed(until, world.today)
        case ask.NotifyPerson():
            return asked(person, Notify(person, kept_until(person, world), world.today))
        case ask.ErasePerson():
            return asked(person, erasing(command, world))
    return asked(person, command)


def asked(person: UUID, step: object) -> list[Step]:
    return [Step(PERSON, stream_of(person), step)]


def refuse_unknown(person: UUID, world: World) -> None:
    if world.last_sign(person) is None and account_of(person, world).role is None:
        raise Refused(
            "Cette personne est inconnue : cherchez-la par son nom, puis ouvrez sa page.",
            field="person",
        )


def account_of(person: UUID, world: World) -> Account:
    account: Account = world.load(ACCOUNT, person)
    return account


def known_obligation(obligation: str) -> None:
    if obligation not in set(Obligation):
        raise Refused(
            f"« {obligation} » n’est pas une obligation connue. Choisissez : "
            f"{', '.join(Obligation)}.",
            field="obligation",
        )


def refuse_passed(until: date, today: date) -> None:
    if until < today:
        raise Refused(
            f"Le {checks.french(until)} est déjà passé : choisissez jusqu’à quand ces données "
            "sont gardées.",
            field="until",
        )


def kept_until(person: UUID, world: World) -> Retention:
    """Counted from the last sign of life: seen by others, or given by the person (R49)."""
    seen = world.last_sign(person)
    if seen is None:
        raise Refused(
            "Le titulaire d’un compte n’a pas de délai de conservation : fermez d’abord son "
            "compte, puis dites qu’il a demandé son effacement.",
            field="person",
        )
    declared = world.person(person).declared
    return retention(max(seen, declared or seen))


def erasing(command: ask.ErasePerson, world: World) -> Erase:
    person = command.person
    if command.ground not in set(Motif):
        raise Refused(
            f"« {command.ground} » n’est pas un motif connu. Choisissez : {', '.join(Motif)}.",
            field="ground",
        )
    account = account_of(person, world)
    if account.role is not None and not account.closed:
        raise Refused(
            "Cette personne a encore un compte ouvert : demandez à l’administration de le fermer "
            "avant de l’effacer.",
            field="person",
        )
    if not all(world.free_text(key) for key in command.texts):
        raise Refused(
            "Un des textes choisis n’est pas un texte libre : rouvrez la page de la personne et "
            "choisissez à nouveau.",
            field="texts",
        )
    over = command.ground == Motif.CONSERVATION and world.person(person).erased is None
    kept = kept_until(person, world) if over else None
    return Erase(person, command.ground, command.texts, world.today, kept)
