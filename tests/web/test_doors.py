"""Through the real doors: a form is sent, the journal has it, the figures move."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from api.crm import Crm
from api.questions import Question, ask
from api.web.csv_out import HEADERS
from domain.commands.actors import RegisterActor
from tests.web.conftest import HARNES, MRES, PROJECT, SALARIES, SECOURS_R

Client = TestClient[Litestar]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def send(client: Client, address: str, **fields: object) -> tuple[int, str, str]:
    body = urlencode(fields, doseq=True)
    answer = client.post(address, content=body, headers=FORM)
    return answer.status_code, answer.text, answer.headers.get("location", "")


def filled(day: str, **more: object) -> dict[str, object]:
    one, two = SALARIES
    return {
        "commande": str(uuid4()),
        "interaction": str(uuid4()),
        "kind": "groupe_pays",
        "jour": day,
        "pays": "Mali",
        "present": [f"actor:{MRES}", f"actor:{HARNES}"],
        f"libre_{one}": "150",
        f"libre_{two}": "150",
        **more,
    }


@pytest.mark.parametrize(
    "address",
    [
        "/couverture",
        "/couverture?mesure=participations&du=2021-01-01&au=2021-12-31&connu_au=2030-01-01",
        "/couverture/carte?mesure=travaille_avec",
        "/couverture.csv",
        "/charge",
        "/charge.csv",
        "/noter",
        f"/noter?present=actor:{MRES}",
        "/acteurs",
        "/acteurs?q=harnes",
        "/acteurs/chercher?q=mres",
        "/acteurs/nouveau?nom=Nara",
        f"/acteurs/{MRES}",
        "/projets",
        "/projets?q=regards",
        f"/projets/{PROJECT}",
        f"/salaries/{SALARIES[0]}",
        "/communes/chercher?commune=lill",
        "/journal",
        "/journal?connu_au=2020-01-01",
        "/sante",
        "/api/sante",
        "/api/openapi.json",
        "/statique/tokens.css",
        "/statique/htmx.js",
        "/statique/polices/hanken-grotesk.woff2",
    ],
)
def test_every_page_answers_under_the_strict_policy(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy


def test_a_gathering_is_logged_once_and_moves_workload_and_coverage(
    client: Client, network: Crm, yesterday: str
) -> None:
    form = filled(yesterday)
    status, _, address = send(client, "/noter", **form)
    assert (status, address) == (303, f"/entrees/{form['interaction']}?notee=1")
    assert send(client, "/noter", **form)[0] == 303
    charge = ask(network, "charge", Question(par="salarie"))
    assert [row["minutes"] for row in charge] == [150, 150]
    region = ask(network, "couverture", Question(niveau="region"))[0]
    assert (region["participations"], region["minutes"]) == (2, 300)
    said = client.get(address).text.replace("\u00a0", " ")
    assert "5 h 00 rejoignent la charge et 2 participations la couverture" in said


def test_the_same_meeting_noted_by_two_people_is_asked_about(
    client: Client, network: Crm, yesterday: str
) -> None:
    send(client, "/noter", **filled(yesterday))
    again = filled(yesterday, present=[f"actor:{MRES}"])
    status, page, _ = send(client, "/noter", **again)
    assert status == 409
    assert "peut-être déjà notée" in page
    assert len(ask(network, "journal")) == 1
    assert send(client, "/noter", **again, garder="oui")[0] == 303
    assert len(ask(network, "journal")) == 2


def test_another_kind_or_other_actors_that_day_are_no_twins(client: Client, yesterday: str) -> None:
    send(client, "/noter", **filled(yesterday))
    other = filled(yesterday, kind="commission")
    assert send(client, "/noter", **other)[0] == 303
    strangers = filled(yesterday, present=[f"actor:{SECOURS_R}"])
    assert send(client, "/noter", **strangers)[0] == 303


def test_a_refusal_comes_back_with_everything_typed(client: Client, network: Crm) -> None:
    tomorrow = (network.today + timedelta(1)).isoformat()
    status, page, _ = send(
        client, "/noter", **filled(tomorrow, lieu="Salle Yser", resume="À suivre")
    )
    assert status == 422
    assert 'value="Salle Yser"' in page
    assert "À suivre</textarea>" in page
    assert 'aria-describedby="r-jour"' in page
    assert "Harnes-Kabouda" in page
    assert ask(network, "journal") == []


def test_everything_unreadable_is_told_at_once(client: Client, yesterday: str) -> None:
    form = filled(yesterday, commune="Atlantide", pays="Nulle part", projet="?")
    status, page, _ = send(client, "/noter", **form)
    assert status == 422
    assert all(f'id="r-{field}"' in page for field in ("commune", "pays", "projet"))


def test_a_sheet_is_recognised_and_doubts_do_not_block(
    client: Client, network: Crm, yesterday: str
) -> None:
    sheet = "mres\nSecours pop\nasso jumelage Nara"
    form = filled(yesterday, present=[], feuille=sheet, resume="Bonne rencontre")
    status, page, _ = send(client, "/noter", **form)
    assert status == 422
    assert "« Secours pop »".replace(" ", "\u00a0", 1)[:3] in page
    assert "ne ressemble à aucun acteur connu" in page
    mark = page.partition('name="feuille_vue" value="')[2].partition('"')[0]
    form |= {"feuille_vue": mark, "present": [f"actor:{MRES}"], "ligne_1": f"actor:{SECOURS_R}"}
    status, _, address = send(client, "/noter", **form)
    assert status == 303
    assert address == f"/entrees/{form['interaction']}?notee=1&a_regler=1"
    assert ask(network, "journal")[0]["resume"] == (
        "Bonne rencontre\n\nLignes de la feuille à régler :\nasso jumelage Nara"
    )
    said = client.get(address).text.replace("\u00a0", " ")
    assert "1 ligne de la feuille reste à régler" in said
    assert "à régler :\nasso jumelage Nara" in said
    assert ask(network, "couverture", Question(niveau="region"))[0]["participations"] == 2


def test_a_sheet_without_a_doubt_needs_no_second_look(
    client: Client, network: Crm, yesterday: str
) -> None:
    form = filled(yesterday, present=[], feuille="MRES\nharnes kabouda")
    assert send(client, "/noter", **form)[0] == 303
    assert ask(network, "couverture", Question(niveau="region"))[0]["participations"] == 2


def test_the_sheet_alone_is_answered_as_a_part_of_the_page(client: Client) -> None:
    body = urlencode({"feuille": "MRES"})
    headers = {**FORM, "HX-Request": "true"}
    answer = client.post("/noter/reconnaitre", content=body, headers=headers)
    assert answer.status_code == 200
    assert "Sigle identique" in answer.text
    assert "<html" not in answer.text


def test_without_javascript_a_search_comes_back_with_the_page(
    client: Client, yesterday: str
) -> None:
    status, page, _ = send(client, "/noter/chercher", **filled(yesterday, q="roubaix secours"))
    assert status == 200
    assert f'value="actor:{SECOURS_R}"' in page
    assert "Harnes-Kabouda" in page


def test_an_entry_is_put_right_taken_back_and_restored(
    client: Client, network: Crm, yesterday: str
) -> None:
    form = filled(yesterday)
    send(client, "/noter", **form)
    entry = f"/entrees/{form['interaction']}"
    one, two = SALARIES
    change = {"jour": yesterday, "pays": "Mali", f"libre_{one}": "240", f"libre_{two}": "150"}
    refused = send(client, f"{entry}/rectifier", commande=uuid4(), **change)
    assert refused[0] == 422
    assert "Il manque la raison" in refused[1]
    assert send(client, f"{entry}/rectifier", commande=uuid4(), reason="erreur", **change)[0] == 303
    assert minutes(network) == 390
    assert "<del>" in client.get(entry).text
    assert send(client, f"{entry}/retirer", commande=uuid4(), reason="notée deux fois")[0] == 303
    assert minutes(network) == 0
    assert "est retirée" in client.get(entry).text
    assert send(client, f"{entry}/retablir", commande=uuid4(), reason="c’était vrai")[0] == 303
    assert minutes(network) == 390
    for page in ("rectifier", "retirer", "retablir"):
        assert client.get(f"{entry}/{page}").status_code == 200


def test_each_correction_says_that_it_was_done(client: Client, yesterday: str) -> None:
    form = filled(yesterday)
    send(client, "/noter", **form)
    entry = f"/entrees/{form['interaction']}"
    for act, word in (("retirer", "Retirée."), ("retablir", "Rétablie.")):
        address = send(client, f"{entry}/{act}", commande=uuid4(), reason="essai")[2]
        assert f"<strong>{word}</strong>" in client.get(address).text


def test_one_more_came_and_one_did_not(client: Client, network: Crm, yesterday: str) -> None:
    form = filled(yesterday)
    send(client, "/noter", **form)
    entry = f"/entrees/{form['interaction']}"
    ask_more = {"commande": str(uuid4()), "q": "roubaix secours"}
    status, page, _ = send(client, f"{entry}/presences", **ask_more, geste="chercher")
    assert (status, f'value="actor:{SECOURS_R}"' in page) == (200, True)
    ticked = {**ask_more, "present": f"actor:{SECOURS_R}"}
    for _ in range(2):
        status, _, address = send(client, f"{entry}/presences", **ticked)
        assert (status, address) == (303, f"{entry}?fait=ajoutee")
    assert participations(network) == 3
    assert "Présence ajoutée." in client.get(address).text
    leaving = f"{entry}/presences/retirer?present=actor:{HARNES}"
    assert "Ôter Harnes-Kabouda" in client.get(leaving).text
    status, page, _ = send(client, leaving, commande=uuid4())
    assert status == 422
    assert "Il manque la raison" in page
    status, _, address = send(client, leaving, commande=uuid4(), reason="absente")
    assert (status, address) == (303, f"{entry}?fait=otee")
    assert participations(network) == 2
    assert "« absente »" in client.get(address).text.replace("\u00a0", " ")


def test_an_addition_that_is_refused_keeps_what_was_typed(client: Client, yesterday: str) -> None:
    form = filled(yesterday)
    send(client, "/noter", **form)
    address = f"/entrees/{form['interaction']}/presences"
    status, page, _ = send(client, address, commande=uuid4(), q="roubaix")
    assert (status, 'value="roubaix"' in page) == (422, True)
    again = send(client, address, commande=uuid4(), q="", present=[f"actor:{SECOURS_R}", "?"])
    assert again[0] == 422
    assert "checked" in again[1]


def test_only_a_gathering_takes_one_more(client: Client, yesterday: str) -> None:
    form = filled(yesterday, kind="rendez_vous", present=[f"actor:{MRES}"])
    send(client, "/noter", **form)
    assert "Ajouter une structure" not in client.get(f"/entrees/{form['interaction']}").text


def test_what_no_territory_counts_is_said_apart(
    client: Client, network: Crm, yesterday: str
) -> None:
    nowhere = uuid4()
    network.execute(RegisterActor(actor=nowhere, nom="Sans siège connu", source="test"), "test")
    form = filled(yesterday, present=[f"actor:{MRES}", f"actor:{nowhere}"])
    said = client.get(send(client, "/noter", **form)[2]).text.replace("\u00a0", " ")
    assert "2 participations, dont 1 sans territoire ou hors région, la couverture" in said
    page = client.get("/couverture").text.replace("\u00a0", " ")
    assert "et 1 sans territoire ou hors région, à part" in page


def participations(network: Crm) -> int:
    return int(ask(network, "couverture", Question(niveau="region"))[0]["participations"])


def minutes(network: Crm) -> int:
    return sum(row["minutes"] for row in ask(network, "charge", Question(par="salarie")))


def test_rectifying_the_place_leaves_the_minutes_alone(
    client: Client, network: Crm, yesterday: str
) -> None:
    form = filled(yesterday)
    send(client, "/noter", **form)
    one, two = SALARIES
    change = {"jour": yesterday, "lieu": "Amiens", f"libre_{one}": "150", f"libre_{two}": "150"}
    address = f"/entrees/{form['interaction']}/rectifier"
    assert send(client, address, commande=uuid4(), reason="lieu", **change)[0] == 303
    row = ask(network, "journal")[0]
    assert (row["lieu"], row["minutes"]) == ("Amiens", 300)
    assert "staff" not in row["corrections"][0]["after"]


def test_the_past_shows_the_past_and_takes_no_entry(client: Client, yesterday: str) -> None:
    page = client.get("/couverture?connu_au=2020-01-01").text
    assert "Vous regardez le passé" in page
    assert client.get("/noter?connu_au=2020-01-01").status_code == 409


def test_a_picture_shorter_than_its_period_says_so(client: Client) -> None:
    said = "les 16 dernières semaines de la période"
    assert said in client.get("/charge?du=2021-01-01&au=2021-12-31").text
    assert said not in client.get("/charge").text


@pytest.mark.parametrize("page", ["couverture", "charge", "charge.csv"])
def test_dates_the_wrong_way_round_are_refused(client: Client, page: str) -> None:
    answer = client.get(f"/{page}?du=2022-09-30&au=2022-01-01")
    assert answer.status_code == 400
    assert "finit avant de commencer" in answer.text


def test_an_actor_is_registered_after_a_look_at_its_twins(client: Client) -> None:
    new = {"actor": str(uuid4()), "commande": str(uuid4()), "nom": "Harnes Kabouda"}
    status, page, _ = send(client, "/acteurs", **new)
    assert status == 200
    assert "portent un nom proche" in page
    status, _, address = send(client, "/acteurs", **new, nouveau="oui", commune="Harnes")
    assert status == 303
    assert "Harnes Kabouda" in client.get(address).text


def test_a_csv_is_what_a_spreadsheet_of_this_country_opens(client: Client) -> None:
    answer = client.get("/couverture.csv")
    content = answer.content
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert content.startswith("\ufeffCode;Nom;Habitants;Recensées;".encode())
    for address in ("/couverture.csv", "/charge.csv"):
        head = client.get(address).text.lstrip("\ufeff").splitlines()[0]
        assert set(head.split(";")) <= set(HEADERS.values())
    assert content.count(b"\r\n") == 92 + 2 + 1
