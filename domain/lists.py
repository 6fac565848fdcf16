"""The closed lists of the réseau: stored as tags, shown as labels, never one for the other."""

from enum import StrEnum


class Typologie(StrEnum):
    """The 17 families of actors of the 2021 participation table."""

    ASSOCIATION_LOCALE = "association_locale"
    COLLECTIVITE_TERRITORIALE = "collectivite_territoriale"
    STRUCTURE_JEUNESSE = "structure_jeunesse"
    ANTENNE_ASSOCIATION_NATIONALE = "antenne_association_nationale"
    OSIM = "osim"
    ENTREPRISE = "entreprise"
    COMITE_JUMELAGE = "comite_jumelage"
    RESEAU_COLLECTIF = "reseau_collectif"
    AGENCE_PUBLIQUE = "agence_publique"
    ETABLISSEMENT_SCOLAIRE = "etablissement_scolaire"
    ASSOCIATION_ETUDIANTE = "association_etudiante"
    ENSEIGNEMENT_SUPERIEUR = "enseignement_superieur"
    CENTRE_FORMATION = "centre_formation"
    CONSULTANT = "consultant"
    FONDATION = "fondation"
    ESPACE_CULTUREL = "espace_culturel"
    LABORATOIRE = "laboratoire"


TYPOLOGIE_LABELS = {
    Typologie.ASSOCIATION_LOCALE: "Association locale",
    Typologie.COLLECTIVITE_TERRITORIALE: "Collectivité territoriale",
    Typologie.STRUCTURE_JEUNESSE: "Structure jeunesse",
    Typologie.ANTENNE_ASSOCIATION_NATIONALE: "Antenne d'association nationale",
    Typologie.OSIM: "Osim",
    Typologie.ENTREPRISE: "Entreprise, groupement d'entreprises",
    Typologie.COMITE_JUMELAGE: "Comité de jumelage",
    Typologie.RESEAU_COLLECTIF: "Réseau, collectif associatif",
    Typologie.AGENCE_PUBLIQUE: "Agence ou organisme public",
    Typologie.ETABLISSEMENT_SCOLAIRE: "Établissement scolaire",
    Typologie.ASSOCIATION_ETUDIANTE: "Association étudiante",
    Typologie.ENSEIGNEMENT_SUPERIEUR: "Enseignement supérieur",
    Typologie.CENTRE_FORMATION: "Centre de formation, apprentissage",
    Typologie.CONSULTANT: "Consultant, expert, bureau d'études",
    Typologie.FONDATION: "Fondation",
    Typologie.ESPACE_CULTUREL: "Établissement, espace culturel",
    Typologie.LABORATOIRE: "Institut, laboratoire de recherche",
}


class Pole(StrEnum):
    """The four pôles; EPO exists from 2022 (R36)."""

    ECSI = "ECSI"
    MEIJ = "MEIJ"
    CID = "CID"
    EPO = "EPO"


POLE_LABELS = {
    Pole.ECSI: "Éducation à la citoyenneté et à la solidarité internationale",
    Pole.MEIJ: "Mobilité et engagement international des jeunes",
    Pole.CID: "Coopération internationale et développement",
    Pole.EPO: "Études, publications et observatoire",
}


class Bureau(StrEnum):
    """The two offices."""

    LILLE = "lille"
    AMIENS = "amiens"


BUREAU_LABELS = {Bureau.LILLE: "Lille", Bureau.AMIENS: "Amiens"}


class Mode(StrEnum):
    """How people met: an axis of analysis, since visio brings partners abroad in."""

    PRESENTIEL = "presentiel"
    VISIO = "visio"
    HYBRIDE = "hybride"
    TELEPHONE = "telephone"
    COURRIEL = "courriel"


MODE_LABELS = {
    Mode.PRESENTIEL: "présentiel",
    Mode.VISIO: "visio",
    Mode.HYBRIDE: "hybride",
    Mode.TELEPHONE: "téléphone",
    Mode.COURRIEL: "courriel",
}


class Forme(StrEnum):
    """The eight forms of support to a Festisol collective."""

    CONSTITUTION = "constitution"
    PARTENAIRES = "partenaires"
    JURY = "jury"
    FORMATION = "formation"
    OUTILS = "outils"
    REDACTION = "redaction"
    COPIL = "copil"
    VALORISATION = "valorisation"


FORME_LABELS = {
    Forme.CONSTITUTION: "constitution du collectif",
    Forme.PARTENAIRES: "recherche de partenaires",
    Forme.JURY: "jury",
    Forme.FORMATION: "formation",
    Forme.OUTILS: "outils",
    Forme.REDACTION: "rédaction de la demande",
    Forme.COPIL: "COPIL",
    Forme.VALORISATION: "valorisation",
}


class Stage(StrEnum):
    """The generic life of a request to a dispositif."""

    SOLLICITE = "sollicite"
    QUALIFIE = "qualifie"
    DEPOSE = "depose"
    RECEVABLE = "recevable"
    IRRECEVABLE = "irrecevable"
    INSTRUIT = "instruit"
    PASSE_EN_JURY = "passe_en_jury"
    RETENU = "retenu"
    REFUSE = "refuse"
    AJOURNE = "ajourne"
    CONVENTIONNE = "conventionne"
    ACOMPTE_VERSE = "acompte_verse"
    EN_REALISATION = "en_realisation"
    BILAN_RECU = "bilan_recu"
    SOLDE = "solde"
    ABANDONNE = "abandonne"


STAGE_LABELS = {
    Stage.SOLLICITE: "sollicité",
    Stage.QUALIFIE: "qualifié",
    Stage.DEPOSE: "déposé",
    Stage.RECEVABLE: "recevable",
    Stage.IRRECEVABLE: "irrecevable",
    Stage.INSTRUIT: "instruit",
    Stage.PASSE_EN_JURY: "passé en jury",
    Stage.RETENU: "retenu",
    Stage.REFUSE: "refusé",
    Stage.AJOURNE: "ajourné",
    Stage.CONVENTIONNE: "conventionné",
    Stage.ACOMPTE_VERSE: "acompte versé",
    Stage.EN_REALISATION: "en réalisation",
    Stage.BILAN_RECU: "bilan reçu",
    Stage.SOLDE: "soldé",
    Stage.ABANDONNE: "abandonné",
}


class Quality(StrEnum):
    """In which quality an actor stands in a project."""

    PARTENAIRE = "partenaire"
    CO_PORTEUR = "co_porteur"
    COMMUNITY = "collectivite"


QUALITY_LABELS = {
    Quality.PARTENAIRE: "partenaire",
    Quality.CO_PORTEUR: "co-porteur",
    Quality.COMMUNITY: "collectivité d'un clé en main",
}


class Ground(StrEnum):
    """On which legal ground a person's data is held."""

    INTERET_LEGITIME = "interet_legitime"
    CONSENTEMENT = "consentement"
    CONTRAT = "contrat"


GROUND_LABELS = {
    Ground.INTERET_LEGITIME: "intérêt légitime",
    Ground.CONSENTEMENT: "consentement",
    Ground.CONTRAT: "contrat",
}
