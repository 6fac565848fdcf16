"""What the réseau accepts about the record of an actor."""

from datetime import date
from typing import Any

import pytest

from domain.aggregates.actor import ACTOR
from domain.commands import actors as ask
from domain.facts import actor as facts
from domain.facts.actor_entries import ActorRendezVousHeld
from domain.personal import Sealed, Secret
from domain.steps import Absorb, Attend, Log, MergeInto, Separate
from tests.domain.network import key
from tests.domain.people import AMIENS, ARRAS, DAY, ENTRY, LATER, LILLE, ONE, TWO, told
from tests.domain.scenario import given

BORN = facts.ActorRegistered("Ville d'Arras", "collectivite_territoriale", "62041", sigle="VA")
SEALED = Sealed("k" * 8, b"n", b"b", "nom")
PERSON = facts.ActorRegistered(SEALED, "consultant")
MARIE = key("une personne")
IDENTITY = ask.Identity("Nom", "Prénom", courriel="nom@example.org")
CONTACT = facts.ActorContactRecorded(
    MARIE, "présidente", SEALED, "interet_legitime", "salarie", DAY
)
RECORD = ask.RecordContact(ARRAS, MARIE, "présidente", IDENTITY, "interet_legitime", DAY)


def test_an_unknown_structure_is_registered() -> None:
    command = ask.RegisterActor(
        ARRAS, " Ville d'Arras ", "collectivite_territoriale", "62041", sigle="VA"
    )
    given(ACTOR).when(command).then(BORN)


def test_a_structure_is_registered_once() -> None:
    command = ask.RegisterActor(ARRAS, "Ville d'Arras")
    given(ACTOR, BORN).when(command).then_refused("déjà inscrit : ouvrez sa fiche", "actor")


@pytest.mark.parametrize("nom", ["Lianes coopération", "LIANES-COOPERATION", " lianes ", "Lianes."])
def test_lianes_is_not_of_its_own_census(nom: str) -> None:
    command = ask.RegisterActor(ARRAS, nom)
    given(ACTOR).when(command).then_refused("ne se recense pas elle-même", "nom")


def test_no_structure_becomes_lianes() -> None:
    command = ask.RenameActor(ARRAS, "Lianes Coopération")
    given(ACTOR, BORN).when(command).then_refused("ne se recense pas elle-même", "nom")


@pytest.mark.parametrize(
    ("past", "command"),
    [((), ask.RegisterActor(ARRAS, "  ")), ((BORN,), ask.RenameActor(ARRAS, " "))],
)
def test_a_name_is_not_blank(past: tuple[Any, ...], command: Any) -> None:
    given(ACTOR, *past).when(command).then_refused("Il manque le nom", "nom")


def test_the_name_of_a_natural_person_is_sealed_under_its_own_key() -> None:
    command = ask.RegisterActor(ARRAS, "Prénom Nom", "consultant", natural_person=True)
    sealed = Secret("Prénom Nom", str(ARRAS))
    given(ACTOR).when(command).then(facts.ActorRegistered(sealed, "consultant"))


@pytest.mark.parametrize(
    ("past", "command", "field"),
    [
        ((), ask.RegisterActor(ARRAS, "N", sigle="PN", natural_person=True), "sigle"),
        ((), ask.RegisterActor(ARRAS, "N", alias=("P N",), natural_person=True), "alias"),
        ((PERSON,), ask.AddAlias(ARRAS, "P N"), "alias"),
        ((PERSON,), ask.RenameActor(ARRAS, "N", "PN"), "sigle"),
    ],
)
def test_a_natural_person_has_no_other_name_in_clear(
    past: tuple[Any, ...], command: Any, field: str
) -> None:
    given(ACTOR, *past).when(command).then_refused("laissez ce champ vide", field)


def test_a_natural_person_that_changes_name_stays_sealed() -> None:
    command = ask.RenameActor(ARRAS, "Autre nom")
    given(ACTOR, PERSON).when(command).then(facts.ActorRenamed(Secret("Autre nom", str(ARRAS))))


