"""Every page, rendered: it speaks first, escapes what people wrote, and obeys the strict policy."""

from collections import Counter
from html.parser import HTMLParser

import pytest

from api.web.render import environment, html, typeset
from tests.web.samples import EVERY, actors_page, charge_page, couverture_page, frame, noter_page

VOID = {"meta", "link", "input", "br", "hr", "img", "col"}


class Reader(HTMLParser):
    """What a strict browser would notice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] or "" for _, attrs in self.tags if attribute in attrs]


@pytest.fixture(params=EVERY)
def read(request: pytest.FixtureRequest) -> Reader:
    return Reader(html(*EVERY[request.param]))


def test_nothing_is_inline(read: Reader) -> None:
    assert not read.values("style")
    assert not [name for _, attrs in read.tags for name in attrs if name.startswith("on")]
    scripts = [attrs for tag, attrs in read.tags if tag == "script"]
    assert scripts
    assert all((attrs.get("src") or "").startswith("/statique/") for attrs in scripts)


def test_every_element_is_closed_and_every_id_is_one_thing(read: Reader) -> None:
    assert read.open == []
    assert [name for name, times in Counter(read.values("id")).items() if times > 1] == []


def test_labels_and_descriptions_point_at_something(read: Reader) -> None:
    ids = set(read.values("id"))
    pointed = [*read.values("for"), *read.values("aria-labelledby")]
    pointed += [name for names in read.values("aria-describedby") for name in names.split()]
    assert {name for names in pointed for name in names.split()} <= ids


def test_one_subject_and_one_sentence(read: Reader) -> None:
    assert [tag for tag, _ in read.tags].count("h1") == 1
    assert sum("phrase" in (attrs.get("class") or "").split() for _, attrs in read.tags) == 1


def test_the_knowledge_date_never_disappears(read: Reader) -> None:
    assert any("Connu au 30 septembre 2022" in text for text in read.text)


def test_one_full_button_besides_the_rail(read: Reader) -> None:
    full = [attrs for _, attrs in read.tags if "plein" in (attrs.get("class") or "").split()]
    assert len([attrs for attrs in full if attrs.get("href") != "/noter"]) <= 1


def text_of(name: str, page: object) -> str:
    said = " ".join(Reader(html(name, frame("", "x"), page)).text)
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def test_coverage_says_who_is_least_covered_and_names_the_three_counts() -> None:
    said = text_of("couverture", couverture_page())
    assert "est le moins couvert : 11,6 structures recensées" in said
    assert "Il en manque 72." in said
    assert all(count in said for count in ("989", "334", "1 670"))
    assert "Hors de la région" in said
    assert said.count("Métropole Européenne de Lille") >= 1


def test_every_epci_has_its_line() -> None:
    page = couverture_page()
    assert len(page.epci) == 92
    assert not page.epci[0].travaille
    assert sum(line.members for line in page.carte.classes) == 92


def test_workload_names_who_is_beyond_their_capacity() -> None:
    page = charge_page()
    assert "<strong>Salarié 3</strong> dépasse sa capacité <strong>depuis 5" in page.phrase
    assert "Salarié 6 est sous 60" in page.suite
    states = {line.id: [cell.state for cell in line.cells] for line in page.lignes}
    assert states["s3"].count("conge") == 1
    assert states["s7"][:-2] == ["absent"] * 14
    assert "hors_capacite" in states["s4"]


def test_logging_reads_back_what_would_be_recorded() -> None:
    said = text_of("noter", noter_page())
    assert "Groupe-pays Mali" in said
    assert noter_page().recap.minutes == 255
    assert (noter_page().recap.salaries, noter_page().recap.structures) == (2, 3)


def test_a_refusal_keeps_what_was_typed_and_is_tied_to_its_field() -> None:
    read = Reader(html("noter", frame("noter", "Noter"), noter_page(refused=True)))
    day = next(attrs for _, attrs in read.tags if attrs.get("id") == "jour")
    assert day["value"] == "2022-09-28"
    assert day["aria-invalid"] == "true"
    assert day["aria-describedby"] == "r-jour"
    assert any(attrs.get("href") == "#jour" for _, attrs in read.tags)


def test_what_people_write_is_never_markup() -> None:
    page = actors_page(found=False)
    nasty = type(page)(phrase=page.phrase, q="<script>alert(1)</script>", acteurs=())
    assert "<script>alert" not in html("acteurs", frame("acteurs", "Acteurs"), nasty)


def test_a_missing_value_is_an_error_not_a_hole() -> None:
    with pytest.raises(Exception, match="undefined"):
        environment().from_string("{{ nothing }}").render()


def test_french_signs_never_begin_a_line_and_typed_text_is_left_alone() -> None:
    made = typeset('<p title="a : b">Quoi ? « Rien » : 12 %</p><textarea>a : b</textarea>')
    assert made == (
        '<p title="a : b">Quoi\u00a0? «\u00a0Rien\u00a0»\u00a0: 12\u00a0%</p>'
        "<textarea>a : b</textarea>"
    )
