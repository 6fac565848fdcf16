"""The same commands and questions for programs; and everything that should never get in."""

import json
from uuid import uuid4

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from api.crm import Crm
from api.questions import ask
from tests.web.conftest import MRES, SALARIES

Client = TestClient[Litestar]


def order(day: str, **more: object) -> dict[str, object]:
    staff = [{"salarie": str(SALARIES[0]), "contact": 60}]
    return {
        "id": str(uuid4()),
        "type": "interaction.log",
        "interaction": str(uuid4()),
        "kind": "rendez_vous",
        "present": [{"actor": str(MRES)}],
        "contexte": {"occurred_on": day, "staff": staff, **more},
    }


def sent(client: Client, body: object) -> tuple[int, dict[str, object]]:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = client.post("/api/commandes", content=content)
    if answer.status_code != 200:
        assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()


def test_a_command_is_done_once_however_often_it_is_sent(
    client: Client, network: Crm, yesterday: str
) -> None:
    asked = order(yesterday)
    first, again = sent(client, asked), sent(client, asked)
    assert first == (200, {**first[1], "ok": True, "repeated": False})
    assert again[1] == {**first[1], "repeated": True}
    assert len(ask(network, "journal")) == 1


def test_the_same_id_for_something_else_is_a_conflict(client: Client, yesterday: str) -> None:
    asked = order(yesterday)
    sent(client, asked)
    status, told = sent(client, {**asked, "interaction": str(uuid4())})
    assert status == 409
    assert "déjà enregistré" in str(told["detail"])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"occurred_on": "2999-01-01"}, "contexte.occurred_on"),
        ({"commune": "00000"}, "contexte.commune"),
        ({"staff": [{"salarie": str(SALARIES[0]), "contact": -5}]}, "contexte.staff.0"),
        ({"staff": [{"salarie": str(SALARIES[0]), "contact": 5_000}]}, "contexte.staff.0"),
        ({"staff": [{"salarie": str(uuid4()), "contact": 5}]}, "contexte.staff.0.salarie"),
        ({"lieu": "x\0"}, None),
        ({"surprise": 1}, "contexte.surprise"),
        ({"occurred_on": "hier"}, "contexte.occurred_on"),
    ],
)
def test_bad_input_is_told_with_its_field_and_writes_nothing(
    client: Client, network: Crm, yesterday: str, change: dict[str, object], field: str | None
) -> None:
    status, told = sent(client, {**order(yesterday), "contexte": {**context(yesterday), **change}})
    assert status == 422
    assert told.get("field") == field
    assert told["detail"]
    assert ask(network, "journal") == []


def context(day: str) -> dict[str, object]:
    return {"occurred_on": day, "staff": [{"salarie": str(SALARIES[0]), "contact": 60}]}


def test_an_actor_that_does_not_exist_is_told(client: Client, yesterday: str) -> None:
    status, told = sent(client, {**order(yesterday), "present": [{"actor": str(uuid4())}]})
    assert (status, told["field"]) == (422, "present.0.actor")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"[1]", 422),
        (b"{", 422),
        (b"\xff\xfe", 422),
        (b"[" * 30_000, 422),
        (b'{"a":' * 10_000, 422),
        (b"x" * 10_000_000, 413),
    ],
)
def test_what_is_no_command_is_refused_in_french(client: Client, body: bytes, status: int) -> None:
    got, told = sent(client, body)
    assert got == status
    assert told["status"] == status
    assert str(told["detail"]).strip()


def test_a_page_too_heavy_is_refused_in_french(client: Client) -> None:
    answer = client.post("/noter", content=b"a=" + b"x" * 10_000_000)
    assert answer.status_code == 413
    assert "64" in answer.text


def test_another_site_can_send_nothing(client: Client, network: Crm, yesterday: str) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://ailleurs.example"}
    answer = client.post("/api/commandes", content=json.dumps(order(yesterday)), headers=headers)
    assert answer.status_code == 403
    assert ask(network, "journal") == []


def test_questions_answer_as_the_pages_do(client: Client, network: Crm) -> None:
    rows = client.get("/api/questions/couverture?niveau=departement").json()
    assert [row["code"] for row in rows[-2:]] == ["hors_region", "sans_territoire"]
    assert rows == ask(network, "couverture")
    found = client.get("/api/questions/annuaire", params={"cherche": "MRES"}).json()
    assert [row["id"] for row in found] == [str(MRES)]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/questions/inconnue", 404),
        ("/api/questions/charge?par=humeur", 422),
        ("/api/questions/charge?du=hier", 400),
        ("/api/questions/charge?du=2022-02-01&au=2022-01-01", 422),
        ("/api/questions/charge?surprise=1", 400),
        ("/api/questions/journal?acteur=moi", 400),
        ("/api/questions/annuaire?limite=0", 400),
        ("/api/rien", 404),
        ("/api/commandes", 405),
        ("/acteurs/inconnu", 404),
        ("/acteurs/00000000-0000-4000-8000-000000000404", 404),
        ("/entrees/00000000-0000-4000-8000-000000000404", 404),
        ("/couverture?du=hier", 400),
        ("/couverture?mesure=humeur", 400),
        ("/couverture?connu_au=hier", 400),
        ("/statique/../app.py", 404),
        ("/statique/secret", 404),
    ],
)
def test_a_wrong_address_is_told_in_french(client: Client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    kind = "application/problem+json" if address.startswith("/api/") else "text/html"
    assert answer.headers["content-type"].startswith(kind)
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_document_describes_every_command_and_question(client: Client) -> None:
    document = client.get("/api/openapi.json").json()
    asked = document["paths"]["/api/commandes"]["post"]["requestBody"]["content"]
    mapping = asked["application/json"]["schema"]["discriminator"]["mapping"]
    assert mapping["interaction.log"] == "#/components/schemas/LogInteraction"
    assert set(mapping.values()) <= {
        f"#/components/schemas/{name}" for name in document["components"]["schemas"]
    }