ALREADY: list[tuple[tuple[Any, ...], Any]] = [
    ((), ask.RenameActor(ARRAS, "Ville d'Arras", "VA")),
    ((facts.ActorAliasAdded("Arras"),), ask.AddAlias(ARRAS, "Arras")),
    ((), ask.RemoveAlias(ARRAS, "Arras")),
    ((), ask.CorrectTypologie(ARRAS, "collectivite_territoriale", "erreur")),
    ((), ask.ChangeTypologie(ARRAS, "collectivite_territoriale", DAY)),
    ((), ask.CorrectSiege(ARRAS, "62041", "erreur")),
    ((), ask.MoveActor(ARRAS, "62041", DAY)),
    ((facts.ActorMoved("80021", DAY),), ask.MoveActor(ARRAS, "80021", LATER)),
    ((facts.ActorIdentified("123456789"),), ask.IdentifyActor(ARRAS, "123456789")),
    (
        (facts.ActorActivitiesDeclared(("eau",), ("ML",)),),
        ask.DeclareActivities(ARRAS, ("eau",), ("ML",)),
    ),
    ((facts.ActorConnuDepuisDeclared(DAY),), ask.DeclareConnuDepuis(ARRAS, DAY)),
    ((facts.ActorConnuDepuisDeclared(DAY),), ask.DeclareConnuDepuis(ARRAS, LATER)),
    ((facts.ActorConfirmed(DAY, "salarie"),), ask.ConfirmActor(ARRAS, DAY)),
    (
        (facts.ActorReferentAssigned(ONE, DAY, Secret("proche")),),
        ask.AssignReferent(ARRAS, ONE, LATER, "x"),
    ),
    ((), ask.ReleaseReferent(ARRAS, DAY)),
    ((facts.ActorAdhesionRecorded(2022, 5000),), ask.RecordAdhesion(ARRAS, 2022, 5000)),
    ((), ask.EndAdhesion(ARRAS, 2022, "non renouvelée")),
    ((facts.ActorMemberJoined(LILLE, DAY),), ask.JoinCollective(ARRAS, LILLE, LATER)),
    ((), ask.LeaveCollective(ARRAS, LILLE, DAY)),
    ((CONTACT, facts.ActorContactLeft(MARIE, DAY)), ask.LeaveContact(ARRAS, MARIE, DAY)),
    ((facts.ActorArchived(DAY, Secret("dissoute")),), ask.ArchiveActor(ARRAS, DAY, "dissoute")),
    ((), ask.ReinstateActor(ARRAS, DAY, "revenue")),
    ((facts.ActorMergedInto(LILLE, Secret("double")),), MergeInto(LILLE, "double")),
    ((facts.ActorAbsorbed(LILLE, Secret("double")),), Absorb(LILLE, "double")),
    ((), Separate(LILLE, "deux structures")),
]


@pytest.mark.parametrize(("past", "command"), ALREADY)
def test_saying_it_again_changes_nothing(past: tuple[Any, ...], command: Any) -> None:
    given(ACTOR, BORN, *past).when(command).then_nothing()


