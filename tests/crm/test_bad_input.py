"""Whatever comes in through `do`: a French sentence naming the field, and nothing written."""

import json
import re
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.cli.do import answer
from api.crm import Crm
from api.orders import MAX_BYTES, read_order
from api.questions import ask
from domain.commands.actors import AddAlias
from domain.decider import Refused
from tests.domain.network import key
from tests.domain.people import ARRAS, ENTRY, FORAGE, LILLE, MEAE, ONE, log

Order = dict[str, Any]
NOWHERE = str(uuid4())
GATHERING = key("une rencontre déjà notée")


def order(tag: str, **fields: Any) -> Order:
    return {"id": str(uuid4()), "author": "quelqu’un", "type": tag, **fields}


def entry(**changed: Any) -> Order:
    """A good entry, with what is changed of it or of its context."""
    contexte: Order = {
        "occurred_on": "2022-03-15",
        "staff": [{"salarie": str(ONE), "contact": 60}],
    }
    own = {name: value for name, value in changed.items() if name in OF_CONTEXTE}
    rest = {name: value for name, value in changed.items() if name not in OF_CONTEXTE}
    good = {"interaction": str(uuid4()), "kind": "groupe_pays", "present": [{"actor": str(ARRAS)}]}
    return order("interaction.log", **{**good, "contexte": {**contexte, **own}, **rest})


OF_CONTEXTE = {"occurred_on", "staff", "start", "mode", "commune", "pole", "dispositif", "odd",
               "conventions", "countries", "project"}  # fmt: skip


def staff(**line: Any) -> Order:
    return entry(staff=[{"salarie": str(ONE), **line}])


def actor(**fields: Any) -> Order:
    return order("actor.register", actor=str(uuid4()), **{"nom": "Une association", **fields})


def charge(percent: Any, convention: object = MEAE) -> Order:
    return {"convention": str(convention), "percent": percent}


REFUSED: dict[str, tuple[Order, str]] = {
    "unknown commune": (actor(commune="59999"), "commune"),
    "a postal code": (actor(commune="59000"), "commune"),
    "a commune by name": (actor(commune="Lille"), "commune"),
    "unknown place": (entry(commune="99999"), "contexte.commune"),
    "tomorrow": (entry(occurred_on="2999-01-01"), "contexte.occurred_on"),
    "long ago": (entry(occurred_on="0001-01-01"), "contexte.occurred_on"),
    "a line of tomorrow": (staff(contact=5, day="2999-01-01"), "contexte.staff.0.day"),
    "no such day": (entry(occurred_on="2022-02-30"), "contexte.occurred_on"),
    "a French date": (entry(occurred_on="15/03/2022"), "contexte.occurred_on"),
    "negative minutes": (staff(contact=-1), "contexte.staff.0"),
    "negative, made up for": (staff(contact=90, travel=-30), "contexte.staff.0"),
    "no minute at all": (staff(contact=0), "contexte.staff.0"),
    "more than a day": (staff(contact=1_000, travel=441), "contexte.staff.0"),
    "absurd minutes": (staff(contact=10**30), "contexte.staff.0"),
    "half a minute": (staff(contact=0.5), "contexte.staff[0].contact"),
    "minutes in words": (staff(contact="60"), "contexte.staff[0].contact"),
    "minutes as a yes": (staff(contact=True), "contexte.staff[0].contact"),
    "nobody worked": (entry(staff=[]), "contexte.staff"),
    "unknown salarié": (entry(staff=[{"salarie": NOWHERE, "contact": 5}]),
                        "contexte.staff.0.salarie"),
    "an actor as salarié": (entry(staff=[{"salarie": str(ARRAS), "contact": 5}]),
                            "contexte.staff.0.salarie"),
    "unknown actor": (entry(present=[{"actor": NOWHERE}]), "present.0.actor"),
    "a project as actor": (entry(present=[{"actor": str(FORAGE)}]), "present.0.actor"),
    "unknown project": (entry(present=[{"project": NOWHERE}]), "present.0.project"),
    "an entry about no project": (entry(project=NOWHERE), "contexte.project"),
    "twice the same": (entry(present=[{"actor": str(ARRAS)}] * 2), "present"),
    "both at once": (entry(present=[{"actor": str(ARRAS), "project": str(FORAGE)}]), "present"),
    "neither": (entry(present=[{}]), "present"),
    "the same gathering again": (entry(interaction=str(GATHERING)), "interaction"),
    "an actor's id": (entry(interaction=str(ARRAS)), "interaction"),
    "a salarié's id": (entry(interaction=str(ONE)), "interaction"),
    "unknown kind": (entry(kind="goûter"), "kind"),
    "unknown mode": (entry(mode="fax"), "contexte.mode"),
    "unknown pôle": (entry(pole="RH"), "contexte.pole"),
    "EPO before its time": (entry(pole="EPO", occurred_on="2021-12-31"), "contexte.pole"),
    "unknown dispositif": (entry(dispositif="inconnu"), "contexte.dispositif"),
    "unknown country": (entry(countries=["Mali"]), "contexte.countries"),
    "unknown ODD": (entry(odd=[18]), "contexte.odd"),
    "no such hour": (entry(start="25:00"), "contexte.start"),
    "above 100 %": (entry(conventions=[charge(101)]), "contexte.conventions"),
    "twice a convention": (entry(conventions=[charge(1), charge(1)]), "contexte.conventions"),
    "no percent": (entry(conventions=[charge(0)]), "contexte.conventions"),
    "unknown convention": (entry(conventions=[charge(5, NOWHERE)]), "contexte.conventions"),
    "outside its period": (entry(conventions=[charge(5)], occurred_on="2021-06-01"),
                           "contexte.conventions"),
    "no name": (actor(nom=""), "nom"),
    "a blank name": (actor(nom="   "), "nom"),
    "a very long name": (actor(nom="a" * 301), "nom"),
    "Lianes itself": (actor(nom="Lianes Coopération"), "nom"),
    "a list for a name": (actor(nom=["a"]), "nom"),
    "unknown typologie": (actor(typologie="licorne"), "typologie"),
    "an unknown field": (actor(couleur="bleu"), "couleur"),
    "a missing field": (order("actor.register", nom="Sans numéro"), "actor"),
    "no UUID": (order("actor.register", actor="12", nom="Numéro douze"), "actor"),
    "known already": (order("actor.register", actor=str(ARRAS), nom="Arras"), "actor"),
    "an actor that is a salarié": (order("actor.register", actor=str(ONE), nom="Une"), "actor"),
    "a project that is an actor": (order("project.open", project=str(LILLE), titre="Un titre",
                                         porteur=str(ARRAS)), "project"),
    "an amendment without a reason": (order("interaction.amend", interaction=str(GATHERING),
                                            reason=" ", changes={"mode": "visio"}), "reason"),
    "an amendment into the future": (order("interaction.amend", interaction=str(GATHERING),
                                           reason="oui", changes={"occurred_on": "2999-01-01"}),
                                     "contexte.occurred_on"),
    "an unknown entry": (order("interaction.retract", interaction=NOWHERE, reason="oui"),
                         "interaction"),
    "a merge with itself": (order("actor.merge", absorbed=str(ARRAS), survivor=str(ARRAS),
                                  reason="oui"), "survivor"),
    "a merge with nobody": (order("actor.merge", absorbed=str(ARRAS), survivor=NOWHERE,
                                  reason="oui"), "survivor"),
    "an unknown command": (order("actor.explode", actor=str(ARRAS)), "type"),
    "a type that is a list": ({**actor(), "type": ["actor.register"]}, "type"),
    "nobody asks": ({**actor(), "author": " "}, "author"),
    "an author that is a number": ({**actor(), "author": 12}, "author"),
    "no id": ({"author": "x", "type": "actor.register"}, "id"),
    "an id that is none": ({**actor(), "id": "un"}, "id"),
}  # fmt: skip

