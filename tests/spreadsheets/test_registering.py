"""From a judged list to commands and to what a person reads."""

import msgspec

from adapters.spreadsheets.acteurs import read_actors
from adapters.spreadsheets.columns import KNOWN
from adapters.spreadsheets.registering import orders
from adapters.spreadsheets.report import report
from adapters.spreadsheets.table import read_table
from adapters.spreadsheets.verdicts import ActorList
from domain.commands.actors import RecordAdhesion, RegisterActor

LIST = """Nom;Sigle;Typologie;CP;Ville;Pays;Adhésion;Téléphone
Angata Lesquin;;Asso locale;59810;Lesquin;Mali;2021-2022;03
Angata (Lesquin);;;59810;LESQUIN;;1975;
Comité Tinkaré Mali;;;59155;Faches-Thumesnil;Mali;;
TINKARE;;;59155;FACHES;;;
;;;59000;Lille;;;
BFPTC;;Entreprise;;;;oui;
"""


def judged(text: str = LIST) -> ActorList:
    return read_actors(read_table(text.encode(), "liste.csv", known=KNOWN))


def test_new_lines_alone_become_commands_that_hold_the_record() -> None:
    asked = list(orders(judged()))
    assert [(order.line, type(order.command)) for order in asked] == [
        (2, RegisterActor),
        (2, RecordAdhesion),
        (2, RecordAdhesion),
        (4, RegisterActor),
        (7, RegisterActor),
    ]
    first = asked[0].command
    assert isinstance(first, RegisterActor)
    assert (first.nom, first.typologie, first.commune) == (
        "Angata Lesquin",
        "association_locale",
        "59343",
    )
    assert (first.countries, first.source) == (("ML",), "import")


def test_every_command_stands_within_the_limits_of_the_public_ones() -> None:
    for order in orders(judged()):
        raw = msgspec.json.encode(order.command)
        assert msgspec.json.decode(raw, type=RegisterActor | RecordAdhesion) == order.command


def test_the_same_file_asks_for_the_same_commands_and_a_changed_line_for_another() -> None:
    first = [order.command_id for order in orders(judged())]
    assert [order.command_id for order in orders(judged())] == first
    assert len(set(first)) == len(first)
    changed = [order.command_id for order in orders(judged(LIST.replace("Mali;;", "Togo;;")))]
    assert sum(a != b for a, b in zip(first, changed, strict=True)) == 1


def test_a_line_like_another_is_kept_when_a_person_says_so_unless_it_is_the_same() -> None:
    lines = [order.line for order in orders(judged(), keep=frozenset({3, 5}))]
    assert 5 in lines
    assert 3 not in lines


def test_the_report_counts_and_names_lines_and_columns() -> None:
    said = list(report(judged()))
    assert said[0] == "liste.csv : 3 nouvelles, 2 doublons probables, 1 rejetée."
    assert said[1].startswith("1 sans commune sûre")
    assert (
        "Ligne 5 « TINKARE » : doublon probable → « Comité Tinkaré Mali ». "
        "Nom proche, même commune : Faches-Thumesnil (ligne 4)"
    ) in said
    assert (
        "Ligne 6, colonne « Nom » : rejetée. Nom absent : complétez la ligne, puis importez à "
        "nouveau." in said
    )
    assert "Ligne 3, colonne « Adhésion » : Adhésion « 1975 » trop ancienne : à préciser" in said
    assert said[-1] == "Colonnes non reprises : Téléphone."