NEWS: list[tuple[tuple[Any, ...], Any, Any]] = [
    ((), ask.RenameActor(ARRAS, "Arras", "VA"), facts.ActorRenamed("Arras", "VA")),
    ((), ask.AddAlias(ARRAS, "Arras"), facts.ActorAliasAdded("Arras")),
    (
        (facts.ActorAliasAdded("Arras"),),
        ask.RemoveAlias(ARRAS, "Arras"),
        facts.ActorAliasRemoved("Arras"),
    ),
    (
        (),
        ask.CorrectTypologie(ARRAS, "osim", " mal lue "),
        facts.ActorTypologieCorrected("osim", Secret("mal lue")),
    ),
    ((), ask.ChangeTypologie(ARRAS, "osim", DAY), facts.ActorTypologieChanged("osim", DAY)),
    (
        (),
        ask.CorrectSiege(ARRAS, None, "inconnu en fait"),
        facts.ActorSiegeCorrected(None, Secret("inconnu en fait")),
    ),
    ((), ask.MoveActor(ARRAS, "80021", DAY), facts.ActorMoved("80021", DAY)),
    ((), ask.IdentifyActor(ARRAS, "123456789"), facts.ActorIdentified("123456789")),
    ((), ask.DeclareActivities(ARRAS, ("eau",)), facts.ActorActivitiesDeclared(("eau",))),
    (
        (facts.ActorConnuDepuisDeclared(LATER),),
        ask.DeclareConnuDepuis(ARRAS, DAY),
        facts.ActorConnuDepuisDeclared(DAY),
    ),
    (
        (facts.ActorConfirmed(DAY, "salarie"),),
        ask.ConfirmActor(ARRAS, LATER, "campagne"),
        facts.ActorConfirmed(LATER, "campagne"),
    ),
    (
        (),
        ask.AssignReferent(ARRAS, ONE, DAY, "proche"),
        facts.ActorReferentAssigned(ONE, DAY, Secret("proche")),
    ),
    (
        (facts.ActorReferentAssigned(ONE, DAY, Secret("proche")),),
        ask.AssignReferent(ARRAS, TWO, LATER, "départ"),
        facts.ActorReferentAssigned(TWO, LATER, Secret("départ")),
    ),
    (
        (facts.ActorReferentAssigned(ONE, LATER, Secret("proche")),),
        ask.AssignReferent(ARRAS, ONE, DAY, "bien avant"),
        facts.ActorReferentAssigned(ONE, DAY, Secret("bien avant")),
    ),
    (
        (facts.ActorReferentAssigned(ONE, DAY, Secret("proche")),),
        ask.ReleaseReferent(ARRAS, LATER),
        facts.ActorReferentReleased(LATER),
    ),
    ((), ask.RecordAdhesion(ARRAS, 2022), facts.ActorAdhesionRecorded(2022)),
    (
        (facts.ActorAdhesionRecorded(2022, 5000),),
        ask.RecordAdhesion(ARRAS, 2022, 6000),
        facts.ActorAdhesionRecorded(2022, 6000),
    ),
    (
        (facts.ActorAdhesionRecorded(2022),),
        ask.EndAdhesion(ARRAS, 2022, "chèque rendu"),
        facts.ActorAdhesionEnded(2022, Secret("chèque rendu")),
    ),
    ((), ask.JoinCollective(ARRAS, LILLE, DAY), facts.ActorMemberJoined(LILLE, DAY)),
    (
        (facts.ActorMemberJoined(LILLE, DAY),),
        ask.LeaveCollective(ARRAS, LILLE, LATER),
        facts.ActorMemberLeft(LILLE, LATER),
    ),
    ((CONTACT,), ask.LeaveContact(ARRAS, MARIE, LATER), facts.ActorContactLeft(MARIE, LATER)),
    (
        (),
        ask.ArchiveActor(ARRAS, DAY, "fusion de communes", LILLE),
        facts.ActorArchived(DAY, Secret("fusion de communes"), LILLE),
    ),
    (
        (facts.ActorArchived(DAY, Secret("dissoute")),),
        ask.ReinstateActor(ARRAS, LATER, "refondée"),
        facts.ActorReinstated(LATER, Secret("refondée")),
    ),
    ((), MergeInto(LILLE, "double"), facts.ActorMergedInto(LILLE, Secret("double"))),
    ((), Absorb(LILLE, "double"), facts.ActorAbsorbed(LILLE, Secret("double"))),
    (
        (facts.ActorMergedInto(LILLE, Secret("double")),),
        Separate(LILLE, "deux structures"),
        facts.ActorMergeUndone(LILLE, Secret("deux structures")),
    ),
    (
        (facts.ActorAbsorbed(LILLE, Secret("double")),),
        Separate(LILLE, "deux structures"),
        facts.ActorMergeUndone(LILLE, Secret("deux structures")),
    ),
]


@pytest.mark.parametrize(("past", "command", "fact"), NEWS)
def test_news_of_a_record_are_one_fact(past: tuple[Any, ...], command: Any, fact: Any) -> None:
    given(ACTOR, BORN, *past).when(command).then(fact)


@pytest.mark.parametrize(("past", "command", "fact"), NEWS)
def test_news_told_twice_are_told_once(past: tuple[Any, ...], command: Any, fact: Any) -> None:
    given(ACTOR, BORN, *past, fact).when(command).then_nothing()