ENGLISH = re.compile(r"\b(Expected|Invalid|Object|missing|unknown|Error|str|int|array|null)\b")


@pytest.fixture
def noted(reseau: Crm) -> Crm:
    reseau.execute(log("groupe_pays", ARRAS, LILLE, interaction=GATHERING), "test")
    return reseau


def kept(crm: Crm) -> list[dict[str, Any]]:
    """How much is written, everywhere."""
    tables = ("journal.entries", "journal.receipts", "vault.keys", "read_models.part",
              "read_models.acteur", "read_models.situation", "read_models.annuaire")  # fmt: skip
    counts = ", ".join(f"(SELECT count(*) FROM {table}) AS n{n}" for n, table in enumerate(tables))
    return crm.query(f"SELECT {counts}")


def test_each_is_refused_in_french_and_nothing_is_written(noted: Crm) -> None:
    before = kept(noted)
    for words, (asked, field) in REFUSED.items():
        told = answer(noted, json.dumps(asked).encode())
        assert (told["ok"], told["positions"], told.get("champ")) == (False, [], field), (
            words,
            told,
        )
        assert told["id"] == asked.get("id"), words
        assert told["erreur"].endswith((".", " ?")), (words, told)
        assert not ENGLISH.search(told["erreur"]), (words, told)
    assert kept(noted) == before


