"""What each role meets at the doors: the route, the object, the field, the signature."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from api.crm import Crm
from api.web.refusals import HOUR, Refusals
from domain.commands.accounts import OpenConvention
from domain.commands.actors import RegisterActor
from domain.commands.entries import LogInteraction, RetractInteraction
from domain.commands.salaries import JoinSalarie, SignConvention
from domain.commands.shared import ChargeAsked, ContexteAsked, Present, StaffAsked
from domain.facts.security import AccessRefused, Exported
from domain.policy import Action
from domain.roles import Role
from tests.signed import enter
from tests.web.conftest import HARNES, LONG_AGO, MRES, SALARIES

Client = TestClient[Litestar]
OTHER_POLE, OURS, THEIRS = UUID(int=103), UUID(int=401), UUID(int=402)
WORDS = ("Titre confié", "Lieu confié", "Résumé confié")


def sign(crm: Crm, key: UUID) -> None:
    first = LONG_AGO.replace(year=2019)
    last = crm.today.replace(month=12, day=31)
    crm.execute(SignConvention(key, "Bailleur", "Convention", first, last), "test")


def log(crm: Crm, salarie: UUID, actor: UUID, convention: UUID) -> UUID:
    key = uuid4()
    contexte = ContexteAsked(
        crm.today, (StaffAsked(salarie, 60),), conventions=(ChargeAsked(convention, 100),),
        lieu=WORDS[1],
    )  # fmt: skip
    command = LogInteraction(
        key, "rendez_vous", contexte, (Present(actor=actor),), titre=WORDS[0], resume=WORDS[2]
    )
    crm.execute(command, str(salarie))
    return key


@pytest.fixture
def entries(network: Crm) -> tuple[UUID, UUID]:
    """One of each convention: the first by salarié 1 with MRES, the second by another pôle."""
    joined = JoinSalarie(OTHER_POLE, "Salarié 3", "amiens", LONG_AGO, "ECSI")
    network.execute(joined, "test")
    sign(network, OURS)
    sign(network, THEIRS)
    return log(network, SALARIES[0], MRES, OURS), log(network, OTHER_POLE, HARNES, THEIRS)


@pytest.fixture
def auditeur(nobody: Client, network: Crm, entries: tuple[UUID, UUID]) -> Client:
    key = enter(nobody, network, Role.AUDITEUR)
    network.execute(OpenConvention(key, OURS, network.today), "test")
    return nobody


def asked(client: Client, question: str, **words: Any) -> Any:
    answer = client.get(f"/api/questions/{question}", params=words)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_whoever_is_not_known_is_sent_to_the_sign_in_and_back(nobody: Client) -> None:
    page = nobody.get("/charge?du=2022-01-01")
    assert page.status_code == 303
    assert page.headers["location"] == "/entrer?retour=%2Fcharge%3Fdu%3D2022-01-01"
    assert nobody.get("/api/questions/charge").status_code == 401


def test_an_auditeur_reads_the_entries_of_their_conventions_alone(
    auditeur: Client, entries: tuple[UUID, UUID]
) -> None:
    assert {row["id"] for row in asked(auditeur, "journal")} == {str(entries[0])}
    assert auditeur.get(f"/entrees/{entries[0]}").status_code == 200
    assert auditeur.get(f"/entrees/{entries[1]}").status_code == 404
    assert asked(auditeur, "partage", entree=entries[1]) == []
    assert {row["convention"] for row in asked(auditeur, "imputations")} == {str(OURS)}


def test_an_auditeur_reads_the_actors_of_these_entries_alone(auditeur: Client) -> None:
    assert auditeur.get(f"/acteurs/{MRES}").status_code == 200
    assert auditeur.get(f"/acteurs/{HARNES}").status_code == 403
    assert auditeur.get(f"/acteurs/{uuid4()}").status_code == 403
    assert auditeur.get("/acteurs").status_code == 403
    assert auditeur.get("/api/questions/annuaire").status_code == 403


def test_an_auditeur_reads_no_text(auditeur: Client, entries: tuple[UUID, UUID]) -> None:
    pages = [f"/entrees/{entries[0]}", f"/acteurs/{MRES}", "/journal"]
    read = [auditeur.get(page).text for page in (*pages, "/api/questions/journal")]
    assert not [word for text in read for word in WORDS if word in text]
    assert "1\u00a0h" in read[0]


def test_the_team_reads_these_texts(client: Client, entries: tuple[UUID, UUID]) -> None:
    page = client.get(f"/entrees/{entries[0]}").text
    assert [word for word in WORDS if word not in page] == []


def test_a_salarie_rectifies_the_entries_of_their_pole(
    client: Client, entries: tuple[UUID, UUID]
) -> None:
    command = {"type": "interaction.retract", "reason": "doublon"}
    mine, theirs = (
        client.post("/api/commandes", json={**command, "id": str(uuid4()), "interaction": str(key)})
        for key in entries
    )
    assert (mine.status_code, theirs.status_code) == (200, 403)
    assert "autre pôle" in theirs.json()["detail"]


def test_nobody_signs_for_another(client: Client) -> None:
    command = {
        "type": "actor.rename", "id": str(uuid4()), "actor": str(MRES), "nom": "Autre",
        "author": str(SALARIES[1]),
    }  # fmt: skip
    answer = client.post("/api/commandes", json=command)
    assert answer.status_code == 422
    assert "author" in answer.json()["detail"]


def test_what_is_recorded_is_signed_by_who_is_there(client: Client, network: Crm) -> None:
    command = {"type": "actor.rename", "id": str(uuid4()), "actor": str(MRES), "nom": "Autre"}
    assert client.post("/api/commandes", json=command).status_code == 200
    assert network.journal.stream(MRES)[-1].author == str(SALARIES[0])


@pytest.mark.parametrize("role", [Role.AUDITEUR, Role.ADMINISTRATION])
def test_whoever_does_not_log_is_not_offered_to(role: Role, nobody: Client, network: Crm) -> None:
    enter(nobody, network, role)
    assert nobody.get("/noter").status_code == 403
    assert 'href="/noter"' not in nobody.get("/droits").text


def test_a_form_without_the_proof_of_its_session_is_not_read(client: Client) -> None:
    del client.headers["x-csrf"]
    answer = client.post("/acteurs", data={"nom": "Une structure"})
    assert answer.status_code == 403
    assert "Une structure" in answer.text


def test_a_refusal_is_noted_the_1st_2nd_4th_time(auditeur: Client, network: Crm) -> None:
    before = network.journal.head()
    for _ in range(5):
        auditeur.get("/charge")
    noted = [entry.event for entry in network.journal.after(before)]
    assert [(fact.action, fact.times) for fact in noted if isinstance(fact, AccessRefused)] == [
        ("lire_charge", 1), ("lire_charge", 2), ("lire_charge", 4),
    ]  # fmt: skip


def test_refusals_are_counted_anew_after_an_hour() -> None:
    clock: list[float] = [0.0]
    now: Callable[[], float] = lambda: clock[0]  # noqa: E731  # a clock is a value here
    refusals = Refusals(now)
    key = (None, Action.NOTER)
    assert [refusals.again(key) for _ in range(5)] == [1, 2, 0, 4, 0]
    clock[0] = HOUR
    assert refusals.again(key) == 1


def test_an_actor_that_is_a_person_has_no_name_for_an_auditeur(
    auditeur: Client, network: Crm
) -> None:
    person = UUID(int=205)
    registered = RegisterActor(
        person, "Personne 12", "consultant", "59350", effective_on=LONG_AGO, natural_person=True
    )
    network.execute(registered, "test")
    entry = log(network, SALARIES[0], person, OURS)
    pages = (f"/entrees/{entry}", f"/acteurs/{person}", f"/api/questions/partage?entree={entry}")
    told = [auditeur.get(page) for page in pages]
    assert [answer.status_code for answer in told] == [200, 200, 200]
    assert ["Personne 12" in answer.text for answer in told] == [False] * 3
    assert ["Personne physique" in answer.text for answer in told] == [True] * 3


@pytest.mark.parametrize("file", ["couverture", "charge"])
def test_a_file_that_leaves_is_noted(client: Client, network: Crm, file: str) -> None:
    before = network.journal.head()
    assert client.get(f"/{file}.csv").status_code == 200
    noted = [entry.event for entry in network.journal.after(before)]
    assert [fact.what for fact in noted if isinstance(fact, Exported)] == [file]


CORRECTING = ("/rectifier", "/retirer", "/contacts", "/presences")


def offered(client: Client, entry: UUID) -> list[str]:
    """The corrections that the page of this entry leads to."""
    page = client.get(f"/entrees/{entry}").text
    return [way for way in CORRECTING if f'"/entrees/{entry}{way}' in page]


def test_an_entry_offers_its_corrections_to_whoever_may_make_them(
    client: Client, entries: tuple[UUID, UUID]
) -> None:
    assert offered(client, entries[0]) == ["/rectifier", "/retirer", "/contacts"]
    assert offered(client, entries[1]) == []
    assert "demandez-leur de la rectifier" in client.get(f"/entrees/{entries[1]}").text


def test_a_gathering_takes_presences_from_the_team_and_loses_them_by_its_own(
    client: Client, network: Crm, entries: tuple[UUID, UUID]
) -> None:
    key = uuid4()
    told = ContexteAsked(network.today, (StaffAsked(OTHER_POLE, 60),))
    command = LogInteraction(key, "atelier_collectif", told, (Present(actor=HARNES),))
    network.execute(command, str(OTHER_POLE))
    page = client.get(f"/entrees/{key}").text
    assert f'action="/entrees/{key}/presences"' in page
    assert f"/entrees/{key}/presences/retirer" not in page


def test_a_retracted_entry_is_not_restored_by_another_pole(
    client: Client, network: Crm, entries: tuple[UUID, UUID]
) -> None:
    for key in entries:
        network.execute(RetractInteraction(key, "doublon"), "test")
    ways = [f"/entrees/{key}/retablir" in client.get(f"/entrees/{key}").text for key in entries]
    assert ways == [True, False]


def test_an_auditeur_is_offered_nothing_to_write(
    auditeur: Client, entries: tuple[UUID, UUID]
) -> None:
    assert offered(auditeur, entries[0]) == []
    pages = [auditeur.get(page).text for page in (f"/acteurs/{MRES}", "/journal", "/couverture")]
    closed = (
        'href="/noter',
        "/contacts/nouveau",
        'href="/sante"',
        'href="/charge"',
        "<kbd>N</kbd>",
    )
    assert [word for word in closed for page in pages if word in page] == []


def test_the_administration_is_led_to_no_journal(nobody: Client, network: Crm) -> None:
    enter(nobody, network, Role.ADMINISTRATION)
    page = nobody.get("/comptes").text
    assert '<span class="connu">' in page
    assert 'href="/journal"' not in page
    assert ('data-aller="j"' in page, 'data-aller="a"' in page) == (False, True)