def test_a_move_recorded_late_does_not_hide_a_later_one() -> None:
    """The siège of a day is judged on that day, whatever the order of recording (R16)."""
    moved = (facts.ActorMoved("80021", LATER), facts.ActorMoved("60057", DAY))
    command = ask.MoveActor(ARRAS, "60057", date(2022, 6, 1))
    given(ACTOR, BORN, *moved).when(command).then(facts.ActorMoved("60057", date(2022, 6, 1)))


def test_a_siege_of_always_is_not_a_siege_of_today() -> None:
    """It moved, then the move proves wrong: it was there from the start."""
    moved = facts.ActorMoved("80021", DAY)
    command = ask.CorrectSiege(ARRAS, "80021", "depuis toujours")
    fact = facts.ActorSiegeCorrected("80021", Secret("depuis toujours"))
    given(ACTOR, BORN, moved).when(command).then(fact)


@pytest.mark.parametrize(
    ("past", "command"),
    [
        ((), ask.CorrectTypologie(ARRAS, "osim", " ")),
        ((), ask.CorrectSiege(ARRAS, "80021", "")),
        ((), ask.AssignReferent(ARRAS, ONE, DAY, " ")),
        ((facts.ActorAdhesionRecorded(2022),), ask.EndAdhesion(ARRAS, 2022, "")),
        ((), ask.ArchiveActor(ARRAS, DAY, " ")),
        ((facts.ActorArchived(DAY, Secret("dissoute")),), ask.ReinstateActor(ARRAS, DAY, "")),
        ((CONTACT,), ask.CorrectContact(ARRAS, MARIE, "trésorière", IDENTITY, " ")),
        ((), MergeInto(LILLE, "")),
        ((), Absorb(LILLE, " ")),
        ((facts.ActorAbsorbed(LILLE, Secret("double")),), Separate(LILLE, "")),
    ],
)
def test_a_correction_has_a_reason(past: tuple[Any, ...], command: Any) -> None:
    given(ACTOR, BORN, *past).when(command).then_refused("Il manque la raison", "reason")


@pytest.mark.parametrize(
    "command",
    [ask.RenameActor(ARRAS, "Arras"), Absorb(LILLE, "double"), Attend(ENTRY, "copil", 1, DAY)],
)
def test_an_unknown_structure_takes_nothing(command: Any) -> None:
    given(ACTOR).when(command).then_refused("inconnu : inscrivez-le d’abord", "actor")


def test_a_collective_is_not_its_own_member() -> None:
    command = ask.JoinCollective(ARRAS, ARRAS, DAY)
    given(ACTOR, BORN).when(command).then_refused("son propre membre", "member")


def test_a_referent_is_not_released_before_being_one() -> None:
    since = facts.ActorReferentAssigned(ONE, LATER, Secret("proche"))
    command = ask.ReleaseReferent(ARRAS, DAY)
    given(ACTOR, BORN, since).when(command).then_refused("depuis le 20/04/2022", "since")


def test_a_structure_does_not_succeed_itself() -> None:
    command = ask.ArchiveActor(ARRAS, DAY, "fusion", ARRAS)
    given(ACTOR, BORN).when(command).then_refused("ne se succède pas à elle-même", "successor")


def test_another_date_of_archive_is_not_lost_in_silence() -> None:
    past = facts.ActorArchived(DAY, Secret("dissoute"))
    command = ask.ArchiveActor(ARRAS, LATER, "dissoute")
    given(ACTOR, BORN, past).when(command).then_refused("15/03/2022 : réintégrez", "effective_on")


def test_a_reinstatement_follows_the_archive() -> None:
    past = facts.ActorArchived(LATER, Secret("dissoute"))
    command = ask.ReinstateActor(ARRAS, DAY, "revenue")
    given(ACTOR, BORN, past).when(command).then_refused("précède l’archivage", "effective_on")


def test_the_identity_and_the_role_of_a_contact_are_sealed_under_the_persons_key() -> None:
    text = '{"nom":"Nom","prenom":"Prénom","courriel":"nom@example.org"}'
    fact = facts.ActorContactRecorded(
        MARIE,
        Secret("présidente", str(MARIE)),
        Secret(text, str(MARIE)),
        "interet_legitime",
        "salarie",
        DAY,
    )
    given(ACTOR, BORN).when(RECORD).then(fact)


