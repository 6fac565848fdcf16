"""A list of organisations, line by line: new, known, like another, refused, or no data."""

from importlib.resources import files
from pathlib import Path

import pytest

from adapters.spreadsheets.acteurs import read_actors
from adapters.spreadsheets.columns import KNOWN
from adapters.spreadsheets.refusals import Unreadable
from adapters.spreadsheets.table import read_table
from adapters.spreadsheets.verdicts import ActorList, Judged
from domain.lists import Typologie

HEADER = "ID;Raison sociale ;Sigle;Typologie;CP;Ville;Pays d'intervention; Secteurs;Adhésion;Obs."


def read(*lines: str, header: str = HEADER, known: ActorList | None = None) -> ActorList:
    content = "\n".join([header, *lines]).encode("cp1252")
    table = read_table(content, "liste.csv", known=KNOWN)
    rows = [line.row for line in known.lines if line.row] if known else []
    return read_actors(table, [row.candidate for row in rows])


def only(line: str, header: str = HEADER) -> Judged:
    [judged] = read(line, header=header).lines
    return judged


def verdicts(actors: ActorList) -> list[str]:
    return [line.verdict for line in actors.lines]


def test_a_full_line_is_read_into_its_fields() -> None:
    row = only("22;Essor;ESS;Asso locale;59700;Marcq-en-Barœul;Mozambique, Cap-Vert;Eau; ;note").row
    assert row is not None
    assert (row.nom, row.sigle, row.typologie) == ("Essor", "ESS", Typologie.ASSOCIATION_LOCALE)
    assert (row.commune, row.commune_nom) == ("59378", "Marcq-en-Barœul")
    assert (row.countries, row.themes) == (("MZ", "CV"), ("Eau",))
    assert (row.comments, row.warnings) == ("note", ())


def test_the_same_file_again_changes_nothing_under_another_name_too() -> None:
    lines = ("1;Essor;;;59700;Marcq-en-Barœul;;;;", "2;Salam;;;62100;Calais;;;;")
    first = read(*lines)
    assert verdicts(first) == ["nouvelle", "nouvelle"]
    assert verdicts(read(*lines, known=first)) == ["deja_connue", "deja_connue"]


def test_a_line_copied_twice_is_known_and_a_line_like_another_is_proposed() -> None:
    actors = read(
        "13;Angata Lesquin;;;59810;Lesquin;;;;",
        "14;ANGATA LAMBERSART;;;59130;LAMBERSART;;;;",
        "15;Angata (Lesquin);;;59810;LESQUIN;;;;",
        "13;Angata Lesquin;;;59810;Lesquin;;;;",
        "56;Artisanat Solidarité Nord Bénin;ASNB;;59650;V. d'Ascq;;;;",
        "57;A.S.N.B.;;;59491;Villeneuve d’Ascq;;;;",
    )
    assert verdicts(actors) == [
        "nouvelle",
        "nouvelle",
        "doublon_probable",
        "deja_connue",
        "nouvelle",
        "doublon_probable",
    ]
    first = actors.lines[0].row
    assert first
    assert (actors.lines[2].other, actors.lines[2].other_nom) == (first.actor, "Angata Lesquin")
    assert actors.lines[3].raison == "Même ligne que la ligne 2"
    assert actors.lines[5].raison == "Sigle identique (ligne 6)"


