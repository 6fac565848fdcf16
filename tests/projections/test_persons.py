"""Persons in the tables: their signs of life at any position, and what an erasure leaves."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from adapters.read_models.rebuild import rebuild
from adapters.reference.tables import place_of
from api.crm import Crm
from api.questions import Question, ask
from domain.commands.actors import (
    CorrectContact,
    Identity,
    LeaveContact,
    MergeActors,
    RecordContact,
    RegisterActor,
    RenameActor,
    UndoMerge,
)
from domain.commands.entries import AmendInteraction, RetractInteraction, WithdrawRetraction
from domain.commands.persons import DeclarePerson, ErasePerson, LiftHold, NotifyPerson, SetHold
from domain.commands.shared import ChangesAsked, Command
from tests.domain.network import key
from tests.domain.people import ARRAS, LILLE, ONE, TWO, asked, log
from tests.projections.comparing import all_differences

MARIE, PAUL, HOLD = key("une personne"), key("une autre personne"), key("une obligation")
ONCE, TWICE, LATE = key("une fois"), key("deux fois"), key("plus tard")
FIRST, SPRING, SUMMER = date(2019, 5, 10), date(2022, 4, 1), date(2022, 7, 1)
NAMED = Identity("Nom", "Prénom")


def contact(person: UUID = MARIE, actor: UUID = ARRAS, on: date = FIRST) -> RecordContact:
    return RecordContact(actor, person, "élue", NAMED, "contrat", on)


def named(entry: UUID, on: date, *persons: UUID) -> Command:
    told: Command = log(
        "rendez_vous", ARRAS, interaction=entry, contexte=asked(on=on, contacts=persons)
    )
    return told


HISTORY: tuple[Command, ...] = (
    RegisterActor(PAUL, "Prénom Nom", commune="59350", natural_person=True, effective_on=FIRST),
    contact(),
    contact(actor=LILLE, on=FIRST + timedelta(20)),
    named(ONCE, SPRING, MARIE),
    named(TWICE, SUMMER, MARIE, PAUL),
    RetractInteraction(TWICE, "autre personne"),
    WithdrawRetraction(TWICE, "si"),
    AmendInteraction(TWICE, "pas elle", ChangesAsked(contacts=(PAUL,))),
    AmendInteraction(ONCE, "date", ChangesAsked(occurred_on=SPRING - timedelta(9))),
    DeclarePerson(MARIE, SPRING),
    SetHold(MARIE, HOLD, "litige", date(2099, 1, 1), "procès"),
    CorrectContact(ARRAS, MARIE, "maire", NAMED, "élection"),
    LeaveContact(LILLE, MARIE, SUMMER),
    contact(actor=LILLE, on=SUMMER + timedelta(5)),
    log("rendez_vous", PAUL, interaction=LATE, contexte=asked(TWO, on=SUMMER)),
    RenameActor(PAUL, "Prénom Autrement"),
    MergeActors(LILLE, ARRAS, "même"),
    UndoMerge(LILLE, "deux"),
    LiftHold(MARIE, HOLD, "fini"),
    ErasePerson(MARIE, "demande"),
    ErasePerson(PAUL, "demande"),
)


def done(crm: Crm, *commands: Command) -> int:
    """The position after these commands."""
    for command in commands:
        assert crm.execute(command, "test").positions, command
    return crm.journal.head()


def dates(crm: Crm, person: UUID, known: int | None = None) -> dict[str, Any]:
    (row,) = ask(crm, "conservation", Question(personne=person, connu_au=known))
    return row


def test_every_past_view_of_persons_equals_a_fold_stopped_there(reseau: Crm, owner: str) -> None:
    done(reseau, *HISTORY)
    assert all_differences(reseau) == {}
    rebuild(owner, place_of, lambda text: reseau.read([text])[0])
    assert all_differences(reseau) == {}


def test_an_erased_name_is_in_no_version_of_the_annuaire(reseau: Crm) -> None:
    done(reseau, *HISTORY)
    rows = reseau.query(
        "SELECT nom, recherche FROM read_models.annuaire WHERE id = %(id)s", id=PAUL
    )
    assert len(rows) > 1
    assert {(row["nom"], row["recherche"]) for row in rows} == {("personne oubliée", "")}
    assert ask(reseau, "annuaire", Question(cherche="Prénom Autrement")) == []


def test_the_last_sign_says_where_it_comes_from(reseau: Crm) -> None:
    done(reseau, contact())
    assert (dates(reseau, MARIE)["signe"], dates(reseau, MARIE)["signe_de"]) == (
        FIRST.isoformat(), "inscription",
    )  # fmt: skip
    done(reseau, named(ONCE, SPRING, MARIE))
    row = dates(reseau, MARIE)
    assert (row["signe_de"], row["entree"], row["signe"]) == ("entree", str(ONCE), "2022-04-01")
    done(reseau, DeclarePerson(MARIE, SUMMER))
    row = dates(reseau, MARIE)
    assert (row["signe_de"], row["entree"], row["echeance"]) == ("declaration", None, "2025-07-01")


def test_an_amendment_and_a_retraction_move_the_due_date_as_known(reseau: Crm) -> None:
    before = done(reseau, contact(), named(ONCE, SPRING, MARIE), named(TWICE, SUMMER, MARIE))
    amended = done(reseau, AmendInteraction(TWICE, "pas elle", ChangesAsked(contacts=())))
    done(reseau, RetractInteraction(ONCE, "non"))
    due = [dates(reseau, MARIE, known)["echeance"] for known in (before, amended, None)]
    assert due == ["2025-07-01", "2025-04-01", "2022-05-10"]


def test_a_natural_person_is_seen_when_present_and_a_merge_keeps_it_seen(reseau: Crm) -> None:
    born = RegisterActor(PAUL, "Prénom Nom", natural_person=True, effective_on=FIRST)
    done(reseau, born, log("rendez_vous", PAUL, interaction=ONCE, contexte=asked(on=SPRING)))
    assert dates(reseau, PAUL)["signe"] == "2022-04-01"
    done(reseau, MergeActors(PAUL, LILLE, "même"))
    assert dates(reseau, PAUL)["signe"] == "2022-04-01"


def test_those_who_are_due_are_listed_in_time_and_nobody_else(reseau: Crm) -> None:
    done(reseau, contact(), contact(PAUL, on=SUMMER), named(ONCE, SPRING, MARIE))
    due = date(2025, 4, 1)

    def listed(days: int) -> list[tuple[str, str]]:
        rows = ask(reseau, "conservation", Question(au=due + timedelta(days)))
        return [(row["personne"], row["etape"]) for row in rows]

    assert listed(-31) == []
    assert [listed(days) for days in (-30, -8, -7, -1, 0, 40)] == [
        [(str(MARIE), stage)] for stage in ("review", "review", "again", "again", "past", "past")
    ]


def test_a_notice_counts_for_the_due_date_it_spoke_of(reseau: Crm) -> None:
    done(reseau, contact(), NotifyPerson(MARIE))
    assert dates(reseau, MARIE)["prevenue_le"] == reseau.today.isoformat()
    done(reseau, DeclarePerson(MARIE, SPRING))
    assert dates(reseau, MARIE)["prevenue_le"] is None


def test_the_hold_shown_is_the_longest_and_an_erased_person_is_listed_no_more(reseau: Crm) -> None:
    long, short = date(2099, 1, 1), date(2098, 1, 1)
    done(
        reseau,
        contact(),
        SetHold(MARIE, HOLD, "litige", long, "procès"),
        SetHold(MARIE, ONCE, "preuve_presence", short, "mobilité"),
    )
    assert (dates(reseau, MARIE)["gardee_jusqu_au"], dates(reseau, MARIE)["obligation"]) == (
        long.isoformat(), "litige",
    )  # fmt: skip
    done(reseau, LiftHold(MARIE, HOLD, "fini"), LiftHold(MARIE, ONCE, "fini"))
    assert len(ask(reseau, "conservation")) == 1
    done(reseau, ErasePerson(MARIE, "demande"))
    assert ask(reseau, "conservation") == []
    assert dates(reseau, MARIE)["oubliee_le"] == reseau.today.isoformat()


def test_the_free_texts_named_are_forgotten_with_the_person(reseau: Crm) -> None:
    """The identity, and the one text chosen; the other text is read as before."""
    entry = log("rendez_vous", ARRAS, interaction=ONCE, contexte=asked(ONE), resume="Avec elle.")
    other = log("rendez_vous", ARRAS, interaction=TWICE, contexte=asked(ONE), resume="Sans elle.")
    done(reseau, contact(), entry, other)
    text = reseau.interactions([ONCE])[ONCE].resume
    assert text is not None
    done(reseau, ErasePerson(MARIE, "demande", (text.sealed.key,)))  # type: ignore[union-attr]  # sealed
    said = [str(row["resume"]) for row in ask(reseau, "journal", Question(acteur=ARRAS))
            if row["type"] == "entree"]  # fmt: skip
    assert sorted(said) == ["Sans elle.", "personne oubliée"]