def test_the_control_the_good_ones_are_accepted(noted: Crm) -> None:
    for good in (entry(), actor(commune="59350"), entry(conventions=[charge(100)])):
        told = answer(noted, json.dumps(good).encode())
        assert (told["ok"], told["erreur"], bool(told["positions"])) == (True, None, True)


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"null", "objet"),
    "a list": (b"[]", "objet"),
    "a number": (b"12", "objet"),
    "half an object": (b'{"id": ', "JSON"),
    "no JSON": (b"bonjour", "JSON"),
    "not UTF-8": (b'{"id": "\xe9"}', "JSON"),
    "half a sign": (b'{"id": "\\ud800"}', "JSON"),
    "deep": (b'{"id":' * 9_000, "imbriqué"),
    "deep lists": (b"[" * 60_000, "imbriqué"),
    "deep, closed": (b'{"id":' + b"[" * 20_000 + b"]" * 20_000 + b"}", "imbriqué"),
    "a NUL": (json.dumps(actor(nom="a\0b")).encode(), "caractère nul"),
    "a bare NUL": (b'{"id": "\0"}', "caractère nul"),
    "too heavy": (json.dumps(actor(nom="a" * MAX_BYTES)).encode(), "64 ko"),
    "10 MB": (b'{"id": "' + b"a" * 10_000_000 + b'"}', "64 ko"),
    "10 MB of brackets": (b"[" * 10_000_000, "64 ko"),
}


def test_a_line_that_cannot_be_read_is_refused_in_french(noted: Crm) -> None:
    before = kept(noted)
    for words, (line, sentence) in UNREADABLE.items():
        told = answer(noted, line)
        assert (told["ok"], told["positions"]) == (False, []), words
        assert sentence in told["erreur"], (words, told["erreur"])
        assert len(json.dumps(told)) < 1_000, words
    assert kept(noted) == before


@pytest.mark.parametrize("depth", [10, 100, 300, 500, 700, 900, 990, 1_100])
def test_any_depth_has_its_answer(noted: Crm, depth: int) -> None:
    """Between what is read and what is written again, no depth escapes."""
    deep = b"[" * depth + b"]" * depth
    line = json.dumps(actor()).encode()[:-1] + b', "themes": ' + deep + b"}"
    told = answer(noted, line)
    assert (told["ok"], bool(told["erreur"])) == (False, True)


def test_a_nul_is_refused_of_a_command_too(noted: Crm) -> None:
    before = kept(noted)
    with pytest.raises(Refused, match="caractère nul"):
        noted.execute(AddAlias(ARRAS, "a\0b"), "test")
    with pytest.raises(Refused, match="caractère nul"):
        noted.execute(log("rendez_vous", ARRAS, resume="a\0b"), "test")
    with pytest.raises(Refused, match="caractère nul"):
        noted.execute(AddAlias(ARRAS, "Arras"), "quelqu\0un")
    assert kept(noted) == before


@pytest.mark.parametrize(
    "text",
    ["😀", "\u202erenversé\u202c", "e\u0301", "'; DROP TABLE journal.entries; --", "%_\\",
     "\t\r\n a", "<script>alert(1)</script>", '{"event":"actor.archived"}', "\x7f\x1b[31m",
     "a" * 300],
)  # fmt: skip
def test_any_text_is_a_text(noted: Crm, text: str) -> None:
    """Odd signs are kept as they are, and found again."""
    noted.execute(AddAlias(ARRAS, text), "test")
    (known,) = noted.query(
        "SELECT document FROM read_models.acteur WHERE id = %(id)s AND known_to = %(last)s",
        id=ARRAS, last=2**63 - 1,
    )  # fmt: skip
    assert text in json.loads(known["document"])["alias"]
    assert noted.projector.health().set_aside == []


def test_a_line_sent_twice_is_done_once_and_another_under_its_id_is_told(noted: Crm) -> None:
    asked = entry()
    line = json.dumps(asked).encode()
    first, second = answer(noted, line), answer(noted, line)
    assert first == second
    other = answer(noted, json.dumps({**entry(), "id": asked["id"]}).encode())
    assert (other["ok"], "numéro d’un autre" in other["erreur"]) == (False, True)


def test_an_entry_noted_on_one_actor_cannot_be_noted_again_on_another(noted: Crm) -> None:
    noted.execute(log("rendez_vous", ARRAS), "test")
    for again in (log("rendez_vous", LILLE), log("groupe_pays", LILLE), log("rendez_vous", ARRAS)):
        with pytest.raises(Refused, match="déjà notée") as refused:
            noted.execute(again, "test")
        assert refused.value.field == "interaction"
    assert noted.holder_of(ENTRY) == ("actor", UUID(str(ARRAS)))


def test_a_mark_at_the_head_of_a_utf8_file_is_no_part_of_the_command() -> None:
    line = b'\xef\xbb\xbf{"id": "01890000-0000-7000-8000-000000000001", "author": "x", "type": '
    line += b'"salarie.depart", "salarie": "01890000-0000-7000-8000-000000000002", "last_day": '
    assert read_order(line + b'"2022-01-01"}').author == "x"


@pytest.mark.parametrize("line", [b"", b"{", b'{"id": 1e999}', b'{"id": "\\ud800"}'])
def test_an_unreadable_line_is_told_in_french_alone(line: bytes) -> None:
    with pytest.raises(Refused, match="JSON lisible : vérifiez les guillemets"):
        read_order(line)


@pytest.mark.parametrize(("question", "field"), [("silence", "acteur"), ("partage", "entree")])
def test_a_question_about_one_thing_asks_which(crm: Crm, question: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        ask(crm, question)
    assert refusal.value.field == field