@pytest.mark.parametrize(
    ("line", "raison", "column"),
    [
        ("65;;;Association locale;59000;Lille;;;;", "Nom absent", "Raison sociale"),
        ("66;RAUCCA;;;;;Sénégal;Guinée;Urgence;;x", "11 cellules pour 10", "Pays d'intervention"),
        (f"9;{'x' * 301};;;59000;Lille;;;;", "plus de 300 caractères", "Raison sociale"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why_and_where(
    line: str, raison: str, column: str
) -> None:
    judged = only(line)
    assert (judged.verdict, judged.column) == ("rejetee", column)
    assert raison in (judged.raison or "")


@pytest.mark.parametrize(
    "line",
    [
        HEADER,
        ";Sous-total : 22 structures;;;;;;;;",
        "TOTAL;65 structures;;;;;;;1 800 €;",
        "2;LIANES COOPÉRATION;;;59000;Lille;;;;",
        "Édité par Salarié B, ne pas diffuser;;;;;;;;;",
    ],
)
def test_lines_that_are_no_organisation_are_named_and_left(line: str) -> None:
    assert verdicts(read("1;Essor;;;;;;;;", line)) == ["nouvelle", "ignoree"]


def test_a_separator_too_many_at_the_end_of_every_line_is_nothing() -> None:
    assert verdicts(read("Essor;x;", "Salam;y;", header="Nom;Obs")) == ["nouvelle", "nouvelle"]


@pytest.mark.parametrize(
    ("postal", "ville", "code", "said"),
    [
        ("59430", "Saint-Pol-sur-Mer", "59183", ""),
        ("59260", "Hellemmes", "59350", ""),
        ("59260", "", None, "partagé (Lezennes, Lille)"),
        ("59155", "FACHES", "59220", ""),
        ("", "Bailleul", None, "existe plusieurs fois (Nord 59043, Somme 80051)"),
        ("59270", "Bailleul", "59043", ""),
        ("2400", "Château-Thierry", "02168", "Zéro initial rendu au code postal : 02400"),
        ("62100", "CALAIS CEDEX", "62193", ""),
        ("59019", "Lille Cedex", "59350", ""),
        ("67300", "Schiltigheim", "67447", "hors Hauts-de-France"),
        ("00000", "", None, "n’existe pas"),
        ("59000", "Amiens", None, "ne va pas avec « Amiens »"),
        ("", "Oise", None, "est un département"),
        ("", "(60)", None, "est un département"),
        ("", "Atlantis", None, "non reconnue"),
        ("", "", None, "Commune absente"),
    ],
)
def test_a_commune_is_sure_or_asked_for(
    postal: str, ville: str, code: str | None, said: str
) -> None:
    judged = only(f"1;Essor;;Osim;{postal};{ville};;;;")
    assert (judged.verdict, judged.row and judged.row.commune) == ("nouvelle", code)
    warnings = judged.row.warnings if judged.row else ()
    assert [said in w.message for w in warnings] == ([True] if said else [])


@pytest.mark.parametrize(
    ("nom", "code"), [("Ville d’Orchies", "59449"), ("Ville de Bailleul", None), ("Orchies", None)]
)
def test_only_a_municipality_says_its_commune_by_its_name(nom: str, code: str | None) -> None:
    judged = only(f"1;{nom};;;;;;;;")
    assert judged.row
    assert judged.row.commune == code


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Asso. locale", Typologie.ASSOCIATION_LOCALE),
        ("Antenne nat.", Typologie.ANTENNE_ASSOCIATION_NATIONALE),
        ("antenne nationale", Typologie.ANTENNE_ASSOCIATION_NATIONALE),
        ("Etablissement scolaire", Typologie.ETABLISSEMENT_SCOLAIRE),
        ("Réseau / collectif", Typologie.RESEAU_COLLECTIF),
        ("Ens. sup.", Typologie.ENSEIGNEMENT_SUPERIEUR),
        ("Asso étudiante", Typologie.ASSOCIATION_ETUDIANTE),
        ("Agence, organisme public", Typologie.AGENCE_PUBLIQUE),
        ("Comite jumelage", Typologie.COMITE_JUMELAGE),
        ("OSIM ", Typologie.OSIM),
        ("Association", None),
        ("Bénévoles", None),
        ("E", None),
    ],
)
def test_a_typologie_is_recognised_or_asked_for(text: str, tag: Typologie | None) -> None:
    row = only(f"1;Ville de Lens;;{text};;Lens;;;;").row
    assert row
    assert row.typologie == tag
    assert [w.column for w in row.warnings] == ([] if tag else ["Typologie"])


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        ('"Cisjordanie ; Gaza"', ("PS",), False),
        ("Haute-Volta", ("BF",), False),
        ("B. FASO / BENIN", ("BF", "BJ"), False),
        ("RCA, Congo", ("CF", "CG"), False),
        ("ML, Angleterre", ("ML", "GB"), False),
        ("Mali, Wallonie", ("ML",), True),
    ],
)
def test_countries_as_people_call_them(text: str, codes: tuple[str, ...], unknown: bool) -> None:
    row = only(f"1;Ville de Lens;;Osim;;Lens;{text};;;").row
    assert row
    assert row.countries == codes
    assert [w.column for w in row.warnings] == (["Pays d'intervention"] if unknown else [])


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("43831", (2020,)),
        ("janv-21", (2021,)),
        ("1/1/21", (2021,)),
        ("2021-2022", (2021, 2022)),
        ("01/02/2021", (2021,)),
        ("non", ()),
    ],
)
def test_a_year_of_adhesion_as_people_write_it(text: str, years: tuple[int, ...]) -> None:
    row = only(f"1;Ville de Lens;;Osim;;Lens;;;{text};").row
    assert row
    assert (row.adhesions, row.warnings) == (years, ())


def test_identifiers_are_checked_and_a_wrong_one_is_left_out() -> None:
    header = "Nom;SIREN;SIRET;RNA;Site"
    right = only("Lille;215 903 501;21590350100017;W595000001;www.example.org", header).row
    assert right
    assert (right.siren, right.siret, right.rna) == ("215903501", "21590350100017", "W595000001")
    assert right.site == "https://www.example.org"
    wrong = only("Lille;215903502;1;W1;javascript:alert(1)", header).row
    assert wrong
    assert (wrong.siren, wrong.siret, wrong.rna, wrong.site) == (None, None, None, None)
    assert {"SIREN", "SIRET", "RNA", "Site"} <= {w.column for w in wrong.warnings}


def test_a_formula_is_no_acronym_and_stays_told() -> None:
    row = only("48;Via Zogoré;@SUM(A1:A3);;59126;Linselles;;;;=1+1").row
    assert row
    assert (row.sigle, row.comments) == (None, "=1+1")
    assert "« @SUM(A1:A3) » n’est pas repris" in row.warnings[0].message


def test_a_file_without_a_name_column_is_refused_with_what_was_read() -> None:
    with pytest.raises(Unreadable, match=r"ligne 1 : aucune colonne.*« Ville »"):
        read("59000;Lille", header="CP;Ville")


def test_columns_nobody_reads_are_told() -> None:
    actors = read("Essor;03;A", header="Nom;Tél. standard;Référent")
    assert actors.unread == ("Tél. standard", "Référent")


def test_the_real_list_is_read_whole() -> None:
    path = Path(str(files("adapters.demo") / "data" / "acteurs.csv"))
    actors = read_actors(read_table(path, path.name, known=KNOWN))
    assert (actors.count("nouvelle"), actors.count("ignoree")) == (180, 1)
    rows = [line.row for line in actors.lines if line.row]
    assert sum(row.commune is not None for row in rows) == 120
    assert all(row.typologie for row in rows)
    assert len({row.actor for row in rows}) == 180
