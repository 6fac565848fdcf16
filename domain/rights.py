"""The words of persons' rights: why data are erased, and what the law keeps all the same."""

from enum import StrEnum


class Motif(StrEnum):
    """Why a person is erased."""

    DEMANDE = "demande"
    CONSERVATION = "conservation"
    ERREUR = "erreur"


MOTIF_LABELS = {
    Motif.DEMANDE: "la personne l’a demandé",
    Motif.CONSERVATION: "trois ans sans signe de vie",
    Motif.ERREUR: "inscrite par erreur",
}


class Obligation(StrEnum):
    """What the law or a funder asks to keep (R50)."""

    PREUVE_PRESENCE = "preuve_presence"
    DOSSIER_FINANCE = "dossier_finance"
    LITIGE = "litige"


OBLIGATION_LABELS = {
    Obligation.PREUVE_PRESENCE: "preuve de présence (Erasmus+)",
    Obligation.DOSSIER_FINANCE: "dossier financé",
    Obligation.LITIGE: "litige en cours",
}
