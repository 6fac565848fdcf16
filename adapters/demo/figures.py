"""Which figures must the demonstration give exactly, and which ones were chosen to get there?"""

from datetime import date

from domain.lists import Typologie

TODAY = date(2022, 9, 30)
"""The day that stands still while the demonstration is loaded (R52)."""

FIRST_DAY = date(2021, 1, 4)
END_2021 = date(2021, 12, 31)

# Published (« Perspectives et programme d'activités 2022 »).
RECENSES = {"59": 521, "62": 169, "80": 120, "60": 115, "02": 64}
WORKED_WITH_2021 = 334
PARTICIPATIONS_2021 = {
    Typologie.ASSOCIATION_LOCALE: 385,
    Typologie.COLLECTIVITE_TERRITORIALE: 360,
    Typologie.STRUCTURE_JEUNESSE: 338,
    Typologie.ANTENNE_ASSOCIATION_NATIONALE: 257,
    Typologie.OSIM: 109,
    Typologie.ENTREPRISE: 72,
    Typologie.COMITE_JUMELAGE: 67,
    Typologie.RESEAU_COLLECTIF: 49,
    Typologie.AGENCE_PUBLIQUE: 41,
    Typologie.ETABLISSEMENT_SCOLAIRE: 34,
    Typologie.ASSOCIATION_ETUDIANTE: 18,
    Typologie.ENSEIGNEMENT_SUPERIEUR: 13,
    Typologie.CENTRE_FORMATION: 6,
    Typologie.CONSULTANT: 6,
    Typologie.FONDATION: 5,
    Typologie.ESPACE_CULTUREL: 3,
    Typologie.LABORATOIRE: 1,
}

# Chosen: nobody published them. Their sums are the published 989 and 334.
RECENSES_BY_TYPOLOGIE = {
    Typologie.ASSOCIATION_LOCALE: 380,
    Typologie.COLLECTIVITE_TERRITORIALE: 150,
    Typologie.STRUCTURE_JEUNESSE: 110,
    Typologie.ANTENNE_ASSOCIATION_NATIONALE: 80,
    Typologie.OSIM: 70,
    Typologie.ENTREPRISE: 55,
    Typologie.COMITE_JUMELAGE: 45,
    Typologie.RESEAU_COLLECTIF: 22,
    Typologie.AGENCE_PUBLIQUE: 12,
    Typologie.ETABLISSEMENT_SCOLAIRE: 28,
    Typologie.ASSOCIATION_ETUDIANTE: 12,
    Typologie.ENSEIGNEMENT_SUPERIEUR: 10,
    Typologie.CENTRE_FORMATION: 4,
    Typologie.CONSULTANT: 4,
    Typologie.FONDATION: 4,
    Typologie.ESPACE_CULTUREL: 2,
    Typologie.LABORATOIRE: 1,
}
WORKED_WITH_BY_TYPOLOGIE = {
    Typologie.ASSOCIATION_LOCALE: 91,
    Typologie.COLLECTIVITE_TERRITORIALE: 62,
    Typologie.STRUCTURE_JEUNESSE: 50,
    Typologie.ANTENNE_ASSOCIATION_NATIONALE: 40,
    Typologie.OSIM: 22,
    Typologie.ENTREPRISE: 17,
    Typologie.COMITE_JUMELAGE: 14,
    Typologie.RESEAU_COLLECTIF: 8,
    Typologie.AGENCE_PUBLIQUE: 6,
    Typologie.ETABLISSEMENT_SCOLAIRE: 9,
    Typologie.ASSOCIATION_ETUDIANTE: 4,
    Typologie.ENSEIGNEMENT_SUPERIEUR: 3,
    Typologie.CENTRE_FORMATION: 2,
    Typologie.CONSULTANT: 2,
    Typologie.FONDATION: 2,
    Typologie.ESPACE_CULTUREL: 1,
    Typologie.LABORATOIRE: 1,
}
FIRST_TIME_2021 = 34
"""Chosen too: the others were known long before (R55)."""

PARTICIPATIONS_2022 = 1_320
ACTORS_2022 = 290
