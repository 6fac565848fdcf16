"""Contacts, rights of persons, retention and the register, through the pages."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from api.crm import Crm
from api.french import PARIS, day_long
from api.questions import Question, ask
from api.web.conservation import free_on, to_tell
from domain.commands.actors import AssignReferent, Identity, RecordContact
from domain.commands.entries import LogInteraction
from domain.commands.persons import ErasePerson, NotifyPerson, SetHold
from domain.commands.salaries import JoinSalarie
from domain.commands.shared import ContexteAsked, Present, StaffAsked
from domain.roles import Role
from tests.signed import enter
from tests.web.conftest import HARNES, MRES, SALARIES

Client = TestClient[Litestar]
PERSON, HOLD = UUID(int=901), UUID(int=902)
NAME, MAIL = "Nométoile", "personne12@exemple.invalid"
LONG_AGO = date(2019, 5, 10)


@pytest.fixture
def held(network: Crm) -> Crm:
    """One contact of the MRES, named by an entry whose summary names it too."""
    identity = Identity(NAME, "Prénom", MAIL, "03 20 00 00 00")
    recorded = RecordContact(MRES, PERSON, "présidente", identity, "interet_legitime", LONG_AGO)
    network.execute(recorded, "test")
    contexte = ContexteAsked(
        date(2020, 3, 2), (StaffAsked(SALARIES[0], contact=60),), contacts=(PERSON,)
    )
    entry = LogInteraction(
        uuid4(), "rendez_vous", contexte, (Present(actor=MRES),),
        resume="Vu avec NOMETOILE au marché.",
    )  # fmt: skip
    network.execute(entry, "test")
    return network


@pytest.fixture
def direction(nobody: Client, held: Crm) -> Client:
    enter(nobody, held, Role.DIRECTION)
    return nobody


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return answer.text


def posted(client: Client, address: str, status: int = 303, **form: Any) -> Any:
    answer = client.post(address, data={"commande": str(uuid4()), **form})
    assert answer.status_code == status, answer.text
    return answer


def facts(crm: Crm, name: str) -> list[Any]:
    return [entry.event for entry in crm.journal.facts(0, crm.journal.head(), (name,))]


def test_the_page_of_an_actor_shows_roles_and_no_name(client: Client, held: Crm) -> None:
    text = page(client, f"/acteurs/{MRES}")
    assert "présidente" in text
    assert "caviarde" in text
    assert NAME not in text
    assert MAIL not in text


def test_a_reason_opens_the_contacts_and_the_opening_is_a_fact(client: Client, held: Crm) -> None:
    answer = posted(client, f"/acteurs/{MRES}/contacts/voir", 200, raison="rencontre")
    assert NAME in answer.text
    assert MAIL in answer.text
    assert answer.headers["cache-control"] == "no-store"
    (fact,) = facts(held, "security.contacts_opened")
    assert (fact.actor, fact.why, fact.persons) == (MRES, "rencontre", (PERSON,))
    posted(client, f"/acteurs/{MRES}/contacts/voir", 422, raison="")
    assert len(facts(held, "security.contacts_opened")) == 1


def test_whoever_has_no_work_with_the_actor_is_sent_to_its_referent(
    nobody: Client, held: Crm
) -> None:
    stranger = UUID(int=103)
    held.execute(JoinSalarie(stranger, "Salarié 3", "lille", LONG_AGO, "ECSI"), "test")
    held.execute(AssignReferent(MRES, SALARIES[1], LONG_AGO, "suivi"), "test")
    enter(nobody, held, Role.SALARIE, stranger)
    told = "Vous n’ouvrez pas les contacts de cet acteur. Demandez à son référent, Salarié 2."
    shown = page(nobody, f"/acteurs/{MRES}").replace("\u00a0", " ")
    assert told in shown
    assert "présidente" not in shown
    answer = posted(nobody, f"/acteurs/{MRES}/contacts/voir", 403, raison="rencontre")
    assert told in answer.text.replace("\u00a0", " ")
    assert NAME not in answer.text
    own = f"/acteurs/{MRES}/contacts"
    for address in (own, f"{own}/{PERSON}/corriger", f"{own}/{PERSON}/partie"):
        assert NAME not in posted(nobody, address, 403).text
    assert NAME not in posted(nobody, f"{own}/voir", 403).text
    assert facts(held, "security.contacts_opened") == []


def test_a_contact_is_recorded_with_its_ground_and_the_notice_to_copy(
    direction: Client, held: Crm
) -> None:
    person = str(uuid4())
    typed: dict[str, Any] = {
        "personne": person,
        "nom": "Autrenom",
        "role": "maire",
        "on": "2022-01-03",
    }
    refused = posted(direction, f"/acteurs/{HARNES}/contacts", 422, **typed)
    assert "Choisissez le motif légal" in refused.text
    assert 'value="Autrenom"' in refused.text
    answer = posted(
        direction, f"/acteurs/{HARNES}/contacts", ground="consentement", source="une liste", **typed
    )
    notice = page(direction, answer.headers["location"])
    assert "Harnes-Kabouda" in notice
    assert "Fondement : consentement" in notice.replace("\u00a0", " ")
    assert "maire" in page(direction, f"/acteurs/{HARNES}")


def test_a_contact_is_put_right_with_a_reason_and_may_leave(direction: Client, held: Crm) -> None:
    own = f"/acteurs/{MRES}/contacts/{PERSON}"
    opened = posted(direction, f"{own}/ouvrir", 200)
    assert f'value="{NAME}"' in opened.text
    posted(direction, f"{own}/corriger", 422, nom=NAME, role="trésorière")
    posted(direction, f"{own}/corriger", nom="Nouveaunom", role="trésorière", reason="élection")
    shown = posted(direction, f"/acteurs/{MRES}/contacts/voir", 200, raison="joindre").text
    assert "Nouveaunom" in shown
    assert "trésorière" in shown
    posted(direction, f"{own}/partie", on="2022-06-01")
    assert "partie le 1er juin 2022" in page(direction, f"/acteurs/{MRES}").replace("\u00a0", " ")


def test_a_person_is_found_without_accents_and_the_texts_that_name_it_first(
    direction: Client,
) -> None:
    text = posted(direction, "/personnes", 200, q="nometoile prenom").text
    assert f"/personnes/{PERSON}" in text
    text = posted(direction, "/personnes", 200, q="nometoile").text
    assert text.index("Vu avec NOMETOILE au marché") < text.index(f"/personnes/{PERSON}")
    assert "Personne ne répond" in posted(direction, "/personnes", 200, q="inconnu").text


def test_everything_held_is_shown_and_each_look_is_kept(direction: Client, held: Crm) -> None:
    text = page(direction, f"/personnes/{PERSON}").replace("\u00a0", " ")
    for told in (NAME, MAIL, "présidente", "intérêt légitime", "rendez-vous individuel",
                 "2 mars 2023", "Personne, avant vous"):  # fmt: skip
        assert told in text, told
    assert "a ouvert cette page" in page(direction, f"/personnes/{PERSON}")
    assert "Vu avec NOMETOILE" in page(direction, f"/personnes/{PERSON}?textes=1")
    assert {fact.subject for fact in facts(held, "security.exported")} == {PERSON}


def test_the_file_to_hand_over_is_whole_and_alone(direction: Client, held: Crm) -> None:
    answer = direction.get(f"/personnes/{PERSON}/dossier.html")
    assert "attachment" in answer.headers["content-disposition"]
    assert NAME not in answer.headers["content-disposition"]
    assert answer.headers["content-type"].count("charset") == 1
    for told in (NAME, MAIL, "Vu avec NOMETOILE", "CNIL"):
        assert told in answer.text
    assert not [one for one in ("src=", "href=", "<script", "<link") if one in answer.text]
    told = direction.get(f"/personnes/{PERSON}/dossier.json").json()
    assert told["lieux"][0]["identite"]["courriel"] == MAIL
    assert told["textes"][0]["extract"] == "Vu avec NOMETOILE au marché."
    assert [fact.what for fact in facts(held, "security.exported")] == [
        "dossier_html", "dossier_json",
    ]  # fmt: skip


def test_an_erasure_asks_for_its_word_and_says_what_goes_and_what_stays(
    direction: Client, held: Crm
) -> None:
    posted(direction, f"/acteurs/{MRES}/contacts/voir", 200, raison="rencontre")
    shown = page(direction, f"/personnes/{PERSON}/effacer")
    assert "Vu avec NOMETOILE au marché" in shown
    key = shown.split('name="texte" value="')[1].split('"')[0]
    own = f"/personnes/{PERSON}/effacer"
    refused = posted(direction, own, 422, ground="demande", texte=key, mot="oui")
    assert "Écrivez EFFACER" in refused.text.replace("\u00a0", " ")
    answer = posted(direction, own, ground="demande", texte=key, mot="effacer")
    made = page(direction, answer.headers["location"]).replace("\u00a0", " ")
    assert "la personne l’a demandé" in made
    assert "1 texte libre" in made
    assert made.count("1 h") >= 2
    assert "a ouvert ses contacts (préparer une rencontre)" in made
    assert NAME not in made
    (fact,) = facts(held, "person.erased")
    assert fact.texts == (key,)
    gone = page(direction, f"/personnes/{PERSON}")
    assert NAME not in gone
    assert "personne oubliée" in gone
    assert "NOMETOILE" not in posted(direction, "/personnes", 200, q="marché").text
    assert "personne oubliée" in page(direction, f"/acteurs/{MRES}")
    page(direction, own, 409)


def test_the_certificate_tells_every_act_and_files_taken_away_first(
    direction: Client, held: Crm
) -> None:
    """A file taken away is not hidden by the pages read after it."""
    for address in ("/dossier.html", "/dossier.json", "", "/effacer", ""):
        page(direction, f"/personnes/{PERSON}{address}")
    posted(direction, f"/acteurs/{MRES}/contacts/voir", 200, raison="rencontre")
    held.execute(ErasePerson(PERSON, "demande"), "test")
    made = page(direction, f"/personnes/{PERSON}/attestation")
    acts = (
        "a téléchargé ce dossier (JSON) le",
        "a téléchargé ce dossier (page) le",
        "a ouvert ses contacts (préparer une rencontre) le",
        "a ouvert cette page le",
    )
    places = [made.index(told) for told in acts]
    assert places == sorted(places)
    assert [made.count(told) for told in acts] == [1, 1, 1, 1]


def test_the_days_of_a_certificate_are_those_of_the_clock(
    direction: Client, held: Crm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the day of the network is another, as in the demonstration."""
    monkeypatch.setattr(Crm, "today", property(lambda _crm: date(2022, 9, 30)))
    held.execute(ErasePerson(PERSON, "demande"), "test")
    (entry,) = held.journal.facts(0, held.journal.head(), ("person.erased",))
    assert entry.recorded_at is not None
    day = entry.recorded_at.astimezone(PARIS).date()
    assert entry.event.on == date(2022, 9, 30)  # type: ignore[attr-defined]  # by its tag
    made = page(direction, f"/personnes/{PERSON}/attestation")
    assert f"effacée le {day_long(day)}" in made
    assert f"au plus tard le {day_long(day + timedelta(7))}" in made


