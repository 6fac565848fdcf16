"""Which gatherings does each year hold? Numbers chosen for a plausible year, kinds as R54 says."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from domain.kinds import Kind
from domain.lists import Pole, Typologie

YOUTH = (
    Typologie.STRUCTURE_JEUNESSE,
    Typologie.ETABLISSEMENT_SCOLAIRE,
    Typologie.ASSOCIATION_ETUDIANTE,
    Typologie.CENTRE_FORMATION,
)
TOWNS = (Typologie.COLLECTIVITE_TERRITORIALE, Typologie.AGENCE_PUBLIQUE)
CITIZENS = (
    Typologie.ASSOCIATION_LOCALE,
    Typologie.OSIM,
    Typologie.ANTENNE_ASSOCIATION_NATIONALE,
    Typologie.COMITE_JUMELAGE,
)
SCHOOLS = (Typologie.ENSEIGNEMENT_SUPERIEUR, Typologie.LABORATOIRE, Typologie.ENTREPRISE)
COLLECTIVES = (Typologie.RESEAU_COLLECTIF, Typologie.ASSOCIATION_LOCALE)


class Plan(NamedTuple):
    """So many gatherings of a kind; `by` says what their title names and who comes."""

    kind: Kind
    titre: str
    many: int
    size: tuple[int, int]
    team: tuple[int, ...]
    pole: Pole | None = None
    dispositif: str | None = None
    loves: tuple[Typologie, ...] = ()
    by: str = ""
    staff: int = 2
    abroad: bool = False


class Year(NamedTuple):
    du: date
    au: date
    plans: tuple[Plan, ...]


K = Kind
COMMON = (
    Plan(K.GROUPE_PAYS, "Groupe-pays", 14, (10, 16), (1, 4), Pole.CID, None, CITIZENS, "country"),
    Plan(K.COMMISSION, "Commission ECSI régionale", 3, (13, 19), (2, 5), Pole.ECSI),
    Plan(K.COMMISSION, "Commission thématique", 6, (8, 14), (1, 4), Pole.CID, by="theme"),
    Plan(
        K.RENCONTRE, "Rencontre ECSI", 5, (12, 18), (2, 4), Pole.ECSI, None, CITIZENS, "departement"
    ),
    Plan(K.RENCONTRE, "Rencontre régionale Festisol", 1, (18, 23), (2, 5), None, "festisol",
         COLLECTIVES, staff=3),
    Plan(K.RENCONTRE, "Rencontre territoriale Ready to Move", 2, (14, 20), (3, 5), None,
         "ready_to_move", YOUTH, "departement", 3),
    Plan(K.WEBINAIRE, "Webinaire Ready to Move", 4, (10, 18), (3, 5), None, "ready_to_move", YOUTH),
    Plan(K.WEBINAIRE, "Webinaire 1 % eau, énergie, déchets", 3, (10, 16), (1, 4), None,
         "un_pour_cent", TOWNS),
    Plan(K.FORMATION, "Formation premier accueil Ready to Move", 4, (8, 12), (3, 5), None,
         "ready_to_move", YOUTH),
    Plan(K.FORMATION, "Formation au montage de projet", 3, (8, 12), (1, 4), Pole.CID, None,
         CITIZENS),
    Plan(K.SESSION_INFO, "Session d’information ISI, JSI et VVVSI", 4, (8, 15), (3, 5), None, "isi",
         YOUTH),
    Plan(K.ATELIER_COLLECTIF, "Atelier de travail", 12, (5, 9), (1, 2, 4), by="theme"),
    Plan(K.MISE_EN_RELATION, "Mise en relation", 26, (2, 3), (1, 2, 3, 4), by="country", staff=1),
    Plan(K.COPIL, "Comité de pilotage Festisol", 3, (4, 6), (2,), None, "festisol", COLLECTIVES),
    Plan(K.COPIL, "Comité de pilotage clé en main Maroc", 2, (4, 6), (1, 6), None,
         "cle_en_main_maroc", TOWNS),
    Plan(K.COPIL, "Comité de pilotage clé en main Mali", 2, (4, 6), (1, 4), None,
         "cle_en_main_mali", TOWNS),
    Plan(K.COPIL, "Comité de pilotage clé en main Pologne", 2, (4, 6), (3, 6), None,
         "cle_en_main_pologne_jeunes", TOWNS),
    Plan(K.INTERVENTION, "Intervention en master", 6, (1, 2), (1, 2, 3), by="theme", staff=1,
         loves=SCHOOLS),
)  # fmt: skip
ONLY_2021 = (Plan(K.FORMATION, "Formation CoopLab", 4, (8, 12), (2, 3), None, "cooplab", YOUTH),)
ONLY_2022 = (
    Plan(K.ATELIER_DUO, "Atelier duo", 3, (6, 9), (1, 4), Pole.CID, None, CITIZENS, "country",
         abroad=True),
    Plan(K.FORMATION, "PEICS, module de formation", 3, (5, 8), (3, 5), None, "peics", YOUTH),
    Plan(K.SESSION_INFO, "Présentation des fonds Récital", 3, (10, 16), (2, 5), None,
         "recital_territorial", CITIZENS, "departement"),
    Plan(K.ATELIER_COLLECTIF, "Atelier écomatériaux", 2, (5, 8), (7, 1), None,
         "science_et_societe", SCHOOLS),
    Plan(K.COPIL, "Comité de la revue annuelle", 2, (3, 5), (7,), None, "revue"),
)  # fmt: skip


def nine_months(plans: Iterable[Plan]) -> tuple[Plan, ...]:
    """The part of a year's plans that three quarters hold."""
    return tuple(plan._replace(many=max(1, round(plan.many * 0.75))) for plan in plans)


YEAR_2021 = Year(date(2021, 1, 11), date(2021, 12, 17), (*COMMON, *ONLY_2021))
YEAR_2022 = Year(date(2022, 1, 10), date(2022, 9, 29), (*nine_months(COMMON), *ONLY_2022))