def test_a_contact_is_corrected_under_the_same_key() -> None:
    command = ask.CorrectContact(ARRAS, MARIE, "trésorière", ask.Identity("Nom"), "élection")
    sealed = Secret('{"nom":"Nom"}', str(MARIE))
    role = Secret("trésorière", str(MARIE))
    fact = facts.ActorContactCorrected(MARIE, role, sealed, Secret("élection"))
    given(ACTOR, BORN, CONTACT).when(command).then(fact)


def test_a_contact_is_recorded_once() -> None:
    given(ACTOR, BORN, CONTACT).when(RECORD).then_refused("déjà un contact", "person")


def test_a_contact_that_left_may_come_back() -> None:
    past = (CONTACT, facts.ActorContactLeft(MARIE, DAY))
    state = ACTOR.state([BORN, *past])
    assert [type(fact) for fact in ACTOR.decide(state, RECORD)] == [facts.ActorContactRecorded]


def test_a_contact_is_held_on_a_legal_ground() -> None:
    command = ask.RecordContact(ARRAS, MARIE, "présidente", IDENTITY, "curiosite", DAY)
    given(ACTOR, BORN).when(command).then_refused("n’est pas un motif légal connu", "ground")


@pytest.mark.parametrize(
    "command",
    [
        ask.CorrectContact(ARRAS, MARIE, "trésorière", IDENTITY, "élection"),
        ask.LeaveContact(ARRAS, MARIE, DAY),
    ],
)
def test_only_a_contact_is_corrected_or_leaves(command: Any) -> None:
    given(ACTOR, BORN).when(command).then_refused("n’est pas un contact", "person")


ABSORBED = facts.ActorMergedInto(LILLE, Secret("double"))


def test_an_absorbed_record_sends_corrections_to_the_survivor() -> None:
    command = ask.RenameActor(ARRAS, "Arras")
    given(ACTOR, BORN, ABSORBED).when(command).then_refused("corrigez la fiche qui reste", "actor")


@pytest.mark.parametrize(
    "step", [Log(ENTRY, "rendez_vous", told()), Attend(ENTRY, "copil", 1, DAY)]
)
def test_an_absorbed_record_takes_no_new_entry(step: Any) -> None:
    given(ACTOR, BORN, ABSORBED).when(step).then_refused("notez avec la fiche qui reste", "present")


def test_an_absorbed_record_is_absorbed_once() -> None:
    step = MergeInto(AMIENS, "double")
    given(ACTOR, BORN, ABSORBED).when(step).then_refused("déjà été fusionnée", "absorbed")


def test_an_absorbed_record_absorbs_nothing() -> None:
    step = Absorb(AMIENS, "double")
    given(ACTOR, BORN, ABSORBED).when(step).then_refused("déjà été fusionnée", "survivor")


def test_a_record_separated_takes_entries_again() -> None:
    undone = facts.ActorMergeUndone(LILLE, Secret("deux structures"))
    step = Log(ENTRY, "rendez_vous", told())
    fact = ActorRendezVousHeld(ENTRY, told())
    given(ACTOR, BORN, ABSORBED, undone).when(step).then(fact)


ARCHIVED = facts.ActorArchived(LATER, Secret("dissoute"))


@pytest.mark.parametrize(
    "step", [Log(ENTRY, "rendez_vous", told(on=LATER)), Attend(ENTRY, "copil", 1, LATER)]
)
def test_an_archived_record_takes_nothing_from_that_day(step: Any) -> None:
    given(ACTOR, BORN, ARCHIVED).when(step).then_refused("archivé depuis le 20/04/2022", "present")


def test_an_archived_record_takes_what_was_before() -> None:
    step = Log(ENTRY, "rendez_vous", told(on=DAY))
    given(ACTOR, BORN, ARCHIVED).when(step).then(ActorRendezVousHeld(ENTRY, told(on=DAY)))


def test_a_reinstated_record_takes_entries_again() -> None:
    back = facts.ActorReinstated(LATER, Secret("refondée"))
    step = Log(ENTRY, "rendez_vous", told(on=LATER))
    fact = ActorRendezVousHeld(ENTRY, told(on=LATER))
    given(ACTOR, BORN, ARCHIVED, back).when(step).then(fact)