def test_the_role_is_sealed_and_goes_with_the_person(direction: Client, held: Crm) -> None:
    """It is typed freely: « Madame X, trésorière »."""
    sql = "SELECT state FROM journal.entries WHERE topic = 'actor.contact_recorded'"
    assert "présidente".encode() not in held.query(sql)[0]["state"]
    (row,) = held.query("SELECT document FROM read_models.acteur WHERE id = %(id)s AND document "
                        "LIKE '%%\"contacts\":%%'", id=MRES)  # fmt: skip
    assert "présidente" not in str(row["document"])
    assert direction.get(f"/personnes/{PERSON}/dossier.json").json()["lieux"][0]["role"] == (
        "présidente"
    )
    held.execute(ErasePerson(PERSON, "demande"), "test")
    for address in (
        f"/acteurs/{MRES}",
        f"/personnes/{PERSON}",
        f"/personnes/{PERSON}/dossier.json",
    ):
        assert "présidente" not in page(direction, address)
    assert (
        "présidente"
        not in posted(direction, f"/acteurs/{MRES}/contacts/voir", 200, raison="joindre").text
    )


def test_what_the_law_keeps_is_said_with_its_date_and_refuses(direction: Client, held: Crm) -> None:
    own = f"/personnes/{PERSON}"
    typed: dict[str, Any] = {
        "hold": str(HOLD),
        "obligation": "preuve_presence",
        "reason": "mobilité",
    }
    assert "Dites jusqu’à quel jour" in posted(direction, f"{own}/obligations", 422, **typed).text
    posted(direction, f"{own}/obligations", until="2099-12-31", **typed)
    shown = page(direction, f"{own}/effacer").replace("\u00a0", " ")
    assert "jusqu’au 31 décembre 2099 (preuve de présence (Erasmus+))" in shown
    refused = posted(direction, f"{own}/effacer", 422, ground="demande", mot="EFFACER")
    for answer in (shown, refused.text.replace("\u00a0", " ")):
        assert answer.count("31 décembre 2099") == 1
        assert "31/12/2099" not in answer
        assert 'name="mot"' not in answer
    assert "31 décembre 2099" in page(direction, f"{own}/reponse").replace("\u00a0", " ")
    posted(direction, f"{own}/obligations/{HOLD}/lever", reason="soldé")
    posted(direction, f"{own}/effacer", ground="demande", mot="EFFACER")


