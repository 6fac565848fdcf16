"""The register of processing (article 30 GDPR), as the code declares it.

Every sealed field of every fact belongs to exactly one processing: a test walks all facts. Who
receives the data is not written here: it is read from the policy (`recipients`).
"""

from fnmatch import fnmatchcase
from typing import NamedTuple

from domain.policy import RIGHTS, Action
from domain.retention import YEARS
from domain.roles import ROLE_LABELS


class Traitement(NamedTuple):
    """`sealed`: patterns of « tag:field »; `actions`: what opens the data."""

    nom: str
    finalite: str
    fondement: str
    personnes: str
    donnees: str
    actions: tuple[Action, ...]
    conservation: str
    sealed: tuple[str, ...] = ()


SECURITY = (
    "Chiffrement AES-256-GCM avant l’inscription, une clé par personne et une par texte libre.",
    "Clés enveloppées par une clé maîtresse gardée hors de la base, changée après un effacement.",
    "Effacer, c’est détruire la clé : plus rien ne se lit, ni ici ni dans une sauvegarde.",
    "Accès par rôle, refusé par défaut ; ouvertures et téléchargements inscrits au journal.",
    "Second facteur pour la direction, l’audit et l’administration.",
    "Tables de recherche hors du journal de PostgreSQL : aucun nom dans une sauvegarde.",
)
"""The measures that hold for every processing."""

WITHOUT_NAME = "Les chiffres, sans nom ni texte, restent : ils ne désignent personne."
REGISTRE = (
    Traitement(
        "Contacts des acteurs",
        "Joindre les personnes des structures accompagnées, tenir la relation dans la durée.",
        "Intérêt légitime du réseau, contrat ou consentement : dit pour chaque contact.",
        "Élus, salariés et bénévoles des structures ; consultants inscrits sous leur nom.",
        "Nom, prénom, adresse électronique, téléphone, rôle dans la structure, origine, dates.",
        (Action.VOIR_CONTACTS, Action.TENIR_CONTACTS, Action.PERSONNES),
        f"{YEARS} ans après le dernier signe de vie, relus 30 et 7 jours avant, puis effacés.",
        (
            "actor.contact_*:identity",
            "actor.contact_*:role",
            "actor.registered:nom",
            "actor.renamed:nom",
        ),
    ),
    Traitement(
        "Suivi des rencontres",
        "Se souvenir de ce qui s’est dit et promis, rendre compte aux bailleurs.",
        "Intérêt légitime du réseau ; obligations des conventions.",
        "Toute personne qu’un texte libre nomme : participants, partenaires, tiers.",
        "Titres, lieux, résumés, suites, besoins, qualités de présence, raisons des corrections.",
        (Action.LIRE_TEXTES,),
        "Le temps du journal ; un texte qui nomme une personne effacée l’est avec elle. "
        + WITHOUT_NAME,
        (
            "*:resume",
            "*:titre",
            "*:next_step.what",
            "*:need",
            "*:to",
            "*:canal",
            "*:quality",
            "*:contexte.lieu",
            "*:changes.lieu",
            "actor.*:reason",
            "project.*:reason",
            "gathering.*:reason",
            "convention.*:reason",
            "project.explor_expert_identified:person",
        ),
    ),
    Traitement(
        "Temps de l’équipe",
        "Équilibrer la charge, justifier les heures imputées aux conventions.",
        "Contrat de travail ; obligations des conventions.",
        "Salariés du réseau, désignés par un repère, jamais par leur nom.",
        "Minutes par jour, contrat, congés (sans motif), pôle, bureau, nature du temps interne.",
        (Action.LIRE_CHARGE, Action.LIRE_IMPUTATIONS),
        "Le temps du journal, sans nom : un repère ne désigne une personne que par le compte.",
        ("salarie.*:reason", "salarie.*:nature"),
    ),
    Traitement(
        "Comptes et accès",
        "N’ouvrir Maillage qu’à qui en a le droit, et dire qui a fait quoi.",
        "Obligation de sécurité (article 32 du RGPD).",
        "Salariés, direction, auditeurs, administration.",
        "Nom, adresse électronique, rôle, dates d’entrée ; le mot de passe n’est gardé que haché.",
        (Action.TENIR_COMPTES, Action.LIRE_SECURITE),
        "Le temps du compte ; le nom et l’adresse sont effacés à la demande, une fois fermé.",
        ("account.*:identity", "account.*:reason"),
    ),
    Traitement(
        "Droits des personnes",
        "Répondre aux demandes d’accès, de rectification, d’effacement ; tenir les délais.",
        "Obligation légale (articles 12 à 22 du RGPD).",
        "Les personnes des traitements ci-dessus.",
        "Dates des demandes et des avis, obligations de garder et leur raison, attestations.",
        (Action.PERSONNES,),
        "Le temps du journal pour les dates, sans nom ; les raisons partent avec la personne.",
        ("person.*:reason",),
    ),
)


def recipients(traitement: Traitement) -> tuple[str, ...]:
    """Which roles may open these data? Read from the policy, not written twice."""
    roles = {role for action in traitement.actions for role in RIGHTS.get(action, {})}
    return tuple(label for role, label in ROLE_LABELS.items() if role in roles)


def declared(tag: str, field: str) -> list[Traitement]:
    """The processings that say they hold this sealed field: one, or the register is wrong."""
    name = f"{tag}:{field}"
    return [one for one in REGISTRE if any(fnmatchcase(name, each) for each in one.sealed)]
