"""Signed out while typing: the text is carried through the sign-in, whole or not at all."""

import zlib
from base64 import urlsafe_b64encode
from urllib.parse import urlencode

import pytest

from api.web.forms import Form, read_form
from api.web.pages.failing import ResumePage
from api.web.pages.frame import Frame
from api.web.resuming import MOST, carried, resume_fields, resume_page, resumed

FIELDS = (
    ("commande", "c1"),
    ("resume", "Zwijnebourg : 50 % & plus\r\n« oui »"),
    ("present", "actor:1"),
    ("present", "actor:2"),
)
FRAME = Frame(titre="Votre texte", ici="", connu="30 septembre 2022", preuve="p")


def through(address: str, fields: tuple[tuple[str, str], ...]) -> ResumePage | None:
    """As a browser carries it, from the page of the failure to the end of the sign-in."""
    held = resume_fields(address, fields)
    form = read_form(urlencode([*held, ("courriel", "x@y.fr"), ("mot_de_passe", "z")]).encode())
    assert carried(form) == held
    again = read_form(urlencode(carried(form)).encode())
    return resume_page(*(value for _, value in carried(again)))


def test_what_was_typed_is_there_after_the_sign_in() -> None:
    page = through("/noter?present=actor:1", FIELDS)
    assert page is not None
    assert page.envoi.champs == FIELDS
    assert page.envoi.adresse == "/noter?present=actor:1"
    assert "Zwijnebourg : 50 % & plus\n« oui »" in page.texte


def test_the_page_has_one_button_and_the_proof_of_the_new_session() -> None:
    form = Form({name: [value] for name, value in resume_fields("/noter", FIELDS)})
    answer = resumed(form, FRAME, "Personne 12")
    assert answer is not None
    assert "Votre texte est là." in answer.content
    assert answer.content.count('type="submit"') == 1 + answer.content.count('action="/sortir"')
    assert "sera signé par vous, <strong>Personne 12</strong>" in answer.content
    assert 'name="_csrf"' in answer.content
    assert "data-delai" not in answer.content, "a person sends it, not the page"


def test_secrets_are_left_behind() -> None:
    held = resume_fields("/noter", (*FIELDS, ("_csrf", "s3cr3t"), ("mot_de_passe", "s3cr3t")))
    page = resume_page(held[0][1], held[1][1])
    assert page is not None
    assert page.envoi.champs == FIELDS


@pytest.mark.parametrize(
    "address",
    ["", "noter", "//ailleurs.example/", "/\\ailleurs.example", "https://ailleurs.example/",
     "javascript:alert(1)", "/noter\nx", "/" + "a" * 600],
)  # fmt: skip
def test_only_a_page_of_ours_is_written_to(address: str) -> None:
    assert resume_page(address, resume_fields("/noter", FIELDS)[1][1]) is None


BOMB = urlsafe_b64encode(zlib.compress(b"a=" + b"x" * 50_000_000, 9)).decode()


@pytest.mark.parametrize("text", ["", "a", "%%%", "é", "x" * 57_000, BOMB])
def test_what_was_changed_on_the_way_reads_as_nothing(text: str) -> None:
    assert resume_page("/noter", text) is None


def test_a_text_cut_short_reads_as_nothing() -> None:
    whole = resume_fields("/noter", FIELDS)[1][1]
    assert all(resume_page("/noter", whole[:end]) is None for end in range(len(whole) - 4))


def test_the_largest_form_that_passes_the_door_still_leaves_room_for_a_password() -> None:
    prose = "\r\n".join(f"Ligne {n} : {n * 7919 % 1000} structures, à revoir." for n in range(900))
    held = resume_fields("/noter", (("resume", prose[:40_000]),))
    assert len(held[1][1]) < MOST
    assert through("/noter", (("resume", prose[:40_000]),)) is not None


def test_what_cannot_be_carried_is_not_carried_by_halves() -> None:
    noise = "".join(chr(0x4E00 + n * 7919 % 20_000) for n in range(40_000))
    assert resume_fields("/noter", (("resume", noise),)) == ()
    assert carried(Form({"_reprise": ["x"]})) == ()
