"""A line as someone typed it: recognised, doubtful or unknown, with the reason in words."""

from uuid import UUID, uuid5

import pytest

from adapters.matching.duplicates import duplicates
from adapters.matching.index import Candidate
from adapters.matching.matcher import Match, Matcher

SPACE = UUID("6f1c9a52-6b3e-4c5e-9d3e-0e5b3b0f2a11")

KNOWN = (
    ("Maison régionale de l'environnement et des solidarités", "MRES", "Lille"),
    ("Comité Tinkaré Mali", None, "Faches-Thumesnil"),
    ("Centre social Les 5 Bonniers", None, "Faches-Thumesnil"),
    ("Ville de Faches-Thumesnil", None, "Faches-Thumesnil"),
    ("Association France Burkina Faso Développement", "AFBFD", None),
    ("France-Burkina Faso", None, "La Chapelle-d'Armentières"),
    ("Loos N'Gourma", None, "Loos-en-Gohelle"),
    ("Ville d'Orchies", None, "Orchies"),
    ("Conseil départemental du Pas-de-Calais", "CD62", "Arras"),
    ("Les Perles du Faso", None, None),
    ("Secours populaire français - comité de Roubaix", "SPF Roubaix", "Roubaix"),
    ("Secours populaire français - comité de Valenciennes", "SPF Valenciennes", "Valenciennes"),
    ("Le Partenariat", None, "Lille"),
    ("Essor", None, "Marcq-en-Barœul"),
    ("Œuvres du Sahel", None, "Amiens"),
    ("APJ Togo : Association de Partenariat et de Jumelage Togo France Europe", None, "Bailleul"),
    ("Ville de Creil", None, "Creil"),
    ("Association Creil-Palestine", None, "Creil"),
    ("Association de jumelage Montataire - Dheisheh", None, "Montataire"),
    ("Comité de jumelage Montataire - Finsterwalde", None, "Montataire"),
    ("Ville de Château-Thierry", None, "Château-Thierry"),
    ("Association de jumelage Château-Thierry Cisnadie", None, "Château-Thierry"),
    ("Collectif Solidarités du Sud de l'Aisne", None, "Château-Thierry"),
    ("IREAM", "IREAM", "Amiens"),
    ("IUT d'Amiens", "IUT", "Amiens"),
    ("Fédération des comités de jumelage de l'Oise", "FCJO", None),
    ("Université de technologie de Compiègne", "UTC", "Compiègne"),
    ("Lycée Robert de Luzarches", None, "Amiens"),
    ("Lycée professionnel agricole de la Baie de Somme", None, "Abbeville"),
    ("Ville de Nogent-sur-Oise", None, "Nogent-sur-Oise"),
    ("Les Amis de Soeur Myriam", None, "Amiens"),
    ("Angata Lesquin", None, "Lesquin"),
    ("Angata Lambersart", None, "Lambersart"),
    ("Afdi Hauts-de-France", "Afdi", None),
)

TOWNS = ("Faches-Thumesnil", "Nogent-sur-Oise", "Nogent-l'Artaud", "Creil", "Lille", "Lens")

CANDIDATES = [
    Candidate(uuid5(SPACE, nom), nom, sigle, (), commune, "215903501" if nom == "Essor" else None)
    for nom, sigle, commune in KNOWN
]
NAMES = {candidate.id: candidate.nom for candidate in CANDIDATES}
MATCHER = Matcher(CANDIDATES, TOWNS)


def names(match: Match) -> list[str]:
    return [NAMES[one.id] for one in match.found]


@pytest.mark.parametrize(
    ("line", "nom", "raison"),
    [
        ("MRES", "Maison régionale de l'environnement et des solidarités", "Sigle identique"),
        ("comite tinkare mali", "Comité Tinkaré Mali", "Même nom, sans les accents"),
        ("Centre social 5 bonniers", "Centre social Les 5 Bonniers", "Même nom, sans la liaison"),
        (
            "Ville de Faches",
            "Ville de Faches-Thumesnil",
            "Nom proche, même commune : Faches-Thumesnil",
        ),
        ("AFBFD", "Association France Burkina Faso Développement", "Sigle identique"),
        ("loos ngourma", "Loos N'Gourma", "Même nom, sans l’apostrophe"),
        ("Ville Orchies", "Ville d'Orchies", "Même nom, sans la liaison"),
        ("CD 62", "Conseil départemental du Pas-de-Calais", "Sigle identique"),
        ("les perles du faso", "Les Perles du Faso", "Nom identique"),
        ("Mairie d’Orchies", "Ville d'Orchies", "Même nom, écrit en abrégé"),
        ("OEUVRES DU SAHEL ", "Œuvres du Sahel", "Même nom, sans les accents"),
        ("Département du Pas de Calais", "Conseil départemental du Pas-de-Calais", ""),
        ("A.P.J. TOGO", KNOWN[15][0], "Autre nom connu, identique"),
        ("Fédération des Comités de Jumelage de l’Oise (FCJO)", KNOWN[25][0], "Nom et sigle"),
        ("UTC - Université de Technologie de Compiègne", KNOWN[26][0], "Nom et sigle identiques"),
        ("Lycée R. de Luzarches", "Lycée Robert de Luzarches", "Même nom, écrit en abrégé"),
        ("LPA de la Baie de Somme", KNOWN[28][0], "Même nom, écrit en abrégé"),
        ("Lycée pro agricole Baie de Somme", KNOWN[28][0], "Même nom, écrit en abrégé"),
        ("Amis de Sœur Myriam (Les)", "Les Amis de Soeur Myriam", ""),
        ("LE PARTENARIAT (Lille / St-Louis)", "Le Partenariat", "même commune : Lille"),
        ("Partenariat Lille", "Le Partenariat", "Nom proche, même commune : Lille"),
        ("Creil Palestine", "Association Creil-Palestine", ""),
        ("Angata (Lesquin)", "Angata Lesquin", "Même nom"),
        ("ESSOR (ONG)", "Essor", ""),
        ("Afdi HdF", "Afdi Hauts-de-France", "Même nom, écrit en abrégé"),
        ("215 903 501", "Essor", "SIREN identique"),
    ],
)
def test_a_line_is_recognised_and_says_why(line: str, nom: str, raison: str) -> None:
    match = MATCHER.match(line)
    assert (match.verdict, names(match)) == ("sure", [nom])
    assert raison in match.found[0].raison