def test_a_certificate_is_only_of_an_erasure(direction: Client, held: Crm) -> None:
    page(direction, f"/personnes/{PERSON}/attestation", 404)
    page(direction, f"/personnes/{uuid4()}", 404)
    page(direction, "/personnes/rien", 404)


def test_the_review_lists_roles_told_once_and_a_sign_takes_off(
    direction: Client, held: Crm
) -> None:
    text = page(direction, "/conservation")
    assert re.search(r"Maison régionale[^<]*\s:\sprésidente", text)
    assert "Prévenue aujourd’hui" in text
    assert "effacer?motif" not in text
    assert NAME not in text
    assert "pas encore prévenue" in text
    page(direction, f"/personnes/{PERSON}/avertir")
    posted(direction, f"/personnes/{PERSON}/prevenue")
    after = page(direction, "/conservation")
    assert "effaçable à partir du" in after
    for gone in ("pas encore prévenue", "Prévenue aujourd’hui", "effacer?motif"):
        assert gone not in after
    early = posted(
        direction, f"/personnes/{PERSON}/effacer", 422, ground="conservation", mot="EFFACER"
    )
    assert "laissez-lui jusqu’au" in early.text
    posted(direction, f"/personnes/{PERSON}/signe", retour="conservation")
    assert "Personne n’est à revoir" in page(direction, "/conservation")
    refused = posted(direction, f"/personnes/{PERSON}/prevenue", 422)
    assert "Rien ne presse" in refused.text


