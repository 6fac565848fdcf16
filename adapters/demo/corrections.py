"""What was put right: entries amended or taken back, two records of one structure merged."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from adapters.demo.alone import note
from adapters.demo.chance import key
from adapters.demo.desk import Desk, Noted
from adapters.demo.known import Known
from adapters.demo.script import LAST_MOMENT, PARIS, Script
from adapters.demo.team import member
from domain.commands.actors import (
    AddAlias,
    ArchiveActor,
    MergeActors,
    RegisterActor,
    ReinstateActor,
)
from domain.commands.entries import AmendInteraction, RetractInteraction, WithdrawRetraction
from domain.commands.shared import ChangesAsked
from domain.kinds import Kind
from domain.lists import Mode


def put_right(desk: Desk) -> None:
    """About one entry in forty, each with its reason."""
    early = [one for one in desk.noted if one.at < LAST_MOMENT - timedelta(days=40)]
    drawn = desk.chance.sample(early, 46)
    for noted in drawn[:22]:
        amend(desk, noted, longer(noted), "Le temps de préparation avait été oublié.")
    for noted in drawn[22:34]:
        amend(desk, noted, ChangesAsked(mode=other_mode(noted)), "Le mode avait été mal noté.")
    for noted in drawn[34:40]:
        amend(desk, noted, ChangesAsked(occurred_on=day_before(noted)), "Date mal reportée.")
    for noted in drawn[40:45]:
        twice(desk, noted)
    taken_back_then_not(desk, drawn[45])


def longer(noted: Noted) -> ChangesAsked:
    first, *others = noted.asked.contexte.staff
    return ChangesAsked(staff=(replace(first, preparation=first.preparation + 30), *others))


def other_mode(noted: Noted) -> str:
    return Mode.VISIO if noted.asked.contexte.mode != Mode.VISIO else Mode.HYBRIDE


def day_before(noted: Noted) -> date:
    """The same year, so that each year keeps its published counts."""
    day = noted.asked.contexte.occurred_on
    return day - timedelta(days=1) if day.timetuple().tm_yday > 1 else day


def amend(desk: Desk, noted: Noted, changes: ChangesAsked, reason: str) -> None:
    asked = AmendInteraction(noted.asked.interaction, reason, changes)
    desk.script.tell(noted.at + timedelta(days=desk.chance.randint(1, 20)), asked, noted.by.author)


def twice(desk: Desk, noted: Noted) -> None:
    """The same entry noted again by mistake, then taken back: it counts once."""
    again = replace(noted.asked, interaction=desk.new_id(), next_step=None)
    desk.script.tell(noted.at + timedelta(hours=1), again, noted.by.author)
    asked = RetractInteraction(again.interaction, "Notée deux fois : la première reste.")
    desk.script.tell(noted.at + timedelta(days=3), asked, noted.by.author)


def taken_back_then_not(desk: Desk, noted: Noted) -> None:
    entry, by = noted.asked.interaction, noted.by.author
    away = RetractInteraction(entry, "Rendez-vous annulé, croyait-on.")
    desk.script.tell(noted.at + timedelta(days=2), away, by)
    back = WithdrawRetraction(entry, "Il a bien eu lieu : entrée rétablie.")
    desk.script.tell(noted.at + timedelta(days=4), back, by)


def merged(desk: Desk, rest: Sequence[Known]) -> list[Known]:
    """Two participations of one actor were noted on a second record, without a commune.

    The two records are merged in February 2022: the participations are the survivor's (R30).
    """
    survivor = next(one for one in rest if one.generated and rest.count(one) > 3)
    double = survivor._replace(
        id=key("doublon"), nom="Structure générée, saisie au téléphone", commune=None
    )
    registering = RegisterActor(
        double.id, double.nom, double.typologie, effective_on=date(2021, 3, 15), generated=True
    )
    by = member(4)
    desk.script.tell(datetime(2021, 3, 15, 11, tzinfo=PARIS), registering, by.author)
    for _ in range(2):
        _, day = desk.diary.pick([by], date(2021, 3, 16), date(2021, 10, 29))
        note(desk, Kind.RENDEZ_VOUS, double, by, day)
    moment = datetime(2022, 2, 8, 10, 30, tzinfo=PARIS)
    reason = "Même structure, inscrite deux fois : l’une au téléphone, sans commune."
    desk.script.tell(moment, MergeActors(double.id, survivor.id, reason), by.author)
    left = list(rest)
    left.remove(survivor)
    left.remove(survivor)
    return left


def rested(script: Script, one: Known) -> None:
    """Archived in winter, reinstated before summer: 989 again on the day of the demonstration."""
    by = member(4).author
    away = ArchiveActor(one.id, date(2022, 2, 1), "Plus de nouvelles depuis deux ans (généré).")
    script.tell(datetime(2022, 2, 2, 9, 40, tzinfo=PARIS), away, by)
    back = ReinstateActor(one.id, date(2022, 6, 1), "A repris ses activités (généré).")
    script.tell(datetime(2022, 6, 1, 15, 5, tzinfo=PARIS), back, by)
    alias = AddAlias(one.id, f"{one.nom}, section relancée")
    script.tell(datetime(2022, 6, 1, 15, 10, tzinfo=PARIS), alias, by)