@pytest.mark.parametrize(
    ("line", "proposed"),
    [
        ("Secours pop", {KNOWN[10][0], KNOWN[11][0]}),
        ("Secours populaire, comité de Lens", {KNOWN[10][0], KNOWN[11][0]}),
        ("Angata", {"Angata Lesquin", "Angata Lambersart"}),
        ("Le Partenariat / Essor", {"Le Partenariat", "Essor"}),
        ("Le Partenariat (Gand)", {"Le Partenariat"}),
        ("Mairie de Nogent", {"Ville de Nogent-sur-Oise"}),
        ("Creil", {"Ville de Creil"}),
        ("Oeuvre du Sahell", {"Œuvres du Sahel"}),
        ("Cté jumelage Airaines-Kriftel", set()),
        ("asso jumelage Nara", set()),
        ("Lille", set()),
        ("", set()),
        ("\x00", set()),
        ("()", set()),
        ("- : -", set()),
    ],
)
def test_a_doubtful_line_is_asked_and_never_assumed(line: str, proposed: set[str]) -> None:
    match = MATCHER.match(line)
    assert set(names(match)) == proposed
    assert match.verdict == ("doute" if proposed else "inconnu")


@pytest.mark.parametrize(
    ("nom", "other"),
    [
        ("France-Burkina Faso", "Association France Burkina Faso Développement"),
        (KNOWN[18][0], KNOWN[19][0]),
        ("Ville de Creil", "Association Creil-Palestine"),
        ("Ville de Château-Thierry", "Association de jumelage Château-Thierry Cisnadie"),
        ("Ville de Château-Thierry", "Collectif Solidarités du Sud de l'Aisne"),
        ("IREAM", "IUT d'Amiens"),
        (KNOWN[10][0], KNOWN[11][0]),
        ("Angata Lesquin", "Angata Lambersart"),
    ],
)
def test_false_friends_each_keep_their_own_name(nom: str, other: str) -> None:
    for mine, theirs in ((nom, other), (other, nom)):
        match = MATCHER.match(mine.upper())
        assert (match.verdict, names(match)) == ("sure", [mine])
        assert theirs not in names(match)


def test_two_organisations_of_one_name_are_a_doubt() -> None:
    twins = [Candidate(uuid5(SPACE, town), "Salam", None, (), town) for town in ("Calais", "Lens")]
    match = Matcher(twins).match("salam")
    assert (match.verdict, len(match.found)) == ("doute", 2)


def test_the_known_list_holds_no_duplicate() -> None:
    assert duplicates(CANDIDATES) == []


@pytest.mark.parametrize(
    ("nom", "sigle", "commune", "twin", "raison"),
    [
        ("TINKARE", None, "Faches-Thumesnil", "Comité Tinkaré Mali", "Nom proche"),
        ("A.F.B.F.D.", None, "Lille", "Association France Burkina Faso Développement", "Sigle"),
        ("PARTENARIAT", None, "Lille", "Le Partenariat", "liaison"),
        ("M.R.E.S.", "M.R.E.S.", "Lille", KNOWN[0][0], "Sigle"),
    ],
)
def test_a_repeated_organisation_is_proposed(
    nom: str, sigle: str | None, commune: str, twin: str, raison: str
) -> None:
    late = Candidate(uuid5(SPACE, "late"), nom, sigle, (), commune)
    [found] = duplicates([*CANDIDATES, late])
    assert (found.id, NAMES[found.other]) == (late.id, twin)
    assert raison in found.raison


def test_one_name_in_two_towns_is_no_duplicate_unless_one_siren() -> None:
    essor = CANDIDATES[13]
    elsewhere = Candidate(uuid5(SPACE, "essor lens"), "Essor", None, (), "Lens")
    assert duplicates([essor, elsewhere]) == []
    same = Candidate(uuid5(SPACE, "s"), "Autre nom", None, (), "Lens", essor.siren)
    assert [d.raison for d in duplicates([essor, same])] == ["SIREN identique"]