def test_a_person_held_by_the_law_is_neither_told_nor_erased(direction: Client, held: Crm) -> None:
    held.execute(SetHold(PERSON, HOLD, "litige", date(2099, 1, 1), "procès"), "test")
    text = page(direction, "/conservation")
    assert f"/personnes/{PERSON}/reponse" in text
    for gone in ("Prévenue aujourd’hui", "effacer?motif", "/avertir"):
        assert gone not in text


def test_a_person_told_and_silent_may_be_erased() -> None:
    row = {"prevenue_le": "2022-04-25", "echeance": "2022-05-10", "rappel": "2022-05-03",
           "etape": "again"}  # fmt: skip
    assert free_on(row) == date(2022, 5, 10)
    assert to_tell(row)
    assert not to_tell(row | {"prevenue_le": "2022-05-04"})
    assert free_on(row | {"prevenue_le": "2022-05-09"}) == date(2022, 5, 16)


def test_where_nobody_is_left_nothing_is_offered_nor_recorded(direction: Client, held: Crm) -> None:
    own = f"/acteurs/{HARNES}/contacts/voir"
    assert "Aucun contact à ouvrir" in posted(direction, own, 200, raison="joindre").text
    assert "Voir les contacts" in page(direction, f"/acteurs/{MRES}")
    held.execute(ErasePerson(PERSON, "demande"), "test")
    assert "Voir les contacts" not in page(direction, f"/acteurs/{MRES}")
    posted(direction, f"/acteurs/{MRES}/contacts/voir", 200, raison="joindre")
    assert facts(held, "security.contacts_opened") == []


