"""R49, R50: who may be erased, when, and what is asked of those who decide."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given as chosen
from hypothesis import strategies as st

from domain.aggregates.actor import ACTOR
from domain.commands.accounts import CloseAccount, OpenAccount
from domain.commands.actors import (
    CorrectContact,
    Identity,
    LeaveContact,
    RecordContact,
    RegisterActor,
    RenameActor,
)
from domain.commands.persons import DeclarePerson, ErasePerson, LiftHold, NotifyPerson, SetHold
from domain.facts import person as facts
from domain.personal import Secret
from domain.retention import retention
from tests.domain.network import Network, key
from tests.domain.people import ARRAS, ENTRY, NOBODY, TEAM, amend, asked, log

MARIE, PAUL, HOLD = key("une personne"), key("une autre personne"), key("une obligation")
HOLDER = key("un compte")
SEEN = date(2019, 9, 20)
DUE = date(2022, 9, 20)
TEXT, OTHER = "a" * 32, "b" * 32
WHY = "preuve du 3 mars"


def contact(person: UUID = MARIE, on: date = SEEN) -> RecordContact:
    return RecordContact(ARRAS, person, "élue", Identity("Nom"), "contrat", on)


def known(today: date = date(2022, 9, 30)) -> Network:
    return Network(today).given(*TEAM, contact())


def erase(ground: str = "demande", *texts: str, person: UUID = MARIE) -> ErasePerson:
    return ErasePerson(person, ground, texts)


def erased(on: date, ground: str = "demande", *texts: str) -> facts.PersonErased:
    return facts.PersonErased(MARIE, on, ground, texts)


@pytest.mark.parametrize(
    ("seen", "due", "review", "again"),
    [
        (date(2021, 3, 31), date(2024, 3, 31), date(2024, 3, 1), date(2024, 3, 24)),
        (date(2020, 6, 15), date(2023, 6, 15), date(2023, 5, 16), date(2023, 6, 8)),
        (date(2020, 2, 29), date(2023, 2, 28), date(2023, 1, 29), date(2023, 2, 21)),
    ],
)
def test_a_person_is_due_three_years_after_the_last_sign(
    seen: date, due: date, review: date, again: date
) -> None:
    assert retention(seen) == (due, review, again)


@chosen(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(-60, 60))
def test_the_stages_follow_each_other_and_none_comes_before_the_review(
    seen: date, days: int
) -> None:
    kept = retention(seen)
    day = kept.due + timedelta(days)
    expected = "past" if days >= 0 else "again" if days >= -7 else "review" if days >= -30 else ""
    assert kept.stage(day) == expected


def test_a_stranger_has_no_rights_page() -> None:
    for command in (DeclarePerson(NOBODY, SEEN), erase(person=NOBODY), NotifyPerson(NOBODY)):
        known().when(command).then_refused("inconnue", "person")


def test_an_actor_that_is_a_natural_person_is_a_person_and_a_structure_is_none() -> None:
    network = known().given(
        RegisterActor(PAUL, "Prénom Nom", natural_person=True, effective_on=SEEN)
    )
    network.when(erase(person=PAUL)).then(facts.PersonErased(PAUL, network.today, "demande"))
    network.when(erase(person=ARRAS)).then_refused("inconnue", "person")


def test_a_sign_of_life_is_kept_when_it_is_later() -> None:
    network = known()
    network.when(DeclarePerson(MARIE, date(2022, 5, 1))).then(
        facts.PersonDeclared(MARIE, date(2022, 5, 1))
    )
    network.when(DeclarePerson(MARIE, date(2022, 4, 1))).then_nothing()
    network.when(DeclarePerson(MARIE, date(2022, 10, 1))).then_refused("pas encore passé", "on")


def test_a_request_is_answered_at_once_and_twice_is_quiet() -> None:
    network = known()
    network.when(erase()).then(erased(network.today))
    network.when(erase()).then_nothing()


def test_texts_found_later_are_erased_by_a_second_time_and_only_those() -> None:
    network = known().given(erase("demande", TEXT))
    network.when(erase("demande", TEXT, OTHER)).then(erased(network.today, "demande", OTHER))


def test_the_key_of_another_person_is_not_a_free_text() -> None:
    network = known()
    network.personal.add(OTHER)
    network.when(erase("demande", TEXT, OTHER)).then_refused("texte libre", "texts")


def test_a_forgotten_person_is_not_written_about_again() -> None:
    network = known().given(
        RegisterActor(PAUL, "Prénom Nom", natural_person=True), erase(person=PAUL), erase()
    )
    for command in (
        DeclarePerson(MARIE, SEEN),
        SetHold(MARIE, HOLD, "litige", date(2023, 1, 1), WHY),
        NotifyPerson(MARIE),
    ):
        network.when(command).then_refused("déjà oubliée", "person")
    network.when(CorrectContact(ARRAS, MARIE, "élue", Identity("Nom"), "erreur")).then_refused(
        "a été oubliée", "person"
    )
    network.given(LeaveContact(ARRAS, MARIE, SEEN))
    network.when(contact()).then_refused("a été oubliée", "person")
    network.when(RenameActor(PAUL, "Autre Nom")).then_refused("a été oubliée", "actor")


def test_a_hold_refuses_until_its_day_included_and_says_which() -> None:
    until = date(2027, 12, 31)
    network = known()
    network.when(SetHold(MARIE, HOLD, "preuve_presence", until, WHY)).then(
        facts.PersonHoldSet(MARIE, HOLD, "preuve_presence", until, Secret(WHY, str(MARIE)))
    )
    network.today = until
    network.when(erase()).then_refused(r"31/12/2027 \(preuve de présence \(Erasmus\+\)\)", "person")
    network.today = until + timedelta(1)
    network.when(erase()).then(erased(network.today))


def test_the_longest_hold_answers_and_lifting_it_leaves_the_other() -> None:
    network = known().given(
        SetHold(MARIE, HOLD, "litige", date(2023, 1, 1), WHY),
        SetHold(MARIE, key("autre"), "dossier_finance", date(2030, 1, 1), WHY),
    )
    network.when(erase()).then_refused("01/01/2030", "person")
    network.when(LiftHold(MARIE, key("autre"), "soldé")).then(
        facts.PersonHoldLifted(MARIE, key("autre"), Secret("soldé", str(MARIE)))
    )
    network.when(LiftHold(MARIE, key("autre"), "soldé")).then_nothing()
    network.when(erase()).then_refused("01/01/2023", "person")


@pytest.mark.parametrize(
    ("command", "why", "field"),
    [
        (SetHold(MARIE, HOLD, "envie", date(2023, 1, 1), WHY), "obligation connue", "obligation"),
        (SetHold(MARIE, HOLD, "litige", date(2022, 9, 29), WHY), "déjà passé", "until"),
        (SetHold(MARIE, HOLD, "litige", date(2023, 1, 1), " "), "Il manque la raison", "reason"),
        (LiftHold(MARIE, HOLD, " "), "Il manque la raison", "reason"),
        (erase("envie"), "motif connu", "ground"),
    ],
)
def test_what_is_asked_in_other_words_is_refused(command: object, why: str, field: str) -> None:
    known().when(command).then_refused(why, field)  # type: ignore[arg-type]  # all are commands


def test_for_age_nobody_goes_before_due() -> None:
    known(DUE - timedelta(1)).when(erase("conservation")).then_refused("20/09/2022", "ground")


def test_for_age_the_person_is_told_first_and_has_seven_days() -> None:
    network = known(DUE)
    network.when(erase("conservation")).then_refused("Prévenez d’abord", "ground")
    network.when(NotifyPerson(MARIE)).then(facts.PersonNotified(MARIE, "past", DUE, DUE))
    network.when(NotifyPerson(MARIE)).then_nothing()
    network.today = DUE + timedelta(6)
    network.when(erase("conservation")).then_refused("27/09/2022", "ground")
    network.today = DUE + timedelta(7)
    network.when(erase("conservation")).then(erased(network.today, "conservation"))


def test_told_in_time_the_person_is_erased_on_the_day() -> None:
    network = known(DUE - timedelta(31))
    network.when(NotifyPerson(MARIE)).then_refused("à partir du 21/08/2022", "person")
    for days, stage in ((30, "review"), (7, "again")):
        network.today = DUE - timedelta(days)
        told = facts.PersonNotified(MARIE, stage, DUE, network.today)
        network.when(NotifyPerson(MARIE)).then(told)
    network.today = DUE
    network.when(erase("conservation")).then(erased(DUE, "conservation"))


def test_another_due_date_starts_the_notice_anew() -> None:
    """Told for one day, seen again since: the first notice says nothing of the second."""
    network = known(DUE).given(NotifyPerson(MARIE))
    network.given(log("rendez_vous", ARRAS, contexte=asked(on=date(2022, 4, 1), contacts=(MARIE,))))
    network.today = date(2025, 4, 1)
    network.when(erase("conservation")).then_refused("Prévenez d’abord", "ground")


def test_a_sign_given_by_the_person_moves_its_due_date() -> None:
    network = known(DUE).given(NotifyPerson(MARIE), DeclarePerson(MARIE, DUE))
    network.today = DUE + timedelta(20)
    network.when(erase("conservation")).then_refused("20/09/2025", "ground")


def test_whoever_still_enters_is_not_forgotten() -> None:
    network = known().given(
        OpenAccount(account=HOLDER, role="administration", nom="Nom", courriel="n@exemple.invalid")
    )
    network.when(erase(person=HOLDER)).then_refused("compte ouvert", "person")
    network.when(erase("conservation", person=HOLDER)).then_refused("compte ouvert", "person")
    network.given(CloseAccount(HOLDER, "parti"))
    network.when(erase("conservation", person=HOLDER)).then_refused("pas de délai", "person")
    network.when(erase(person=HOLDER)).then(facts.PersonErased(HOLDER, network.today, "demande"))


def test_an_entry_names_only_persons_we_know_and_may_name_one_forgotten_since() -> None:
    stranger = log("rendez_vous", ARRAS, contexte=asked(contacts=(MARIE, PAUL)))
    network = known()
    network.when(stranger).then_refused("contact d’aucun acteur", "contexte.contacts.1")
    network.given(log("rendez_vous", ARRAS, contexte=asked(contacts=(MARIE,))), erase())
    network.given(amend(themes=("eau",)))
    assert network.state(ACTOR, ARRAS).entries[ENTRY].contexte.themes == ("eau",)