def test_a_past_view_shows_an_erased_person_as_forgotten(direction: Client, held: Crm) -> None:
    """R60: past facts, today's words."""
    before = held.journal.head()
    held.execute(ErasePerson(PERSON, "demande"), "test")
    text = page(direction, f"/acteurs/{MRES}?connu_au={before}")
    assert "personne oubliée" in text
    assert NAME not in text


@pytest.mark.parametrize("role", [Role.SALARIE, Role.AUDITEUR, Role.ADMINISTRATION])
def test_only_the_direction_answers_to_persons(nobody: Client, held: Crm, role: Role) -> None:
    enter(nobody, held, role, SALARIES[0] if role is Role.SALARIE else None)
    for address in ("/personnes", f"/personnes/{PERSON}", "/conservation",
                    f"/personnes/{PERSON}/dossier.json"):  # fmt: skip
        assert NAME not in page(nobody, address, 403)
    posted(nobody, "/personnes", 403, q=NAME)
    assert page(nobody, "/registre")


def test_the_register_says_who_reads_what_and_how_long(client: Client) -> None:
    text = page(client, "/registre").replace("\u00a0", " ")
    for told in ("Contacts des acteurs", "3 ans après le dernier signe de vie", "Direction"):
        assert told in text, told


def test_the_identity_of_a_person_is_never_in_an_address(direction: Client, held: Crm) -> None:
    held.execute(NotifyPerson(PERSON), "test")
    held.execute(SetHold(PERSON, HOLD, "litige", date(2099, 1, 1), "procès"), "test")
    for address in ("/personnes", f"/personnes/{PERSON}", "/conservation", f"/acteurs/{MRES}"):
        for link in page(direction, address).split('href="')[1:]:
            assert NAME not in link.split('"')[0]


def test_who_was_there_is_ticked_by_role_and_is_a_sign_of_life(client: Client, held: Crm) -> None:
    entry = uuid4()
    day = held.today
    contexte = ContexteAsked(day, (StaffAsked(SALARIES[0], contact=30),))
    held.execute(
        LogInteraction(entry, "rendez_vous", contexte, (Present(actor=MRES),)), str(SALARIES[0])
    )
    assert "Dire qui était là" in page(client, f"/entrees/{entry}")
    shown = page(client, f"/entrees/{entry}/contacts")
    assert "présidente" in shown
    assert NAME not in shown
    posted(client, f"/entrees/{entry}/contacts", 422, contact=str(uuid4()))
    posted(client, f"/entrees/{entry}/contacts", contact=str(PERSON))
    assert "checked" in page(client, f"/entrees/{entry}/contacts")
    (row,) = ask(held, "conservation", Question(personne=PERSON))
    assert (row["signe"], row["entree"]) == (day.isoformat(), str(entry))
    posted(client, f"/entrees/{entry}/contacts")
    (row,) = ask(held, "conservation", Question(personne=PERSON))
    assert row["signe"] == "2020-03-02"


def test_who_is_called_by_the_very_words_stands_first(direction: Client, held: Crm) -> None:
    for number in (112, 120, 12):
        identity = Identity(f"Personne {number}")
        person = UUID(int=9_000 + number)
        recorded = RecordContact(MRES, person, "élue", identity, "contrat", LONG_AGO)
        held.execute(recorded, "test")
    text = posted(direction, "/personnes", 200, q="personne 12").text
    shown = [text.index(f"/personnes/{UUID(int=9_000 + number)}") for number in (12, 112, 120)]
    assert shown == sorted(shown)
